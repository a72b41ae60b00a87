package dev.recado.adapter.console.teaching;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.adapter.console.kept.EditBody;
import dev.recado.domain.teaching.AnswerPreview.Said;
import dev.recado.domain.teaching.TaughtAnswer;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An answer that people of the business wrote.
@Serdeable.Serializable
record AnswerBody(String id, List<String> questions, String answer, String language, int version, EditBody changed) {

    static AnswerBody of(TaughtAnswer answer) {
        return new AnswerBody(
                answer.id(),
                answer.questions(),
                answer.answer(),
                answer.language().tag(),
                answer.edit().version(),
                EditBody.of(answer.edit()));
    }

    /// @param next always null: all are on one page
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Page(List<AnswerBody> items, @Nullable String next) {
        static Page of(List<TaughtAnswer> answers) {
            return new Page(answers.stream().map(AnswerBody::of).toList(), null);
        }
    }

    /// What the bot would say to each question.
    @Serdeable.Serializable
    record Tried(List<One> items) {
        static Tried of(List<Said> said) {
            return new Tried(said.stream()
                    .map(one -> new One(
                            one.question(), one.kind().name().toLowerCase(Locale.ROOT), one.answer(), one.source()))
                    .toList());
        }

        /// @param kind `curated`, `document`, `model` or `unknown`
        @Serdeable.Serializable
        @JsonInclude(Include.ALWAYS)
        record One(
                String question,
                String kind,
                @Nullable String answer,
                @Nullable String source) {}
    }
}
