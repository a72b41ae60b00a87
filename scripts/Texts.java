import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/// Writes docs/texts.yaml: everything that Recado says by itself, as RECADO_TEXTS_FILE takes it.
/// Usage: java scripts/Texts.java
public final class Texts {
    private static final Path FOLDER = Path.of("domain/src/main/resources/dev/recado/domain/answer");
    private static final String HEAD = """
            # Everything that Recado says by itself, as it ships. `make texts` writes this file.
            #
            # To say it in your own words, put what you want to change into a file of the same shape and point
            # RECADO_TEXTS_FILE at it; whatever is not in it stays as it ships. What can be changed, and nothing else:
            #
            # - {bot_name} stands for the bot's name, in any text.
            # - {hours}, {left} and {minutes} must stand in limit_day, status_left and blocked. The texts for one and for
            #   none (limit_day_one, status_left_none …) can be left out.
            # - {when} must stand in the texts that say when somebody is there again ("tomorrow at 9:00"), {name} and {minutes}
            #   in those that tell people of the business who waits (staff_requested …).
            # - choose and talk_to_a_person are buttons: 20 letters at most.
            #
            # A further language is a block of its own, under its two letters (de:). A text that it lacks is said in the
            # default language. `words` lists common words by which it is told from the others, `heard_greeting`, `heard_thanks`
            # and `heard_` with goodbye, sorry, yes, no, ok, laughter, who or robot what users say that is small talk:
            #
            # de:
            #   words: ich und nicht ist das die der ein eine was wie wo haben kann bitte
            #   heard_greeting: hallo, guten tag, guten morgen
            #   small_talk_greeting: Hallo, hier ist {bot_name}. Wie kann ich helfen?
            #   dont_know: Das weiß ich noch nicht. Können Sie es anders fragen?
            """;

    private Texts() {}

    public static void main(String[] arguments) throws IOException {
        StringBuilder yaml = new StringBuilder(HEAD);
        for (String language : List.of("es", "en", "fr", "pt")) {
            Path file = FOLDER.resolve("built_in_texts_" + language + ".properties");
            Properties texts = new Properties();
            try (Reader in = Files.newBufferedReader(file)) {
                texts.load(in);
            }
            yaml.append('\n').append(language).append(":\n");
            for (String line : Files.readAllLines(file)) {
                int end = line.indexOf('=');
                if (end > 0 && !line.startsWith("#")) {
                    String key = line.substring(0, end);
                    yaml.append("  ").append(key).append(": ").append(quoted(texts.getProperty(key))).append('\n');
                }
            }
        }
        Files.writeString(Path.of("docs/texts.yaml"), yaml);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
