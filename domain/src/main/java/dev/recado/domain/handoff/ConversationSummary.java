package dev.recado.domain.handoff;

import dev.recado.domain.conversation.Conversation.Participant;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.conversation.Ownership.Handoff;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.ServiceWindow;
import dev.recado.domain.people.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A conversation as a row of a list.
///
/// @param lastMessage the newest message, of a user who waits for a person the user's newest; null before the first one
/// @param unread whether the user wrote since somebody of the business read it
/// @param lastWroteAt when the user last wrote, by the provider's clock; null while unknown
/// @param updatedAt the time of the last activity
public record ConversationSummary(
        ConversationId id,
        Participant user,
        Ownership ownership,
        @Nullable LastMessage lastMessage,
        List<String> labels,
        boolean unread,
        @Nullable Instant lastWroteAt,
        Instant updatedAt) {

    public ConversationSummary {
        labels = List.copyOf(labels);
    }

    /// What the row quotes.
    ///
    /// @param kind as of a [ThreadEntry]
    /// @param text its beginning; may be empty
    /// @param author the person who wrote it; null for anybody else
    public record LastMessage(
            ThreadEntry.Voice voice,
            String kind,
            String text,
            Instant at,
            @Nullable Author author) {
        private static final int MAX_LENGTH = 200;

        public static LastMessage of(ThreadEntry entry) {
            return new LastMessage(
                    entry.voice(),
                    entry.kind(),
                    Content.beginning(entry.text(), MAX_LENGTH),
                    entry.at(),
                    entry.author());
        }
    }

    public ConversationStatus status() {
        return ownership.status();
    }

    /// The user's request for a person, while nobody has taken it.
    public Optional<Handoff> request() {
        return status() == ConversationStatus.WAITING ? Optional.ofNullable(ownership.handoff()) : Optional.empty();
    }

    /// When free text is not delivered any more; empty while it is not known when the user last wrote.
    public Optional<Instant> windowClosesAt() {
        return Optional.ofNullable(lastWroteAt).map(at -> at.plus(ServiceWindow.LENGTH));
    }

    /// Whether this person may see it: an agent sees what waits, what nobody has, and the agent's own; who has the
    /// right sees what colleagues have, too.
    public boolean isVisibleTo(Caller caller) {
        return caller.seesAll()
                || status() == ConversationStatus.WAITING
                || ownership.owner().isEmpty()
                || ownership.isOwnedBy(caller.author());
    }

    /// The same with its newest message.
    public ConversationSummary with(@Nullable LastMessage newest) {
        return new ConversationSummary(id, user, ownership, newest, labels, unread, lastWroteAt, updatedAt);
    }
}
