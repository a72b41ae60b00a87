package dev.recado.adapter.simulator.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the scripted model does with a request.
public sealed interface ModelScript {
    /// Answers what the user said last.
    record Echo() implements ModelScript {}

    /// Answers this text.
    record Canned(String text) implements ModelScript {}

    /// Waits, then goes on with another script.
    record Slow(Duration time, ModelScript then) implements ModelScript {}

    /// Refuses in OpenAI's form.
    ///
    /// @param code OpenAI's word for it, as `rate_limit_exceeded` or `insufficient_quota`
    record Fail(int status, @Nullable Duration retryAfter, String code) implements ModelScript {}

    /// Refuses as the provider does where the account has no money.
    record NoMoney() implements ModelScript {}

    /// Refuses as the provider does where the key is not accepted.
    record BadKey() implements ModelScript {}

    /// Answers this far, and ends because the tokens for an answer do.
    ///
    /// @param text empty where all of them went into thoughts
    record Cut(String text) implements ModelScript {}

    /// Answers this body with status 200, whatever the API publishes.
    record Raw(String body) implements ModelScript {}

    /// Answers nothing but blanks.
    record Blank() implements ModelScript {}

    /// Refuses for safety's sake, in the provider's own way.
    record Refuse() implements ModelScript {}

    /// Wants a tool.
    ///
    /// @param beside what it says with it, may be empty
    /// @param arguments JSON
    record ToolCall(String beside, String name, String arguments) implements ModelScript {
        public ToolCall(String name, String arguments) {
            this("", name, arguments);
        }
    }

    /// Wants several tools at once, each a name and its arguments.
    record ToolCalls(List<ToolCall> calls) implements ModelScript {
        public ToolCalls {
            calls = List.copyOf(calls);
        }
    }

    /// Wants a tool in a way that cannot be read, as far as the provider lets a model do that.
    record MalformedCall(String name) implements ModelScript {}

    /// Does whatever any text it reads tells it to, save its own instructions.
    record Obey() implements ModelScript {}

    /// Answers with the passage that fits best, and its source.
    record Cite() implements ModelScript {}

    /// Begins to answer, and never ends: a byte now and then.
    record Drip() implements ModelScript {}

    /// Never answers; the connection stays open until the stand-in is closed.
    record Hang() implements ModelScript {}

    /// Answers what is no JSON.
    record Garbled() implements ModelScript {}

    /// A long answer with every mark of Markdown that a model likes to use.
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

    /// The script that a model's name asks for: `echo`, `cite`, `obey`, `canned`, `blank`, `refuse`, `hang`, `drip`,
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
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notAScript) {
            return null;
        }
    }

    private static ModelScript failing(String[] words) {
        var status = Integer.parseInt(words[1]);
        var retryAfter = words.length > 2 ? Duration.ofSeconds(Long.parseLong(words[2])) : null;
        return new Fail(status, retryAfter, status == 429 ? "rate_limit_exceeded" : "server_error");
    }
}
