package dev.recado.adapter.console.teaching;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.teaching.Question;
import dev.recado.domain.teaching.QuestionGroups.Group;
import dev.recado.domain.teaching.QuestionGroups.Groups;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question that the bot did not answer well.
///
/// @param reason `unknown` or `wrong`
/// @param wrongAnswer what the bot said; null for a question that it did not know
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
@JsonInclude(Include.ALWAYS)
record QuestionBody(
        String id, String text, String reason, @Nullable String wrongAnswer, String conversation, String at) {

    private static QuestionBody of(Question question, PublicIds ids) {
        return new QuestionBody(
                ids.of(question.id()),
                question.text(),
                question.wrongAnswer() == null ? "unknown" : "wrong",
                question.wrongAnswer(),
                ids.of(question.conversation()),
                question.at().toString());
    }

    /// Questions that ask for the same, newest first.
    @Serdeable.Serializable
    record GroupBody(String language, int count, List<QuestionBody> questions) {
        private static GroupBody of(Group group, PublicIds ids) {
            return new GroupBody(
                    group.language().tag(),
                    group.questions().size(),
                    group.questions().stream()
                            .map(question -> QuestionBody.of(question, ids))
                            .toList());
        }
    }

    /// @param next always null: all groups are on one page
    /// @param more whether there are older questions, which appear when newer ones are dealt with
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Page(List<GroupBody> items, @Nullable String next, boolean more) {
        static Page of(Groups groups, PublicIds ids) {
            return new Page(
                    groups.groups().stream()
                            .map(group -> GroupBody.of(group, ids))
                            .toList(),
                    null,
                    groups.more());
        }
    }

    @Serdeable.Serializable
    record Dismissed(int dismissed) {}
}
