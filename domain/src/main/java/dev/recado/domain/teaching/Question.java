package dev.recado.domain.teaching;

import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.text.Language;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A question of a user that the bot did not answer well.
///
/// @param id of its event
/// @param text with numbers and addresses masked
/// @param wrongAnswer what the bot answered, for a question whose answer somebody marked as wrong; null for one that
/// the
///     bot did not know
public record Question(
        String id,
        ConversationId conversation,
        String text,
        Language language,
        @Nullable String wrongAnswer,
        Instant at) {
    /// The types of the events that questions are made of.
    public static final Set<BusinessEvent.Type> TYPES =
            Set.of(BusinessEvent.Type.QUESTION_UNANSWERED, BusinessEvent.Type.ANSWER_MARKED_WRONG);

    private static final Language UNKNOWN = Language.ENGLISH;

    static Question of(BusinessEvent event) {
        Map<String, String> details = event.details();
        return new Question(
                event.id(),
                event.conversationId(),
                details.getOrDefault("question", ""),
                Language.ofTag(details.getOrDefault("language", "")).orElse(UNKNOWN),
                event.type() == BusinessEvent.Type.ANSWER_MARKED_WRONG ? details.getOrDefault("answer", "") : null,
                event.at());
    }
}
