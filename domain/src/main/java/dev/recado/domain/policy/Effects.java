package dev.recado.domain.policy;

import dev.recado.domain.model.BusinessEvent;
import dev.recado.domain.model.ConversationStatus;
import dev.recado.domain.model.Language;
import dev.recado.domain.model.Standing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a reply changes besides what it says. Stored in the same write as the reply.
///
/// @param standing the user's from now on; null: as counted for this turn
/// @param status the conversation's from now on; null: as it was
/// @param language the user's from now on; null: as recognised
/// @param thread the model provider's name of the conversation from now on; empty for none any more, null: as it was
/// @param events what the business is told
/// @param sources what the reply stands on, as it can be shown
/// @param unsaid whether what was said is kept from every model: it is in the record, not among the recent turns
public record Effects(
        @Nullable Standing standing,
        @Nullable ConversationStatus status,
        @Nullable Language language,
        @Nullable String thread,
        List<BusinessEvent> events,
        List<String> sources,
        boolean unsaid) {
    public static final Effects NONE = new Effects(null, null, null, null, List.of(), List.of(), false);

    public Effects {
        events = List.copyOf(events);
        sources = List.copyOf(sources);
    }

    public Effects standing(Standing now) {
        return new Effects(now, status, language, thread, events, sources, unsaid);
    }

    public Effects status(ConversationStatus now) {
        return new Effects(standing, now, language, thread, events, sources, unsaid);
    }

    public Effects language(Language now) {
        return new Effects(standing, status, now, thread, events, sources, unsaid);
    }

    public Effects thread(@Nullable String now) {
        return new Effects(standing, status, language, now, events, sources, unsaid);
    }

    public Effects event(BusinessEvent event) {
        List<BusinessEvent> all = new ArrayList<>(events);
        all.add(event);
        return new Effects(standing, status, language, thread, all, sources, unsaid);
    }

    public Effects sources(List<String> from) {
        return new Effects(standing, status, language, thread, events, from, unsaid);
    }

    /// With what was said kept from every model.
    public Effects leftUnsaid() {
        return new Effects(standing, status, language, thread, events, sources, true);
    }
}
