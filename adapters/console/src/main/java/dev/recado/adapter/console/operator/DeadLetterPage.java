package dev.recado.adapter.console.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.operation.DeadLetter;
import dev.recado.domain.text.PersonalDataMask;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of dead letters.
///
/// @param next the `before` of the next page; null on the last one
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
@JsonInclude(Include.ALWAYS)
record DeadLetterPage(
        List<Letter> deadLetters,
        @JsonInclude(Include.NON_NULL) @Nullable String next) {

    DeadLetterPage {
        deadLetters = List.copyOf(deadLetters);
    }

    /// @param limit the most letters of a page; fewer are the last page
    static DeadLetterPage of(List<DeadLetter> letters, int limit, PublicIds ids) {
        return new DeadLetterPage(
                letters.stream().map(letter -> Letter.of(letter, ids)).toList(),
                letters.size() == limit ? place(letters.getLast(), ids) : null);
    }

    private static String place(DeadLetter letter, PublicIds ids) {
        return letter.at() + "," + ids.of(letter.message().id().value());
    }

    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    @JsonInclude(Include.ALWAYS)
    record Letter(
            String id,
            String conversation,
            String from,
            String kind,
            String reason,
            int attempts,
            String receivedAt,
            String deadAt) {

        static Letter of(DeadLetter letter, PublicIds ids) {
            InboundMessage message = letter.message();
            return new Letter(
                    ids.of(message.id().value()),
                    ids.of(message.conversationId()),
                    message.from().masked(),
                    message.content().kind(),
                    PersonalDataMask.masked(letter.failure().reason()),
                    letter.failure().attempts(),
                    message.receivedAt().toString(),
                    letter.at().toString());
        }
    }
}
