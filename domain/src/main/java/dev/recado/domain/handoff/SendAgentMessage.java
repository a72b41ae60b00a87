package dev.recado.domain.handoff;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.handoff.AssignConversationUseCase.Assignment;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.ServiceWindow;
import dev.recado.domain.notification.NotifyUseCase;
import dev.recado.domain.notification.NotifyUseCase.NotifyResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Puts what a person writes into the queue of notifications, which brings it to the user: stored before it is
/// accepted, sent once, by the rules of the service window.
public final class SendAgentMessage implements SendAgentMessageUseCase {
    /// The occasion, as templates are mapped to it.
    public static final String EVENT = "AGENT_MESSAGE";

    private final SessionStore sessions;
    private final AssignConversationUseCase assignment;
    private final NotifyUseCase notify;
    private final InstantSource clock;

    public SendAgentMessage(
            SessionStore sessions, AssignConversationUseCase assignment, NotifyUseCase notify, InstantSource clock) {
        this.sessions = sessions;
        this.assignment = assignment;
        this.notify = notify;
        this.clock = clock;
    }

    @Override
    public AgentMessageResult send(ConversationId id, Draft draft, Author author) {
        Optional<Conversation> found = sessions.find(id);
        if (found.isEmpty()) {
            return new AgentMessageResult.NotFound();
        }
        Conversation conversation = found.get();
        Optional<AgentMessageResult> refusal = refusal(conversation, draft);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!conversation.ownership().isOwnedBy(author) || conversation.status() != ConversationStatus.HUMAN) {
            switch (assignment.take(id, author)) {
                case Assignment.Done _ -> {}
                case Assignment.HeldBy(Author who) -> {
                    return new AgentMessageResult.HeldBy(who);
                }
                case Assignment.NotFound _ -> {
                    return new AgentMessageResult.NotFound();
                }
            }
        }
        return send(conversation, draft, author);
    }

    private Optional<AgentMessageResult> refusal(Conversation conversation, Draft draft) {
        if (conversation.userState().optedOut()) {
            return Optional.of(new AgentMessageResult.OptedOut());
        }
        Instant last = conversation.lastWroteAt();
        return last == null || draft.template() != null || conversation.window().isOpen(clock.instant())
                ? Optional.empty()
                : Optional.of(new AgentMessageResult.WindowClosed(last.plus(ServiceWindow.LENGTH)));
    }

    private AgentMessageResult send(Conversation conversation, Draft draft, Author author) {
        Notification message = new Notification(
                // a key is its author's own
                conversation.id() + "/" + author.id() + "/" + draft.key(),
                conversation.address(),
                conversation.channel(),
                EVENT,
                "",
                draft.text(),
                draft.template(),
                author,
                clock.instant());
        return switch (notify.notify(message)) {
            case NotifyResult.Queued _ -> accepted(message);
            case NotifyResult.Known(var stored) -> accepted(stored.notification());
            case NotifyResult.Conflict _, NotifyResult.NoProvider _ -> new AgentMessageResult.Conflict();
        };
    }

    private static AgentMessageResult accepted(Notification message) {
        return new AgentMessageResult.Accepted(PartId.of(message.root(), 0).value(), message.createdAt());
    }
}
