package dev.recado.domain.answer;

import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.UserState;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a reply changes besides what it says. Stored in the same write as the reply.
///
/// @param userState the user's from now on; null: as counted for this turn
/// @param status the conversation's from now on; null: as it was
/// @param language the user's from now on; null: as recognised
/// @param thread the model provider's name of the conversation from now on; empty for none any more, null: as it was
/// @param events what the business is told
/// @param sources what the reply stands on, as it can be shown
/// @param unsaid whether what was said is kept from every model: it is in the record, not among the recent turns
public record ConversationUpdate(
        @Nullable UserState userState,
        @Nullable ConversationStatus status,
        @Nullable Language language,
        @Nullable String thread,
        List<BusinessEvent> events,
        List<String> sources,
        boolean unsaid) {
    public static final ConversationUpdate NONE =
            new ConversationUpdate(null, null, null, null, List.of(), List.of(), false);

    public ConversationUpdate {
        events = List.copyOf(events);
        sources = List.copyOf(sources);
    }

    public ConversationUpdate userState(UserState now) {
        return new ConversationUpdate(now, status, language, thread, events, sources, unsaid);
    }

    public ConversationUpdate status(ConversationStatus now) {
        return new ConversationUpdate(userState, now, language, thread, events, sources, unsaid);
    }

    public ConversationUpdate language(Language now) {
        return new ConversationUpdate(userState, status, now, thread, events, sources, unsaid);
    }

    public ConversationUpdate thread(@Nullable String now) {
        return new ConversationUpdate(userState, status, language, now, events, sources, unsaid);
    }

    public ConversationUpdate event(BusinessEvent event) {
        List<BusinessEvent> all = new ArrayList<>(events);
        all.add(event);
        return new ConversationUpdate(userState, status, language, thread, all, sources, unsaid);
    }

    public ConversationUpdate sources(List<String> from) {
        return new ConversationUpdate(userState, status, language, thread, events, from, unsaid);
    }

    /// With what was said kept from every model.
    public ConversationUpdate leftUnsaid() {
        return new ConversationUpdate(userState, status, language, thread, events, sources, true);
    }
}
