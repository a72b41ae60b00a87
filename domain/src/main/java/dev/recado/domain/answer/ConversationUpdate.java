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
/// @param handoff a request for a person, from now on; null for none
/// @param language the user's new language; null for the detected one
/// @param thread the model provider's new id of the conversation; empty to remove it, null for no change
/// @param events the business events to record
/// @param sources the sources of the reply, as displayed
/// @param hiddenFromModels whether the exchange is hidden from models: it is in the log, but not among the recent
///     turns
public record ConversationUpdate(
        @Nullable UserState userState,
        @Nullable Handoff handoff,
        @Nullable Language language,
        @Nullable String thread,
        List<BusinessEvent> events,
        List<String> sources,
        boolean hiddenFromModels) {
    public static final ConversationUpdate NONE =
            new ConversationUpdate(null, null, null, null, List.of(), List.of(), false);

    public ConversationUpdate {
        events = List.copyOf(events);
        sources = List.copyOf(sources);
    }

    public ConversationUpdate userState(UserState newState) {
        return new ConversationUpdate(newState, handoff, language, thread, events, sources, hiddenFromModels);
    }

    public ConversationUpdate handoff(Handoff request) {
        return new ConversationUpdate(userState, request, language, thread, events, sources, hiddenFromModels);
    }

    public ConversationUpdate language(Language newLanguage) {
        return new ConversationUpdate(userState, handoff, newLanguage, thread, events, sources, hiddenFromModels);
    }

    public ConversationUpdate thread(@Nullable String newThread) {
        return new ConversationUpdate(userState, handoff, language, newThread, events, sources, hiddenFromModels);
    }

    public ConversationUpdate event(BusinessEvent event) {
        List<BusinessEvent> all = new ArrayList<>(events);
        all.add(event);
        return new ConversationUpdate(userState, handoff, language, thread, all, sources, hiddenFromModels);
    }

    public ConversationUpdate sources(List<String> newSources) {
        return new ConversationUpdate(userState, handoff, language, thread, events, newSources, hiddenFromModels);
    }

    /// Returns this update with the exchange hidden from models.
    public ConversationUpdate hideFromModels() {
        return new ConversationUpdate(userState, handoff, language, thread, events, sources, true);
    }
}
