package dev.recado.domain.turn;

import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.conversation.SessionStore.Changes;
import dev.recado.domain.conversation.SessionStore.Decision;
import dev.recado.domain.conversation.UserState;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.message.Consent;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What happened to a conversation outside Recado while messages waited: a person of the business wrote to
/// the user from the phone app, or the provider reported that the user's consent changed. These messages
/// ask for no reply, but decide whether there is one.
///
/// @param claim the conversation with these changes
/// @param said what persons of the business wrote
/// @param ownership who has the conversation since; null when that did not change
/// @param events what the business is told
record ExternalChanges(
        ClaimedConversation claim,
        List<Utterance> said,
        @Nullable Ownership ownership,
        List<BusinessEvent> events) {

    /// Reads the changes from the messages that wait.
    ///
    /// @param log tells which messages Recado sent itself: their echoes change nothing
    /// @param idle how long the bot is silent after a person wrote
    static ExternalChanges in(ClaimedConversation claim, List<InboundMessage> waiting, MessageLog log, Duration idle) {
        Conversation conversation = claim.conversation();
        List<Utterance> said = new ArrayList<>();
        List<BusinessEvent> events = new ArrayList<>();
        Instant until = null;
        UserState userState = conversation.userState();
        for (InboundMessage message : waiting) {
            switch (message.content()) {
                case Content.StaffMessage staff
                when !isOurs(message, log) -> {
                    String text = TurnContext.modelText(staff.content());
                    if (!text.isBlank()) {
                        said.add(new Utterance(Role.AGENT, text, message.receivedAt()));
                    }
                    Instant end = message.writtenAt().plus(idle);
                    until = until == null || end.isAfter(until) ? end : until;
                }
                case Content.ConsentNotice notice -> {
                    Consent wish = notice.consent();
                    UserState now = wish == null ? userState : userState.wishing(wish);
                    event(message, userState.consent(), now.consent()).ifPresent(events::add);
                    userState = now;
                }
                default -> {}
            }
        }
        if (until != null && conversation.status() == ConversationStatus.WAITING) {
            events.add(taken(conversation, waiting.getLast()));
        }
        if (until == null && events.isEmpty()) {
            return new ExternalChanges(claim, List.of(), null, List.of());
        }
        Ownership before = conversation.ownership();
        Ownership now = until == null ? before : before.takenInPhoneApp(until);
        return new ExternalChanges(
                claim.of(conversation.with(now, userState)),
                List.copyOf(said),
                now.equals(before) ? null : now,
                List.copyOf(events));
    }

    /// Whether a person of the business wrote one of these.
    static boolean isByPerson(List<InboundMessage> messages, MessageLog log) {
        return messages.stream()
                .anyMatch(message -> message.content() instanceof Content.StaffMessage && !isOurs(message, log));
    }

    private static BusinessEvent taken(Conversation conversation, InboundMessage by) {
        return BusinessEvent.of(
                BusinessEvent.Type.HANDOFF_TAKEN,
                by.id().value(),
                conversation.id(),
                by.receivedAt(),
                Map.of("by", "phone_app"));
    }

    private static boolean isOurs(InboundMessage message, MessageLog log) {
        return log.find(message.conversationId(), message.channel(), message.externalId())
                // what was written in the phone app is known by no id of the provider
                .filter(known -> known.externalMessageId() != null)
                .isPresent();
    }

    private static Optional<BusinessEvent> event(InboundMessage message, Consent before, Consent now) {
        if (before == now) {
            return Optional.empty();
        }
        BusinessEvent.Type type =
                now == Consent.EVERYTHING ? BusinessEvent.Type.OPTED_IN : BusinessEvent.Type.OPTED_OUT;
        return Optional.of(BusinessEvent.of(
                type,
                message.id().value(),
                message.conversationId(),
                message.receivedAt(),
                Map.of("by", "provider", "consent", now.id())));
    }

    Conversation conversation() {
        return claim.conversation();
    }

    boolean isEmpty() {
        return ownership == null && said.isEmpty() && events.isEmpty();
    }

    private Changes changes(Changes others) {
        return new Changes(
                others.userState() == null ? claim.conversation().userState() : others.userState(),
                others.ownership() == null ? ownership : others.ownership(),
                others.lastNotice(),
                // a copy of the conversation kept at the model's provider lacks what the person wrote
                said.isEmpty() ? others.thread() : "",
                Stream.concat(events.stream(), others.happened().stream()).toList());
    }

    /// The decision to store where there is no reply.
    Decision alone(List<InboundMessage> closed, Instant now) {
        return new Decision(
                said,
                new Outbox(List.of(), closed.stream().map(InboundMessage::id).toList(), now),
                null,
                null,
                null,
                claim.conversation().offered(),
                null,
                changes(Changes.NONE),
                now);
    }

    /// The decided reply with these changes.
    Decision beside(Decision decision) {
        if (isEmpty()) {
            return decision;
        }
        return new Decision(
                Stream.concat(said.stream(), decision.said().stream())
                        .sorted(Comparator.comparing(Utterance::at))
                        .toList(),
                decision.outbox(),
                decision.language(),
                decision.profileName(),
                decision.channel(),
                decision.phoneNumberId(),
                decision.offered(),
                decision.lastWroteAt(),
                changes(decision.changes()),
                decision.at());
    }
}
