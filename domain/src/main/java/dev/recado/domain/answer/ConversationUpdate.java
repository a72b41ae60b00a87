package dev.recado.domain.answer;

import dev.recado.domain.conversation.Ownership.Handoff;
import dev.recado.domain.conversation.UserState;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The changes that a reply makes to its conversation. Stored in the same write as the reply.
///
/// @param userState the new state of the user; null for the one counted for this turn
/// @param ownership who has the conversation from now on
/// @param language the user's new language; null for the detected one
/// @param thread the model provider's new id of the conversation; empty to remove it, null for no change
/// @param events the business events to record
/// @param sources the sources of the reply, as displayed
/// @param hiddenFromModels whether the exchange is hidden from models: it is in the log, but not among the
///     recent turns
public record ConversationUpdate(
        @Nullable UserState userState,
        OwnershipStep ownership,
        @Nullable Language language,
        @Nullable String thread,
        List<BusinessEvent> events,
        List<String> sources,
        boolean hiddenFromModels) {
    /// A step of the conversation between bot and people.
    public sealed interface OwnershipStep {
        OwnershipStep NONE = new Unchanged();

        record Unchanged() implements OwnershipStep {}

        /// A person is asked for.
        record Requested(Handoff request) implements OwnershipStep {}

        /// The bot answers again.
        record GivenBack() implements OwnershipStep {}
    }

    public static final ConversationUpdate NONE =
            new ConversationUpdate(null, OwnershipStep.NONE, null, null, List.of(), List.of(), false);

    public ConversationUpdate {
        events = List.copyOf(events);
        sources = List.copyOf(sources);
    }

    public ConversationUpdate userState(UserState newState) {
        return new ConversationUpdate(newState, ownership, language, thread, events, sources, hiddenFromModels);
    }

    public ConversationUpdate handoff(Handoff request) {
        return ownership(new OwnershipStep.Requested(request));
    }

    /// Returns this update with the conversation given back to the bot.
    public ConversationUpdate givenBack() {
        return ownership(new OwnershipStep.GivenBack());
    }

    private ConversationUpdate ownership(OwnershipStep step) {
        return new ConversationUpdate(userState, step, language, thread, events, sources, hiddenFromModels);
    }

    public ConversationUpdate language(Language newLanguage) {
        return new ConversationUpdate(userState, ownership, newLanguage, thread, events, sources, hiddenFromModels);
    }

    public ConversationUpdate thread(@Nullable String newThread) {
        return new ConversationUpdate(userState, ownership, language, newThread, events, sources, hiddenFromModels);
    }

    public ConversationUpdate event(BusinessEvent event) {
        List<BusinessEvent> all = new ArrayList<>(events);
        all.add(event);
        return new ConversationUpdate(userState, ownership, language, thread, all, sources, hiddenFromModels);
    }

    public ConversationUpdate sources(List<String> newSources) {
        return new ConversationUpdate(userState, ownership, language, thread, events, newSources, hiddenFromModels);
    }

    /// Returns this update with the exchange hidden from models.
    public ConversationUpdate hideFromModels() {
        return new ConversationUpdate(userState, ownership, language, thread, events, sources, true);
    }
}
