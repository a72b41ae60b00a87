package dev.recado.adapter.simulator;

import java.time.Duration;
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

    /// Answers nothing but blanks.
    record Blank() implements ModelScript {}

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

    /// The script that a model's name asks for: `echo`, `canned`, `blank`, `hang`, `garbled`, `slow:2000`
    /// (milliseconds), `fail:503`, `fail:429:3` (seconds in Retry-After), `quota`; null for any other name.
    static @Nullable ModelScript named(String model) {
        var words = model.split(":", -1);
        try {
            return switch (words[0]) {
                case "echo" -> new Echo();
                case "canned" -> new Canned(LONG_MARKDOWN);
                case "blank" -> new Blank();
                case "hang" -> new Hang();
                case "garbled" -> new Garbled();
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
