package dev.recado.application;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.event.Event;
import dev.recado.domain.message.Notification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every line of the log begins with a tag, and the reference of the log names every tag.
class LogTagsTest {
    private static final String TAG = "\\[[A-Z]+(?: [A-Z]+)*]";
    private static final String WORD = "[A-Z][A-Z_]+(?: [A-Z][A-Z_]+)*";
    private static final Pattern TAGGED = Pattern.compile("\"(" + TAG + "(?: " + WORD + "\\b)?)");
    private static final Pattern LOGGED =
            Pattern.compile("LOG\\s*\\.(?:info|warn|error)\\(\\s*(?:\\(\\) -> )?\"([^\"]{0,60})");
    private static final Pattern FLUENT = Pattern.compile("\\.log\\(\"([^\"]{0,60})");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern NAMED = Pattern.compile("(" + TAG + ")(?: (" + WORD + "))?");

    private static List<String> sources() {
        try (Stream<Path> files = Files.walk(MarkdownDocument.ROOT)) {
            return files.filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(LogTagsTest::withoutComments)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutComments(Path file) {
        try {
            return Files.readString(file).replaceAll("(?m)^\\s*//.*$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(LogTagsTest::first);
    }

    private static String first(MatchResult found) {
        return found.group(1);
    }

    /// The tags in the first column: `[OUT] SENT` names a tag with its word, and a word after it belongs to the same
    /// tag.
    private static Set<String> documented(List<String> reference) {
        Set<String> named = new TreeSet<>();
        for (String row : reference) {
            if (row.startsWith("| `[")) {
                named.addAll(inCell(row.substring(1, row.indexOf('|', 1))));
            }
        }
        return named;
    }

    private static List<String> inCell(String cell) {
        List<String> named = new ArrayList<>();
        String tag = "";
        for (String span : found(SPAN, cell).toList()) {
            var parts = NAMED.matcher(span);
            if (parts.matches()) {
                tag = parts.group(1);
                named.add(tag);
                named.add(span);
            } else {
                named.add(tag + " " + span);
            }
        }
        return named;
    }

    @Test
    void theReferenceNamesEveryTagThatIsLogged() throws IOException {
        Set<String> logged =
                sources().stream().flatMap(source -> found(TAGGED, source)).collect(toCollection(TreeSet::new));
        Stream.of(Event.BusinessEventSent.Result.values())
                .filter(result -> result != Event.BusinessEventSent.Result.TAKEN)
                .forEach(result -> logged.add("[EVENT] " + result));
        Stream.of(Event.StaffNoticeProcessed.NoticeResult.values()).forEach(result -> logged.add("[STAFF] " + result));
        Stream.of(Notification.Status.values()).forEach(status -> logged.add("[NOTIFY] " + status));
        assertThat(logged).contains("[IN]", "[OUT] SENT", "[LEFT ALONE]", "[KB] LEFT OUT", "[STORE] REPAIRED");

        assertThat(documented(Files.readAllLines(MarkdownDocument.ROOT.resolve("docs/reference/log.md"))))
                .containsAll(logged);
    }

    @Test
    void everyLineBeginsWithATag() {
        List<String> untagged = sources().stream()
                .flatMap(source -> Stream.concat(found(LOGGED, source), found(FLUENT, source)))
                .filter(text -> !text.startsWith("["))
                .toList();

        assertThat(untagged).isEmpty();
    }

    @Test
    void aWordInTheReferenceBelongsToTheTagBeforeIt() {
        assertThat(documented(List.of("| `[OUT] SENT`, `RETRY`; `[KB]` | what `[NOT] THIS` is |")))
                .containsExactly("[KB]", "[OUT]", "[OUT] RETRY", "[OUT] SENT");
    }
}
