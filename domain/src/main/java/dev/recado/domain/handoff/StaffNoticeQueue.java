package dev.recado.domain.handoff;

import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.EventLog;
import dev.recado.domain.handoff.StaffNotice.Kind;
import dev.recado.domain.handoff.StaffNotices.Pending;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// An event log that stores notices to people of the business before it records the events that they tell of. Until an
/// event is recorded its conversation keeps it, so that a crash in between repeats the same notices, and loses none.
public final class StaffNoticeQueue implements EventLog {
    private static final int DIGEST_BYTES = 8;

    private final EventLog log;
    private final StaffNotices notices;
    private final Supplier<List<StaffNotifier>> ways;
    private volatile Runnable storedListener = () -> {};

    /// @param ways is called when there is something to tell, because ways use what writes events
    public StaffNoticeQueue(EventLog log, StaffNotices notices, Supplier<List<StaffNotifier>> ways) {
        this.log = log;
        this.notices = notices;
        this.ways = ways;
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

    private Stream<Pending> notices(BusinessEvent event) {
        return kind(event).stream()
                .flatMap(kind -> ways.get().stream()
                        .flatMap(way -> way.recipients().stream()
                                .map(recipient -> new Pending(
                                        id(event, way.way(), recipient),
                                        kind,
                                        event.conversationId(),
                                        way.way(),
                                        recipient,
                                        event.at()))));
    }

    private static Optional<Kind> kind(BusinessEvent event) {
        return switch (event.type()) {
            case HANDOFF_REQUESTED ->
                Optional.of("urgent".equals(event.details().get("by")) ? Kind.URGENT : Kind.REQUESTED);
            case HANDOFF_OVERDUE -> Optional.of(Kind.OVERDUE);
            default -> Optional.empty();
        };
    }

    /// The address is digested, because ids are logged.
    private static String id(BusinessEvent event, String way, String recipient) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(recipient.getBytes(StandardCharsets.UTF_8));
            return event.id() + ">" + way + ":" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
