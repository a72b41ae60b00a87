package dev.recado.application.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Settings of other bots that people move from: those that are read as a setting of Recado, and the others
/// with what to use instead.
final class PredecessorSettings {
    private static final Map<String, String> READ_AS = Map.of(
            "TALIA_TWILIO_ACCOUNT_SID", "TWILIO_ACCOUNT_SID",
            "TALIA_TWILIO_AUTH_TOKEN", "TWILIO_AUTH_TOKEN",
            "TALIA_WHATSAPP_NUMBER", "TWILIO_WHATSAPP_FROM",
            "TALIA_WHATSAPP_MESSAGING_SERVICE_SID", "TWILIO_MESSAGING_SERVICE_SID",
            "TWILIO_SANDBOX_FROM", "TWILIO_WHATSAPP_FROM",
            "DAILY_LIMIT_PER_USER", "RECADO_LIMIT_PER_DAY",
            "DAILY_LIMIT_PER_IP", "RECADO_LIMIT_PER_IP_DAY");

    private static final Map<String, String> INSTEAD = Map.of(
            "ASSISTANT_ID", "the instructions go into RECADO_SYSTEM_PROMPT_FILE, as OpenAI's Assistants have ended",
            "AUDIO_BASE_URL", "an answer of RECADO_FAQ_FILE names its recording by a whole audio_url",
            "BOT_ASYNC_MODE", "RECADO_REPLY_MODE=rest answers by the API, and RECADO_ACK=text says so at once",
            "DEMO_MODE", "RECADO_LLM=none answers without a model",
            "VALIDATE_TWILIO_SIGNATURE",
                    "RECADO_VALIDATE_SIGNATURES says whether the webhooks of all providers are checked",
            "SITE_URL", "links go into the answers and the prompt, and the webhook's base into RECADO_PUBLIC_URL");

    private PredecessorSettings() {}

    /// Further names of a setting, read after its own.
    static List<String> namesOf(String variable) {
        return READ_AS.entrySet().stream()
                .filter(former -> former.getValue().equals(variable))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    static boolean isKnown(String variable) {
        return READ_AS.containsKey(variable) || INSTEAD.containsKey(variable);
    }

    /// The first of several names that is set is read.
    private static String whetherRead(String former, Set<String> given) {
        String own = READ_AS.getOrDefault(former, "");
        String read = Stream.concat(Stream.of(own), namesOf(own).stream())
                .filter(given::contains)
                .findFirst()
                .orElse(former);
        return former + (read.equals(former) ? " is read as " + own : " is not read, as " + read + " is set");
    }

    /// One line about all of them that are set, if any is.
    ///
    /// @param given the names of all variables that are set
    static Optional<String> warning(Set<String> given) {
        List<String> words = new ArrayList<>();
        READ_AS.keySet().stream()
                .filter(given::contains)
                .sorted()
                .map(former -> whetherRead(former, given))
                .forEach(words::add);
        INSTEAD.keySet().stream()
                .filter(given::contains)
                .sorted()
                .map(former -> former + " is not read: " + INSTEAD.get(former))
                .forEach(words::add);
        return words.isEmpty() ? Optional.empty() : Optional.of("Settings of another bot: " + String.join("; ", words));
    }
}
