package dev.recado.domain.handoff;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.format.ReplySplitter;
import dev.recado.domain.handoff.AssignConversationUseCase.Assignment;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.ServiceWindow;
import dev.recado.domain.notification.Notifications;
import dev.recado.domain.notification.Notifications.StoredNotification;
import dev.recado.domain.notification.NotifyUseCase;
import dev.recado.domain.notification.NotifyUseCase.NotifyResult;
import dev.recado.domain.text.TextCleaner;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts what a person writes into the queue of notifications, which brings it to the user: stored before it is
/// accepted, sent once, by the rules of the service window.
public final class SendAgentMessage implements SendAgentMessageUseCase {
    /// The occasion, as templates are mapped to it.
    public static final String EVENT = "AGENT_MESSAGE";

    /// In UTF-16 units.
    private static final int MAX_LENGTH = 4_000;
    /// More than a user writes in a few seconds.
    private static final int WAITING_READ = 20;

    private final SessionStore sessions;
    private final Inbox inbox;
    private final AssignConversationUseCase assignment;
    private final NotifyUseCase notify;
    private final Notifications notifications;
    private final InstantSource clock;

    public SendAgentMessage(
            SessionStore sessions,
            Inbox inbox,
            AssignConversationUseCase assignment,
            NotifyUseCase notify,
            Notifications notifications,
            InstantSource clock) {
        this.sessions = sessions;
        this.inbox = inbox;
        this.assignment = assignment;
        this.notify = notify;
        this.notifications = notifications;
        this.clock = clock;
    }

    @Override
    public AgentMessageResult send(ConversationId id, Draft draft, Author author) {
        // a key is its author's own
        String key = id + "/" + author.id() + "/" + draft.key();
        Optional<StoredNotification> before = notifications.find(key);
        if (before.isPresent()) {
            return repeated(before.get().notification(), draft);
        }
        Optional<Conversation> found = sessions.find(id);
        if (found.isEmpty()) {
            return new AgentMessageResult.NotFound();
        }
        Conversation conversation = found.get();
        Optional<AgentMessageResult> refusal = refusal(conversation, draft, author);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return switch (assignment.take(id, author)) {
            case Assignment.Done _ -> send(key, conversation, draft, author);
            case Assignment.HeldBy(Author who) -> new AgentMessageResult.HeldBy(who);
            case Assignment.NotFound _ -> new AgentMessageResult.NotFound();
        };
    }

    private static AgentMessageResult repeated(Notification stored, Draft draft) {
        return stored.body().equals(draft.text()) && Objects.equals(stored.template(), draft.template())
                ? accepted(stored)
                : new AgentMessageResult.Conflict();
    }

    private Optional<AgentMessageResult> refusal(Conversation conversation, Draft draft, Author author) {
        Optional<Author> owner = conversation.ownership().owner();
        if (owner.isPresent() && !conversation.ownership().isOwnedBy(author)) {
            return owner.map(AgentMessageResult.HeldBy::new);
        }
        if (draft.template() == null && isBlank(draft.text())) {
            return Optional.of(new AgentMessageResult.Empty());
        }
        if (conversation.userState().optedOut()) {
            return Optional.of(new AgentMessageResult.OptedOut());
        }
        return draft.template() != null || isOpen(conversation)
                ? Optional.empty()
                : Optional.of(new AgentMessageResult.WindowClosed(closedAt(conversation)));
    }

    /// Whether nothing would reach the user: invisible characters, or marks around nothing.
    private static boolean isBlank(String text) {
        return TextCleaner.isBlank(text)
                || new ReplySplitter(MAX_LENGTH, Notification.MAX_PARTS)
                        .split(text)
                        .isEmpty();
    }

    /// A message that waits for its turn opens the window too.
    private boolean isOpen(Conversation conversation) {
        Instant now = clock.instant();
        ServiceWindow stored = conversation.window();
        if (stored.lastWroteAt() != null && stored.isOpen(now)) {
            return true;
        }
        ServiceWindow window = stored.after(inbox.waiting(conversation.id(), WAITING_READ));
        return window.lastWroteAt() != null && window.isOpen(now);
    }

    private static @Nullable Instant closedAt(Conversation conversation) {
        Instant last = conversation.lastWroteAt();
        return last == null ? null : last.plus(ServiceWindow.LENGTH);
    }

    private AgentMessageResult send(String key, Conversation conversation, Draft draft, Author author) {
        Notification message = new Notification(
                key, conversation.address(), null, EVENT, "", draft.text(), draft.template(), author, clock.instant());
        return switch (notify.notify(message)) {
            case NotifyResult.Queued _ -> accepted(message);
            // the same request at the same moment
            case NotifyResult.Known(var stored) -> repeated(stored.notification(), draft);
            case NotifyResult.Conflict _, NotifyResult.NoProvider _ -> new AgentMessageResult.Conflict();
        };
    }

    private static AgentMessageResult accepted(Notification message) {
        return new AgentMessageResult.Accepted(PartId.of(message.root(), 0).value(), message.createdAt());
    }
}
