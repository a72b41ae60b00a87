package dev.recado.application.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.application.RunningApplication;
import dev.recado.application.catalogue.InvalidConfigurationException;
import dev.recado.application.catalogue.SettingCatalogue;
import dev.recado.application.catalogue.SettingDefinition;
import dev.recado.domain.operation.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static final Map<String, String> NOTHING = Map.of();

    private static final String[] META = {
        "WHATSAPP_TOKEN", "hush",
        "WHATSAPP_PHONE_NUMBER_ID", "106540352242922",
        "WHATSAPP_APP_SECRET", "secret",
        "WHATSAPP_VERIFY_TOKEN", "verify"
    };

    private static Configuration of(String... namesAndValues) {
        return Configuration.of(map(namesAndValues), NOTHING);
    }

    private static Map<String, String> map(String... namesAndValues) {
        Map<String, String> map = new java.util.LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static String shown(Configuration configuration, String variable) {
        return setting(configuration, variable).shown();
    }

    private static Settings.Setting setting(Configuration configuration, String variable) {
        return configuration.all().stream()
                .filter(setting -> setting.variable().equals(variable))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void settingsOfAnotherBotAreReadOrNamedInOneLine() {
        Configuration configuration = of(
                "TALIA_TWILIO_ACCOUNT_SID", "AC1",
                "TALIA_TWILIO_AUTH_TOKEN", "hush",
                "TALIA_WHATSAPP_NUMBER", "+15550000001",
                "TALIA_WHATSAPP_MESSAGING_SERVICE_SID", "MG1",
                "VALIDATE_TWILIO_SIGNATURE", "False",
                "DAILY_LIMIT_PER_USER", "30",
                "DAILY_LIMIT_PER_IP", "50",
                "ASSISTANT_ID", "asst_1",
                "AUDIO_BASE_URL", "https://bot.example.com/static/cache",
                "BOT_ASYNC_MODE", "True",
                "DEMO_MODE", "true",
                "SITE_URL", "https://www.example.com",
                "GEMINI_API_KEY", "hush");

        assertThat(configuration.properties())
                .containsEntry("recado.twilio.account-sid", "AC1")
                .containsEntry("recado.twilio.auth-token", "hush")
                .containsEntry("recado.twilio.whatsapp-from", "whatsapp:+15550000001")
                .containsEntry("recado.twilio.messaging-service-sid", "MG1");
        assertThat(configuration.value("RECADO_VALIDATE_SIGNATURES")).contains("true");
        assertThat(configuration.value("RECADO_LIMIT_PER_DAY")).contains("30");
        assertThat(configuration.value("RECADO_LIMIT_PER_IP_DAY")).contains("50");
        assertThat(configuration.warnings())
                .singleElement()
                .asString()
                .contains("TALIA_TWILIO_ACCOUNT_SID is read as TWILIO_ACCOUNT_SID")
                .contains("VALIDATE_TWILIO_SIGNATURE is not read: RECADO_VALIDATE_SIGNATURES")
                .contains("ASSISTANT_ID is not read: ", "RECADO_SYSTEM_PROMPT_FILE")
                .contains("AUDIO_BASE_URL", "audio_url", "BOT_ASYNC_MODE", "RECADO_REPLY_MODE")
                .contains("DEMO_MODE is not read: RECADO_LLM=none", "SITE_URL", "RECADO_PUBLIC_URL")
                .doesNotContain("hush", "asst_1", "15550000001", "GEMINI_API_KEY");
    }

    @Test
    void aSettingOfAnotherBotBesideOurOwnIsToldNotToBeRead() {
        assertThat(Configuration.of(
                                map("TWILIO_SANDBOX_FROM", "whatsapp:+15550000001"),
                                map("TWILIO_WHATSAPP_FROM", "whatsapp:+15550000002"))
                        .warnings())
                .anyMatch(
                        warning -> warning.contains("TWILIO_SANDBOX_FROM is not read, as TWILIO_WHATSAPP_FROM is set"))
                .noneMatch(warning -> warning.contains("is read as"));
    }

    @Test
    void aSettingsOwnNameWinsOverThatOfAnotherBot() {
        assertThat(Configuration.of(
                                map("TWILIO_SANDBOX_FROM", "whatsapp:+15550000001"),
                                map("TWILIO_WHATSAPP_FROM", "whatsapp:+15550000002"))
                        .value("TWILIO_WHATSAPP_FROM"))
                .contains("whatsapp:+15550000002");
        assertThat(of("TWILIO_SANDBOX_FROM", "whatsapp:+15550000001").value("TWILIO_WHATSAPP_FROM"))
                .contains("whatsapp:+15550000001");
        assertThatThrownBy(() -> of("TWILIO_SANDBOX_FROM", "the sandbox"))
                .hasMessageContaining("TWILIO_WHATSAPP_FROM: expected")
                .hasMessageContaining("TWILIO_SANDBOX_FROM");
    }

    @Test
    void nothingSetIsACompleteConfiguration() {
        Configuration configuration = of();

        assertThat(configuration.warnings()).isEmpty();
        assertThat(configuration.properties())
                .containsEntry("recado.port", "8080")
                .containsEntry("recado.data-dir", "./data")
                .containsEntry("recado.twilio.whatsapp-from", "whatsapp:+14155238886")
                .containsEntry("recado.reply-mode", "rest")
                .containsEntry("recado.ack", "none")
                .containsEntry("recado.quiet-time", "1s")
                .containsEntry("recado.turn-deadline", "60s")
                .containsEntry("recado.twiml-budget", "8s")
                .containsEntry("recado.history-turns", "20")
                .containsEntry("recado.language", "es")
                .containsEntry("recado.bot-name", "Recado")
                .containsEntry("recado.validate-signatures", "true")
                .doesNotContainKeys("recado.public-url", "recado.mongodb.uri", "recado.ops-token", "recado.llm");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RECADO_PORT               | eighty                        | a port from 0 to 65535",
                "RECADO_PORT               | 70000                         | a port from 0 to 65535",
                "RECADO_PORT               | -1                            | a port from 0 to 65535",
                "RECADO_HOST               | my host                       | a host name or address",
                "RECADO_PUBLIC_URL         | bot.example.com               | a URL such as https://bot.example.com",
                "RECADO_PUBLIC_URL         | ftp://bot.example.com         | a URL such as https://bot.example.com",
                "RECADO_PUBLIC_URL         | https://                      | a URL such as https://bot.example.com",
                "RECADO_PUBLIC_URL         | https://bot.example.com?x=1   | without query or fragment",
                "TWILIO_API_BASE           | localhost:9999                | a URL such as",
                "OPENAI_BASE_URL           | http//localhost               | a URL such as",
                "TWILIO_ACCOUNT_SID        | 12345                         | an account SID, beginning with AC",
                "TWILIO_WHATSAPP_FROM      | whatsapp:nobody               | a sender such as whatsapp:+14155238886",
                "TWILIO_MESSAGING_SERVICE_SID | AC1                        | beginning with MG",
                "RECADO_TWILIO_PATHS       | webhook                       | paths such as /webhook",
                "RECADO_TWILIO_PATHS       | /a b                          | paths such as /webhook",
                "RECADO_META_PATHS         | webhook                       | paths such as /webhook",
                "WHATSAPP_PHONE_NUMBER_ID  | +15550100                     | not the number itself",
                "WHATSAPP_API_BASE_URL     | graph.facebook.com            | a URL such as",
                "WHATSAPP_API_VERSION      | 23                            | a version such as v26.0",
                "OPENAI_PROMPT_ID          | pmpt_0123                     | nothing: OpenAI ended stored prompts on 2026-11-30; put its text into a file and name that in RECADO_SYSTEM_PROMPT_FILE",
                "WHATSAPP_BSUID_FIELD      | from                          | recipient or to",
                "RECADO_VALIDATE_SIGNATURES | yes                          | true or false",
                "RECADO_REPLY_MODE         | sms                           | rest or twiml",
                "RECADO_ACK                | voice                         | none or text",
                "RECADO_LLM                | eliza                         | openai, gemini, anthropic, openai-hosted or none",
                "RECADO_LANGUAGE           | de                            | es, en, fr or pt",
                "RECADO_LOG_FORMAT         | xml                           | text or json",
                "RECADO_QUIET_TIME         | 1                             | a duration such as 500ms, 8s, 5m or 24h",
                "RECADO_TURN_DEADLINE      | 999999999h                    | a year at most",
                "RECADO_QUIET_TIME         | -1s                           | a duration such as",
                "RECADO_TURN_DEADLINE      | 0s                            | a duration such as",
                "RECADO_TWIML_BUDGET       | 8 s                           | a duration such as",
                "RECADO_HISTORY_TURNS      | many                          | a number from 0 to 40",
                "RECADO_FAQ_FILE           | /nowhere/faq.yaml             | a file that can be read",
                "RECADO_SYSTEM_PROMPT_FILE | /nowhere/prompt.md            | a file that can be read",
            })
    void aValueThatCannotBeUsedIsNamedWithWhatWasExpected(String variable, String value, String expected) {
        assertThatThrownBy(() -> of(variable, value))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith(variable + ": expected ")
                .hasMessageContaining(expected)
                .hasMessageContaining("not \"" + value + "\"")
                .message()
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TWILIO_AUTH_TOKEN           | hush hush sesame | without spaces",
                "TWILIO_AUTH_TOKEN_SECONDARY | hush hush sesame | without spaces",
                "WHATSAPP_TOKEN              | hush hush sesame | without spaces",
                "WHATSAPP_APP_SECRET         | hush hush sesame | without spaces",
                "WHATSAPP_VERIFY_TOKEN       | hush hush sesame | without spaces",
                "OPENAI_API_KEY              | hush hush sesame | without spaces",
                "RECADO_OPS_TOKEN            | sesame           | at least 8 characters",
                "MONGODB_URI                 | http://u:sesame@db.example.com | a MongoDB connection string",
                "MONGODB_URI                 | mongodb://u:sesame@@db:x:y     | a MongoDB connection string",
            })
    void aSecretThatCannotBeUsedIsNamedAndNotShown(String variable, String value, String expected) {
        assertThatThrownBy(() -> of(variable, value))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith(variable + ": expected ")
                .hasMessageContaining(expected)
                .message()
                .doesNotContain("sesame")
                .hasLineCount(1);
    }

    @Test
    void halfOfTwiliosCredentialsDoNotStart() {
        assertThatThrownBy(() -> of("TWILIO_ACCOUNT_SID", "AC1"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("TWILIO_AUTH_TOKEN: expected beside TWILIO_ACCOUNT_SID, but it is not set");
        assertThatThrownBy(() -> of("TWILIO_AUTH_TOKEN", "hush"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("TWILIO_ACCOUNT_SID: expected beside TWILIO_AUTH_TOKEN, but it is not set");
    }

    @Test
    void eventsAreNotToldUnsignedNorATokenKeptForNobody() {
        assertThatThrownBy(() -> of("RECADO_EVENTS_URL", "https://example.com/events"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("RECADO_EVENTS_SECRET: expected beside RECADO_EVENTS_URL, but it is not set");
        assertThatThrownBy(() -> of("RECADO_EVENTS_SECRET", "a-secret-of-our-own"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("RECADO_EVENTS_URL: expected beside RECADO_EVENTS_SECRET, but it is not set");
        assertThatThrownBy(() -> of("RECADO_CONTACTS_TOKEN", "hush"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("RECADO_CONTACTS_URL: expected beside RECADO_CONTACTS_TOKEN, but it is not set");
    }

    @Test
    void mailIsNotHalfConfigured() {
        assertThatThrownBy(() -> of("RECADO_STAFF_EMAIL", "marta@example.com"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("SMTP_URL: expected beside RECADO_STAFF_EMAIL, but it is not set");
        assertThatThrownBy(() -> of("SMTP_FROM", "bot@example.com"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("SMTP_URL: expected beside SMTP_FROM, but it is not set");
        assertThatThrownBy(() -> of("SMTP_URL", "smtps://mail.example.com"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("SMTP_FROM: expected beside SMTP_URL, but it is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "SMTP_URL, https://user:sesame@mail.example.com",
        "SMTP_URL, smtp://user:sesame@mail.example.com/inbox",
        "SMTP_URL, smtp://sesame@mail.example.com",
        "SMTP_URL, smtp://user:ses@me@mail.example.com",
        "SMTP_URL, mail.example.com:587",
        "RECADO_STAFF_WHATSAPP, 600000001",
        "RECADO_STAFF_WHATSAPP, '+34600000001;+34600000002'",
        "RECADO_STAFF_EMAIL, marta",
        "RECADO_STAFF_EMAIL, Marta <marta@example.com>",
        "SMTP_FROM, 'a@example.com,b@example.com'"
    })
    void aWrongWayToTellPeopleDoesNotStart(String variable, String value) {
        assertThatThrownBy(() -> of(variable, value))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith(variable + ": expected ")
                .message()
                .doesNotContain("sesame");
    }

    @Test
    void aSetButEmptyVariableIsNotSet() {
        assertThat(of("TWILIO_ACCOUNT_SID", "", "RECADO_PORT", " ").properties())
                .doesNotContainKey("recado.twilio.account-sid")
                .containsEntry("recado.port", "8080");
    }

    @Test
    void aModelThatIsNamedNeedsAKeyOrAServer() {
        assertThatThrownBy(() -> of("RECADO_LLM", "openai"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith("OPENAI_API_KEY: expected beside RECADO_LLM=openai");
        assertThatThrownBy(() -> of("OPENAI_BASE_URL", "http://localhost:11434/v1"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith("OPENAI_API_KEY: expected beside OPENAI_BASE_URL");
        assertThat(of("OPENAI_BASE_URL", "http://localhost:11434/v1", "RECADO_LLM", "openai")
                        .properties())
                .containsEntry("recado.openai.base-url", "http://localhost:11434/v1");
    }

    @Test
    void partOfMetasSettingsDoesNotStart() {
        assertThatThrownBy(() -> of("WHATSAPP_TOKEN", "hush", "WHATSAPP_APP_SECRET", "hush"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage(
                        "WHATSAPP_PHONE_NUMBER_ID, WHATSAPP_VERIFY_TOKEN: expected beside WHATSAPP_TOKEN, but not set");
        assertThat(of(META).properties())
                .containsEntry("recado.whatsapp.token", "hush")
                .containsEntry("recado.whatsapp.phone-number-id", "106540352242922")
                .containsEntry("recado.whatsapp.app-secret", "secret")
                .containsEntry("recado.whatsapp.verify-token", "verify")
                .containsEntry("recado.whatsapp.api-base-url", "https://graph.facebook.com")
                .containsEntry("recado.whatsapp.api-version", "v26.0")
                .containsEntry("recado.whatsapp.bsuid-field", "recipient");
        assertThat(of(META).warnings()).isEmpty();
        assertThat(shown(of(META), "WHATSAPP_TOKEN")).isEqualTo("***");
    }

    @Test
    void aVersionOfTheGraphThatEndsIsWarnedOf() {
        for (String version : List.of("v16.0", "v21.0")) {
            assertThat(of(withMeta("WHATSAPP_API_VERSION", version)).warnings())
                    .singleElement()
                    .asString()
                    .startsWith("WHATSAPP_API_VERSION is " + version)
                    .contains("v26.0");
        }
        assertThat(of(withMeta("WHATSAPP_API_VERSION", "v22.0")).warnings()).isEmpty();
    }

    private static String[] withMeta(String... more) {
        return Stream.concat(Stream.of(META), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void onePathCannotLeadToBothProviders() {
        assertThatThrownBy(() -> of("RECADO_META_PATHS", "/a,/webhooks/twilio"))
                .hasMessage(
                        "RECADO_META_PATHS: expected other paths than the other provider's own, not /webhooks/twilio");
        assertThatThrownBy(() -> of("RECADO_TWILIO_PATHS", "/webhooks/meta/"))
                .hasMessage(
                        "RECADO_TWILIO_PATHS: expected other paths than the other provider's own, not /webhooks/meta");
        assertThatThrownBy(() -> of("RECADO_META_PATHS", "/a,/webhook/", "RECADO_TWILIO_PATHS", "/webhook"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("RECADO_META_PATHS: expected other paths than those of RECADO_TWILIO_PATHS, not /webhook");
    }

    @Test
    void theSimulatorCannotBeOffWithoutAProvider() {
        assertThatThrownBy(() -> RunningApplication.start(of("RECADO_SIMULATOR", "off")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith("TWILIO_ACCOUNT_SID: expected while RECADO_SIMULATOR=off");
    }

    @Test
    void theSimulatorStaysOnLoopback() {
        assertThatThrownBy(() -> RunningApplication.start(of("RECADO_HOST", "0.0.0.0")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith("RECADO_HOST: expected 127.0.0.1 while the simulator is on");
    }

    @Test
    void theEnvironmentWinsOverTheFile() {
        Configuration configuration = Configuration.of(
                map("RECADO_BOT_NAME", "Aurora"), map("RECADO_BOT_NAME", "Other", "RECADO_LANGUAGE", "en"));

        assertThat(shown(configuration, "RECADO_BOT_NAME")).isEqualTo("Aurora");
        assertThat(setting(configuration, "RECADO_BOT_NAME").origin()).isEqualTo("environment");
        assertThat(shown(configuration, "RECADO_LANGUAGE")).isEqualTo("en");
        assertThat(setting(configuration, "RECADO_LANGUAGE").origin()).isEqualTo(".env");
        assertThat(setting(configuration, "RECADO_ACK").origin()).isEqualTo("default");
    }

    @Test
    void aWrongValueInTheFileIsAsWrong() {
        assertThatThrownBy(() -> Configuration.of(NOTHING, map("RECADO_ACK", "maybe")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith("RECADO_ACK: expected none or text");
    }

    @Test
    void portIsAnotherNameForThePort() {
        assertThat(of("PORT", "9000").properties()).containsEntry("recado.port", "9000");
        assertThat(of("PORT", "9000", "RECADO_PORT", "9001").properties()).containsEntry("recado.port", "9001");
        assertThatThrownBy(() -> of("PORT", "x")).hasMessageContaining("a port from 0 to 65535");
    }

    @Test
    void aNameThatIsNoSettingIsWarnedOf() {
        Configuration configuration =
                Configuration.of(map("RECADO_PUBLIC_ULR", "x", "PATH", "/bin"), map("RECADO_QUITE_TIME", "1s"));

        assertThat(configuration.warnings())
                .containsExactly(
                        "RECADO_PUBLIC_ULR is not a setting of Recado; it is ignored: did you mean RECADO_PUBLIC_URL?",
                        "RECADO_QUITE_TIME is not a setting of Recado; it is ignored: did you mean RECADO_QUIET_TIME?");
    }

    @ParameterizedTest
    @CsvSource({
        "TWILIO_AUTHTOKEN, TWILIO_AUTH_TOKEN",
        "TWILIO_SID, TWILIO_ACCOUNT_SID",
        "TWILIO_TOKEN, TWILIO_AUTH_TOKEN",
        "TWILLIO_ACCOUNT_SID, TWILIO_ACCOUNT_SID",
        "TALIA_TWILIO_SID, TWILIO_ACCOUNT_SID",
        "OPENAI_APIKEY, OPENAI_API_KEY",
        "OPENAI_KEY, OPENAI_API_KEY",
        "OPEN_AI_API_KEY, OPENAI_API_KEY",
        "GEMINI_APIKEY, GEMINI_API_KEY",
        "ANTHROPIC_KEY, ANTHROPIC_API_KEY",
        "WHATSAPP_APPSECRET, WHATSAPP_APP_SECRET",
        "WHATSAPP_ACCESS_TOKEN, WHATSAPP_TOKEN",
        "WHATSAPP_PHONE_ID, WHATSAPP_PHONE_NUMBER_ID",
        "MONGO_URI, MONGODB_URI",
        "RECADO_FAQ, RECADO_FAQ_FILE",
    })
    void aMisspeltNameIsWarnedOfWithTheRightOne(String given, String meant) {
        assertThat(of(given, "hush").warnings())
                .containsExactly(given + " is not a setting of Recado; it is ignored: did you mean " + meant + "?");
    }

    @Test
    void aNameOfAProviderThatIsNoSettingIsWarnedOf() {
        assertThat(of("TWILIO_FLEX_COLOUR", "x").warnings())
                .containsExactly("TWILIO_FLEX_COLOUR is not a setting of Recado; it is ignored");
    }

    @Test
    void namesOfOtherProgramsAreNoneOfOurBusiness() {
        assertThat(of("PATH", "/bin", "JAVA_HOME", "/jdk", "MAVEN_OPTS", "-q", "LANGUAGE", "es", "HOST", "box")
                        .warnings())
                .isEmpty();
    }

    @Test
    void uncheckedSignaturesAreWarnedOf() {
        assertThat(of("RECADO_VALIDATE_SIGNATURES", "false").warnings())
                .singleElement()
                .asString()
                .startsWith("RECADO_VALIDATE_SIGNATURES is false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"500ms", "8s", "5m", "24h", "30d", "366d"})
    void aDurationHasOneOfTheseUnits(String duration) {
        assertThat(of("RECADO_TURN_DEADLINE", duration).value("RECADO_TURN_DEADLINE"))
                .contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1h30m", "30", "5w", "367d", "-5m"})
    void anotherDurationIsRefused(String duration) {
        assertThatThrownBy(() -> of("RECADO_TURN_DEADLINE", duration)).hasMessageContaining("RECADO_TURN_DEADLINE");
    }

    @Test
    void secretsAreMaskedWhereverTheyAreShown() {
        Configuration configuration = of(
                "TWILIO_ACCOUNT_SID", "AC1",
                "TWILIO_AUTH_TOKEN", "sesame-1",
                "TWILIO_AUTH_TOKEN_SECONDARY", "sesame-2",
                "OPENAI_API_KEY", "sesame-3",
                "RECADO_OPS_TOKEN", "sesame-4",
                "WHATSAPP_TOKEN", "sesame-6",
                "WHATSAPP_PHONE_NUMBER_ID", "106540352242922",
                "WHATSAPP_APP_SECRET", "sesame-7",
                "WHATSAPP_VERIFY_TOKEN", "sesame-8",
                "RECADO_PUBLIC_URL", "https://user:sesame-11@sesame-12@bot.example.com",
                "RECADO_EVENTS_URL", "https://example.com/events",
                "RECADO_EVENTS_SECRET", "sesame-9-which-is-long-enough",
                "RECADO_CONTACTS_URL", "https://example.com/contacts",
                "RECADO_CONTACTS_TOKEN", "sesame-10",
                "SMTP_URL", "smtp://user:sesame-13@mail.example.com",
                "SMTP_FROM", "bot@example.com",
                "MONGODB_URI", "mongodb://user:sesame-5@db.example.com/recado");

        assertThat(configuration.all().toString()).doesNotContain("sesame");
        assertThat(configuration.all().stream().filter(Settings.Setting::secret).map(Settings.Setting::shown))
                .contains("***")
                .containsOnly("***", "");
        assertThat(shown(configuration, "TWILIO_ACCOUNT_SID")).isEqualTo("AC1");
        assertThat(shown(configuration, "RECADO_PUBLIC_URL")).isEqualTo("https://***@bot.example.com");
        assertThat(shown(of(), "OPENAI_API_KEY")).isEmpty();
    }

    @Test
    void valuesReachTheAdaptersInTheirNormalForm() {
        assertThat(of(
                                "RECADO_PUBLIC_URL", "https://bot.example.com/",
                                "TWILIO_WHATSAPP_FROM", "+14155238886",
                                "RECADO_REPLY_MODE", "TWIML",
                                "RECADO_QUIET_TIME", "0",
                                "RECADO_TWILIO_PATHS", " /webhook , /bot/in/ ")
                        .properties())
                .containsEntry("recado.public-url", "https://bot.example.com")
                .containsEntry("recado.twilio.whatsapp-from", "whatsapp:+14155238886")
                .containsEntry("recado.reply-mode", "twiml")
                .containsEntry("recado.quiet-time", "0s")
                .containsEntry("recado.twilio-paths", "/webhook,/bot/in/");
    }

    @Test
    void aMessagingServiceNeedsNoSender() {
        assertThat(of("TWILIO_MESSAGING_SERVICE_SID", "MG1").properties())
                .doesNotContainKey("recado.twilio.whatsapp-from");
        assertThat(of("TWILIO_MESSAGING_SERVICE_SID", "MG1", "TWILIO_WHATSAPP_FROM", "whatsapp:+15550100")
                        .properties())
                .containsEntry("recado.twilio.whatsapp-from", "whatsapp:+15550100");
        assertThat(of("TWILIO_WHATSAPP_FROM", "+15550100, whatsapp:+15550101,").properties())
                .containsEntry("recado.twilio.whatsapp-from", "whatsapp:+15550100,whatsapp:+15550101");
    }

    @ParameterizedTest
    @CsvSource({
        "RECADO_HISTORY_TURNS, recado.history-turns",
        "TWILIO_WHATSAPP_FROM, recado.twilio.whatsapp-from",
        "MONGODB_URI, recado.mongodb.uri"
    })
    void thePropertyFollowsFromTheVariable(String variable, String property) {
        assertThat(SettingCatalogue.ALL.stream()
                        .filter(setting -> setting.variable().equals(variable))
                        .map(SettingDefinition::property))
                .containsExactly(property);
    }

    @Test
    void noTwoSettingsHaveOneProperty() {
        assertThat(SettingCatalogue.ALL.stream().map(SettingDefinition::property))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyDefaultPassesItsOwnCheck() {
        for (SettingDefinition setting : SettingCatalogue.ALL) {
            String value = setting.defaultValue();
            if (value != null) {
                assertThat(setting.checked(value)).as(setting.variable()).isEqualTo(value);
            }
        }
    }

    @Test
    void everyVariableOfTheContractIsKnown() {
        String contract = """
                RECADO_PORT RECADO_HOST RECADO_PUBLIC_URL RECADO_DATA_DIR MONGODB_URI
                TWILIO_ACCOUNT_SID TWILIO_AUTH_TOKEN TWILIO_AUTH_TOKEN_SECONDARY TWILIO_WHATSAPP_FROM
                TWILIO_MESSAGING_SERVICE_SID TWILIO_API_BASE RECADO_TWILIO_PATHS RECADO_META_PATHS
                WHATSAPP_TOKEN WHATSAPP_PHONE_NUMBER_ID WHATSAPP_APP_SECRET WHATSAPP_VERIFY_TOKEN
                WHATSAPP_API_BASE_URL WHATSAPP_API_VERSION RECADO_VALIDATE_SIGNATURES
                RECADO_LLM RECADO_LLM_FALLBACK OPENAI_API_KEY OPENAI_BASE_URL OPENAI_MODEL
                GEMINI_API_KEY GEMINI_BASE_URL GEMINI_MODEL ANTHROPIC_API_KEY ANTHROPIC_BASE_URL ANTHROPIC_MODEL
                OPENAI_PROMPT_ID RECADO_BOT_NAME RECADO_LANGUAGE
                RECADO_SYSTEM_PROMPT_FILE RECADO_KNOWLEDGE_DIR RECADO_FAQ_FILE
                RECADO_REPLY_MODE RECADO_TWIML_BUDGET RECADO_ACK RECADO_QUIET_TIME RECADO_TURN_DEADLINE
                RECADO_HISTORY_TURNS RECADO_LIMIT_PER_MINUTE RECADO_LIMIT_PER_DAY RECADO_LIMIT_PER_IP_MINUTE
                RECADO_LIMIT_PER_IP_DAY RECADO_BUDGET_PER_DAY RECADO_OPS_TOKEN RECADO_LOG_FORMAT
                """;
        Set<String> known = SettingCatalogue.ALL.stream()
                .map(SettingDefinition::variable)
                .collect(Collectors.toCollection(HashSet::new));

        assertThat(known).containsAll(Arrays.asList(contract.strip().split("\\s+", -1)));
    }

    @Test
    void aDotEnvFileIsReadAsShellsReadIt(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve(".env"), """
                # the bot
                RECADO_BOT_NAME="Clínica Aurora # 1"

                export RECADO_LANGUAGE='en'
                RECADO_PORT = 9000   # free here
                RECADO_PUBLIC_URL=https://bot.example.com/#in
                OPENAI_API_KEY=a=b=c
                """);

        assertThat(DotEnv.read(file))
                .containsExactly(
                        Map.entry("RECADO_BOT_NAME", "Clínica Aurora # 1"),
                        Map.entry("RECADO_LANGUAGE", "en"),
                        Map.entry("RECADO_PORT", "9000"),
                        Map.entry("RECADO_PUBLIC_URL", "https://bot.example.com/#in"),
                        Map.entry("OPENAI_API_KEY", "a=b=c"));
    }

    @Test
    void aMissingDotEnvFileIsNoProblem(@TempDir Path folder) {
        assertThat(DotEnv.read(folder.resolve(".env"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPENAI_API_KEY: sesame", "sesame", "=sesame", "1X=sesame"})
    void aLineThatIsNoAssignmentIsNamedByItsNumberAlone(String line, @TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve(".env"), List.of("RECADO_ACK=none", line));

        assertThatThrownBy(() -> DotEnv.read(file))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage(".env, line 2: expected NAME=value");
    }

    @Test
    void aDotEnvFileThatIsNoTextIsNamed(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve(".env"), new byte[] {(byte) 0xC3, (byte) 0x28, '\n'});

        assertThatThrownBy(() -> DotEnv.read(file))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith(".env: expected a readable text file in UTF-8");
    }
}
