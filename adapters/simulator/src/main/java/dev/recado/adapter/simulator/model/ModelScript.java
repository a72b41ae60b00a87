package dev.recado.adapter.simulator.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the scripted model does with a request.
public sealed interface ModelScript {
    /// Answers with the user's last message.
    record Echo() implements ModelScript {}

    /// Answers with this text.
    record Canned(String text) implements ModelScript {}

    /// Waits, then continues with another script.
    record Slow(Duration time, ModelScript then) implements ModelScript {}

    /// Fails in OpenAI's format.
    ///
    /// @param code OpenAI's code, such as `rate_limit_exceeded` or `insufficient_quota`
    record Fail(int status, @Nullable Duration retryAfter, String code) implements ModelScript {}

    /// Fails as the provider does for an account without money.
    record NoMoney() implements ModelScript {}

    /// Fails as the provider does for an invalid key.
    record BadKey() implements ModelScript {}

    /// Answers with this much text and ends at the token limit.
    ///
    /// @param text empty where reasoning used up all tokens
    record Cut(String text) implements ModelScript {}

    /// Answers with this body and status 200, even if the API would not.
    record Raw(String body) implements ModelScript {}

    /// Answers with only blanks.
    record Blank() implements ModelScript {}

    /// Refuses for safety in the provider's format.
    record Refuse() implements ModelScript {}

    /// Calls a tool.
    ///
    /// @param text the text before the call; may be empty
    /// @param arguments JSON
    record ToolCall(String text, String name, String arguments) implements ModelScript {
        public ToolCall(String name, String arguments) {
            this("", name, arguments);
        }
    }

    /// Calls several tools at once.
    record ToolCalls(List<ToolCall> calls) implements ModelScript {
        public ToolCalls {
            calls = List.copyOf(calls);
        }
    }

    /// Calls a tool in a form that cannot be read, as far as the provider's API allows it.
    record MalformedCall(String name) implements ModelScript {}

    /// Follows the instructions of any text that it reads, except its own instructions.
    record Obey() implements ModelScript {}

    /// Answers with the best matching passage and its source.
    record Cite() implements ModelScript {}

    /// Starts an answer that never ends: one byte now and then.
    record Drip() implements ModelScript {}

    /// Never answers; the connection stays open until the stand-in is closed.
    record Hang() implements ModelScript {}

    /// Answers with invalid JSON.
    record Garbled() implements ModelScript {}

    /// A long answer with all Markdown that models like to use.
    String LONG_MARKDOWN = """
            # Our treatments

            We offer **three kinds** of massage, and *all of them* can be booked today:

            1. **Relaxing** – 50 minutes, ~~60 €~~ 45 €
            2. **Deep tissue** – 50 minutes, 60 €
            3. __Hot stones__ – 80 minutes, 85 €

            > The first visit includes a short talk about your health.

            | day | from | to |
            | --- | --- | --- |
            | Monday | 9:00 | 20:00 |
            | Saturday | 10:00 | 14:00 |

            - bring nothing
            - come ten minutes early
              - there is tea

            Book with the code `HELLO10` at [our site](https://example.com/book_now?from=chat_page), or write:

            ```text
            BOOK relaxing saturday 10:00
            ```

            """
            + "Every session starts with a warm towel, and ends when you are ready to leave. "
                    .repeat(24)
                    .strip();

    /// The script for a model's name: `echo`, `cite`, `obey`, `canned`, `blank`, `refuse`, `hang`, `drip`,
    /// `garbled`, `cut`, `thoughts`, `nomoney`, `badkey`, `slow:2000` (milliseconds), `fail:503`, `fail:429:3`
    /// (seconds in Retry-After), `quota`; null for any other name.
    static @Nullable ModelScript named(String model) {
        var words = model.split(":", -1);
        try {
            return switch (words[0]) {
                case "echo" -> new Echo();
                case "cite" -> new Cite();
                case "obey" -> new Obey();
                case "refuse" -> new Refuse();
                case "drip" -> new Drip();
                case "canned" -> new Canned(LONG_MARKDOWN);
                case "blank" -> new Blank();
                case "hang" -> new Hang();
                case "garbled" -> new Garbled();
                case "cut" -> new Cut("We open at nine. We close at");
                case "thoughts" -> new Cut("");
                case "nomoney" -> new NoMoney();
                case "badkey" -> new BadKey();
                case "quota" -> new Fail(429, null, "insufficient_quota");
                case "slow" -> new Slow(Duration.ofMillis(Long.parseLong(words[1])), new Echo());
                case "fail" -> failing(words);
                default -> null;
            };
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return null;
        }
    }

    private static ModelScript failing(String[] words) {
        var status = Integer.parseInt(words[1]);
        var retryAfter = words.length > 2 ? Duration.ofSeconds(Long.parseLong(words[2])) : null;
        return new Fail(status, retryAfter, status == 429 ? "rate_limit_exceeded" : "server_error");
    }
}
