package dev.recado.application;

import dev.recado.application.catalogue.SettingCatalogue;
import dev.recado.application.catalogue.SettingDefinition;
import dev.recado.application.catalogue.SettingGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes what the documents say about settings: the tables of `docs/reference/settings.md`, and `.env.example`. It is
/// run by `make settings`, in the root of the project.
final class SettingDocuments {
    private static final String GENERATED =
            "<!-- From here on `make settings` writes this file, from the catalogue of settings. -->\n";
    private static final int WIDTH = 118;

    /// What a newcomer sets first, in this order.
    private static final List<String> FIRST = List.of(
            "RECADO_BOT_NAME",
            "RECADO_SYSTEM_PROMPT_FILE",
            "RECADO_FAQ_FILE",
            "RECADO_KNOWLEDGE_DIR",
            "TWILIO_ACCOUNT_SID",
            "TWILIO_AUTH_TOKEN",
            "TWILIO_WHATSAPP_FROM",
            "WHATSAPP_TOKEN",
            "WHATSAPP_PHONE_NUMBER_ID",
            "WHATSAPP_APP_SECRET",
            "WHATSAPP_VERIFY_TOKEN",
            "RECADO_PUBLIC_URL",
            "RECADO_OPS_TOKEN",
            "OPENAI_API_KEY",
            "GEMINI_API_KEY",
            "ANTHROPIC_API_KEY");

    private static final String HEAD = """
            # Recado's settings. `make settings` writes this file from the catalogue of settings.
            #
            # Copy it to .env in the folder where Recado starts, and take the "# " away from the lines that you set. Nothing
            # has to be set: without a provider the simulator is on. The process environment wins over .env. Every value is
            # checked at start. Durations are written 500ms, 8s, 5m, 24h, 30d.
            #
            # (default)  the value shown is the one that holds while the setting is not set
            # (example)  the value shown is an example; there is no fixed default
            # (yours)    only you know the value; there is no default
            """;

    private SettingDocuments() {}

    public static void main(String[] arguments) throws IOException {
        Path tables = Path.of("docs/reference/settings.md");
        Files.writeString(tables, withTables(Files.readString(tables)));
        Files.writeString(Path.of(".env.example"), exampleFile());
    }

    /// The document with its tables as they should be. What stands before them stays.
    static String withTables(String document) {
        int end = document.indexOf(GENERATED);
        StringBuilder written = new StringBuilder(end < 0 ? document : document.substring(0, end));
        written.append(GENERATED);
        for (SettingGroup group : SettingCatalogue.GROUPS) {
            written.append("\n## ").append(group.title()).append("\n\n");
            written.append("| variable | default | values | meaning |\n| --- | --- | --- | --- |\n");
            for (SettingDefinition setting : group.settings()) {
                String shown = setting.defaultValue() == null ? "–" : "`" + setting.defaultValue() + "`";
                written.append("| `%s` | %s | %s | %s |\n"
                        .formatted(setting.variable(), shown, setting.expected(), setting.meaning()));
            }
        }
        return written.toString();
    }

    static String exampleFile() {
        StringBuilder file = new StringBuilder(HEAD);
        append(file, "What one sets first: your business, a provider, the operators' token, a model", first());
        for (SettingGroup group : SettingCatalogue.GROUPS) {
            append(
                    file,
                    group.title(),
                    group.settings().stream()
                            .filter(setting -> !FIRST.contains(setting.variable()))
                            .filter(Predicate.not(SettingDefinition::isWithdrawn))
                            .toList());
        }
        return file.toString();
    }

    private static List<SettingDefinition> first() {
        return FIRST.stream()
                .map(variable -> SettingCatalogue.ALL.stream()
                        .filter(setting -> setting.variable().equals(variable))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private static void append(StringBuilder file, String title, List<SettingDefinition> settings) {
        String rule = "-".repeat(Math.max(3, WIDTH - title.length() - 7));
        file.append("\n\n# --- ").append(title).append(' ').append(rule).append('\n');
        for (SettingDefinition setting : settings) {
            file.append('\n');
            comment("%s %s (%s)".formatted(kind(setting), plain(setting.meaning()), setting.expected()))
                    .forEach(line -> file.append("# ").append(line).append('\n'));
            file.append("# ")
                    .append(setting.variable())
                    .append('=')
                    .append(value(setting).orElse(""));
            file.append('\n');
        }
    }

    private static String kind(SettingDefinition setting) {
        return setting.defaultValue() != null ? "(default)" : setting.example() != null ? "(example)" : "(yours)";
    }

    private static Optional<String> value(SettingDefinition setting) {
        return Stream.of(Optional.ofNullable(setting.defaultValue()), Optional.ofNullable(setting.example()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// The meaning without its Markdown.
    private static String plain(String meaning) {
        return meaning.replaceAll("\\[([^]]*)]\\(\\.\\./([^)]*)\\)", "$1: docs/$2")
                .replace("`", "");
    }

    private static List<String> comment(String text) {
        List<String> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && length(line) + 1 + word.length() > WIDTH - 2) {
                lines.add(String.join(" ", line));
                line.clear();
            }
            line.add(word);
        }
        lines.add(String.join(" ", line));
        return lines;
    }

    private static int length(List<String> words) {
        return words.stream().collect(Collectors.joining(" ")).length();
    }
}
