package dev.recado.domain.handoff;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.Ownership.Handoff;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.EventLog;
import dev.recado.domain.handoff.StaffNotice.Kind;
import dev.recado.domain.handoff.StaffNotices.Pending;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PublicIds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// An event log that stores notices to people of the business before it records the events that they tell
/// of. Until an event is recorded its conversation keeps it, so that a crash in between repeats the same
/// notices, and loses none.
public final class StaffNoticeQueue implements EventLog, StaffReminder {
    private final EventLog log;
    private final StaffNotices notices;
    private final Supplier<List<StaffNotifier>> ways;
    private final PublicIds ids;
    private volatile Runnable storedListener = () -> {};

    /// @param ways is called when there is something to tell, because ways use what writes events
    public StaffNoticeQueue(EventLog log, StaffNotices notices, Supplier<List<StaffNotifier>> ways, PublicIds ids) {
        this.log = log;
        this.notices = notices;
        this.ways = ways;
        this.ids = ids;
    }

    /// Sets the listener that is called after notices were stored.
    public void onStored(Runnable listener) {
        storedListener = listener;
    }

    @Override
    public List<BusinessEvent> record(List<BusinessEvent> events) {
        List<Pending> told = events.stream().flatMap(this::notices).toList();
        if (!told.isEmpty()) {
            notices.put(told);
        }
        List<BusinessEvent> fresh = log.record(events);
        if (!told.isEmpty()) {
            storedListener.run();
        }
        return fresh;
    }

    @Override
    public List<BusinessEvent> unrecorded(int limit) {
        return log.unrecorded(limit);
    }

    @Override
    public void remind(Conversation waiting, Instant at) {
        Handoff request = waiting.ownership().handoff();
        if (request != null) {
            String id = "opening/" + waiting.id() + "@" + request.since().toEpochMilli() + "@" + at.toEpochMilli();
            List<Pending> told = notices(id, Kind.REQUESTED, waiting.id(), at).toList();
            if (!told.isEmpty()) {
                notices.put(told);
                storedListener.run();
            }
        }
    }

    private Stream<Pending> notices(BusinessEvent event) {
        return kind(event).stream().flatMap(kind -> notices(event.id(), kind, event.conversationId(), event.at()));
    }

    private Stream<Pending> notices(String id, Kind kind, ConversationId conversation, Instant at) {
        return ways.get().stream()
                .flatMap(way -> way.recipients().stream()
                        .map(recipient -> new Pending(
                                id(id, way.way(), recipient), kind, conversation, way.way(), recipient, at)));
    }

    private static Optional<Kind> kind(BusinessEvent event) {
        return switch (event.type()) {
            case HANDOFF_REQUESTED ->
                Optional.of("urgent".equals(event.details().get("by")) ? Kind.URGENT : Kind.REQUESTED);
            case HANDOFF_OVERDUE -> Optional.of(Kind.OVERDUE);
            default -> Optional.empty();
        };
    }

    /// The address is encrypted, because ids are logged: a digest of a phone number is found by trying them
    /// all.
    private String id(String event, String way, String recipient) {
        return event + ">" + way + ":" + ids.sealedPlace(recipient);
    }
}
