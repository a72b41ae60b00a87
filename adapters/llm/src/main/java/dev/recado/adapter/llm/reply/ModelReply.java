package dev.recado.adapter.llm.reply;

import dev.recado.adapter.llm.outcome.CallOutcome;
import dev.recado.adapter.llm.outcome.CallOutcome.Got;
import dev.recado.adapter.llm.outcome.CallOutcome.Useless;
import dev.recado.adapter.llm.tools.TextToolCall;
import dev.recado.adapter.llm.tools.TextToolCalls;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a model wrote, taken apart: the words for the user, and the calls of tools that it wrote as text, as models do
/// whose server does not read their calls.
///
/// @param words cleaned; what stands before a call; empty when there are none
/// @param calls those that can be read
/// @param hasCall whether there is a call at all, readable or not
public record ModelReply(String words, List<TextToolCall> calls, boolean hasCall) {

    private static final ModelReply NOTHING = new ModelReply("", List.of(), false);

    public ModelReply {
        calls = List.copyOf(calls);
    }

    public static ModelReply of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return NOTHING;
        }
        String said = AnswerUnwrapper.off(ReasoningFilter.without(text));
        TextToolCalls written = TextToolCalls.in(said);
        return new ModelReply(AnswerCleaner.cleaned(written.before()), written.calls(), written.found());
    }

    /// The words as an answer, where no call is served; or why they are none.
    ///
    /// @param isCall whether the model wanted a tool
    /// @param isCut whether it ended because its room did
    /// @param room what another try has more of
    /// @param used the tokens that this one had
    public <T> CallOutcome<T> answer(
            boolean isCall, boolean isCut, AnswerTokenBudget room, int used, Function<String, T> made) {
        if (words.isEmpty() && isCall) {
            return new Useless<>("a tool call in place of an answer");
        }
        if (words.isEmpty() && isCut) {
            room.widen(used);
            return new Useless<>("its thoughts left no room for an answer");
        }
        if (words.isEmpty()) {
            return new Useless<>("blank answer");
        }
        if (!isCut) {
            return new Got<>(made.apply(words));
        }
        // a token is more than a letter: what the words have not used, thoughts have
        boolean mostWasThoughts = words.length() < used;
        return mostWasThoughts && !TruncatedAnswer.isNearlyWhole(words) && room.widen(used)
                ? new Useless<>("an answer cut by its length")
                : new Got<>(made.apply(TruncatedAnswer.ended(words)));
    }
}
