package dev.recado.application.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The business that the bot answers for. The example clinic belongs to the simulator alone, and one setting of
/// a real business replaces all of it, so that no part of the example answers for a real business.
///
/// @param simulated whether the simulator plays the providers
/// @param given the settings of the business that are set
/// @param named whether the bot has a name of its own
/// @param told the settings by which people of the business, or their server, are told of requests for a person
public record BusinessSetup(boolean simulated, List<String> given, boolean named, List<String> told) {
    private static final String PROMPT = "RECADO_SYSTEM_PROMPT_FILE";
    private static final String FAQ = "RECADO_FAQ_FILE";
    private static final String EVENTS = "RECADO_EVENTS_URL";
    private static final String NAME = "RECADO_BOT_NAME";
    private static final String EXAMPLE_NAME = "Clínica Aurora";
    private static final String DOCUMENTS = "RECADO_KNOWLEDGE_DIR";

    /// The settings by which people of the business, or their server, are told.
    private static final List<String> TELLING = List.of(EVENTS, "RECADO_STAFF_WHATSAPP", "RECADO_STAFF_EMAIL");

    private static final List<String> OWN = List.of(PROMPT, FAQ, DOCUMENTS);

    public BusinessSetup {
        given = List.copyOf(given);
        told = List.copyOf(told);
    }

    /// Whether a server of the business is told.
    public boolean tellsServer() {
        return told.contains(EVENTS);
    }

    public static BusinessSetup of(Configuration configuration, boolean simulated) {
        return new BusinessSetup(
                simulated,
                OWN.stream().filter(configuration::isSet).toList(),
                configuration.isSet(NAME),
                TELLING.stream().filter(configuration::isSet).toList());
    }

    public boolean isExample() {
        return simulated && given.isEmpty();
    }

    /// The bot's name when the example's business gives it: who talks to the example sees whom they talk to.
    public Optional<String> botName() {
        return isExample() && !named ? Optional.of(EXAMPLE_NAME) : Optional.empty();
    }

    /// Advice for the operator while a real provider is connected and a setting that users need is missing.
    public List<String> advice() {
        return Stream.concat(whose().stream(), toldToNobody().stream()).toList();
    }

    private Optional<String> toldToNobody() {
        return simulated || !told.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "nobody is told when a user asks for a person or has an emergency: set RECADO_STAFF_EMAIL, "
                                + "RECADO_STAFF_WHATSAPP or " + EVENTS
                                + " (a server of yours), or look into the inbox and at the [HANDOFF] lines of the log");
    }

    private Optional<String> whose() {
        return simulated || !given.isEmpty()
                ? Optional.empty()
                : Optional.of("no business is set up, so the bot knows nothing to answer: set " + FAQ
                        + " (curated answers) or " + DOCUMENTS + " (a folder of documents), and with a model " + PROMPT
                        + " (its instructions)");
    }

    /// The details shown in `/health`.
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("set_up", isExample() ? "example" : given.isEmpty() ? "nothing" : "own");
        details.put("prompt", source(PROMPT, "neutral"));
        details.put("curated_answers", source(FAQ, "none"));
        details.put("documents", source(DOCUMENTS, "none"));
        details.put("handoffs", told.isEmpty() ? "told to nobody" : "told to " + String.join(", ", told));
        return details;
    }

    private String source(String setting, String otherwise) {
        return isExample() ? "example" : given.contains(setting) ? "own" : otherwise;
    }
}
