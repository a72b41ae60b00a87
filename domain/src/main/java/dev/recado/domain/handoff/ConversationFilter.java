package dev.recado.domain.handoff;

import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.people.Caller;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which conversations a list holds.
///
/// @param statuses empty for all
/// @param label null for any
/// @param words null for no search
/// @param unread true for only those that nobody has read
/// @param viewer who asks: the list holds only what this person may see
public record ConversationFilter(
        Set<ConversationStatus> statuses,
        Assigned assigned,
        @Nullable String label,
        @Nullable SearchWords words,
        boolean unread,
        Caller viewer) {
    public ConversationFilter {
        statuses = statuses.isEmpty() ? Set.copyOf(EnumSet.allOf(ConversationStatus.class)) : Set.copyOf(statuses);
    }

    /// Everything that this person may see.
    public static ConversationFilter all(Caller viewer) {
        return new ConversationFilter(Set.of(), new Assigned.Anybody(), null, null, false, viewer);
    }

    /// Who has the conversation.
    public sealed interface Assigned {
        /// Somebody or nobody.
        record Anybody() implements Assigned {}

        record Nobody() implements Assigned {}

        record Person(String id) implements Assigned {}
    }

    /// Whether the list holds the conversation.
    ///
    /// @param texts what was said in it lately
    public boolean matches(ConversationSummary conversation, List<String> texts) {
        return statuses.contains(conversation.status())
                && isAssigned(conversation)
                && (label == null || conversation.labels().contains(label))
                && (!unread || conversation.unread())
                && conversation.isVisibleTo(viewer)
                && (words == null || words.areIn(conversation, texts));
    }

    private boolean isAssigned(ConversationSummary conversation) {
        return switch (assigned) {
            case Assigned.Anybody _ -> true;
            case Assigned.Nobody _ -> conversation.ownership().owner().isEmpty();
            case Assigned.Person(String id) ->
                conversation
                        .ownership()
                        .owner()
                        .filter(owner -> owner.id().equals(id))
                        .isPresent();
        };
    }
}
