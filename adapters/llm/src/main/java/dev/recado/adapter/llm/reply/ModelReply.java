package dev.recado.adapter.llm.reply;

import dev.recado.adapter.llm.outcome.CallOutcome;
import dev.recado.adapter.llm.outcome.CallOutcome.Success;
import dev.recado.adapter.llm.outcome.CallOutcome.Unusable;
import dev.recado.adapter.llm.tools.TextToolCall;
import dev.recado.adapter.llm.tools.TextToolCalls;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A model's text, split into the words for the user and the tool calls that it wrote as text, which models do
/// when their server does not parse calls.
///
/// @param words the cleaned text before the first call; empty when there is none
/// @param calls the calls that can be read
/// @param hasCall whether there is a call at all, readable or not
public record ModelReply(String words, List<TextToolCall> calls, boolean hasCall) {

    private static final ModelReply EMPTY = new ModelReply("", List.of(), false);

    public ModelReply {
        calls = List.copyOf(calls);
    }

    public static ModelReply of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return EMPTY;
        }
        String content = AnswerUnwrapper.unwrap(ReasoningFilter.without(text));
        TextToolCalls written = TextToolCalls.in(content);
        return new ModelReply(AnswerCleaner.cleaned(written.before()), written.calls(), written.found());
    }

    /// The words as an answer, where no call is served; otherwise why they are not one.
    ///
    /// @param isCall whether the model called a tool
    /// @param isCut whether the token limit ended the text
    /// @param budget gives another call more tokens
    /// @param used the token limit of this call
    public <T> CallOutcome<T> answer(
            boolean isCall, boolean isCut, AnswerTokenBudget budget, int used, Function<String, T> made) {
        if (words.isEmpty() && isCall) {
            return new Unusable<>("a tool call in place of an answer");
        }
        if (words.isEmpty() && isCut) {
            budget.widen(used);
            return new Unusable<>("its thoughts left no room for an answer");
        }
        if (words.isEmpty()) {
            return new Unusable<>("blank answer");
        }
        if (!isCut) {
            return new Success<>(made.apply(words));
        }
        // A token is longer than a letter: what the words have not used, reasoning has.
        boolean mostWasReasoning = words.length() < used;
        return mostWasReasoning && !TruncatedAnswer.isNearlyWhole(words) && budget.widen(used)
                ? new Unusable<>("an answer cut by its length")
                : new Success<>(made.apply(TruncatedAnswer.ended(words)));
    }
}
