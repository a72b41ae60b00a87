package dev.recado.application;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Every setting there is: the one place that knows their names, defaults and shapes.
final class Catalogue {
    private static final String DURATION = "a duration such as 500ms, 8s, 5m or 24h";
    private static final String URL = "a URL such as https://bot.example.com, without query or fragment";
    private static final String FILE = "a file that can be read";

    /// The sender of Twilio's WhatsApp sandbox, the same for everyone.
    static final String SANDBOX_SENDER = "whatsapp:+14155238886";

    static final List<CatalogueEntry> ALL = List.of(
            of(
                    "RECADO_PORT",
                    "recado.port",
                    "8080",
                    "a port from 0 to 65535",
                    Checks.number(0, 65_535),
                    "HTTP port; `PORT` is read too"),
            of(
                    "RECADO_HOST",
                    "recado.host",
                    null,
                    "a host name or address to bind to",
                    Checks.pattern("[A-Za-z0-9.:_-]+"),
                    "bind address; `0.0.0.0`, or `127.0.0.1` while the simulator is on"),
            of(
                    "RECADO_PUBLIC_URL",
                    "recado.public-url",
                    null,
                    URL,
                    Checks::url,
                    "public base URL: signatures are computed over it, status callbacks are built from it; unset: taken from each request"),
            of(
                    "RECADO_DATA_DIR",
                    "recado.data-dir",
                    "./data",
                    "a folder",
                    Checks::any,
                    "embedded store and what else is kept on disk"),
            of(
                    "RECADO_SPOOL_LIMIT",
                    "recado.spool-limit",
                    "64MB",
                    "a size such as 500KB, 64MB or 2GB",
                    Checks.pattern("[1-9]\\d{0,5}(KB|MB|GB)"),
                    "how much of the disk messages may take while the store is gone; beyond it webhooks are answered 503"),
            of(
                    "RECADO_MEDIA_KEEP",
                    "recado.media-keep",
                    "0s",
                    "a duration such as 12h or 30d, or 0",
                    Checks::keeping,
                    "how long users' files are kept in the data folder, fetched as they come in; 0: fetched when somebody looks, and never kept"),
            secret(
                    "MONGODB_URI",
                    "recado.mongodb.uri",
                    "a MongoDB connection string (mongodb://… or mongodb+srv://…)",
                    Checks::mongoUri,
                    "a MongoDB 5.0 or newer instead of the embedded store"),
            of(
                    "TWILIO_ACCOUNT_SID",
                    "recado.twilio.account-sid",
                    null,
                    "an account SID, beginning with AC",
                    Checks.pattern("AC[A-Za-z0-9_]*"),
                    "switches Twilio on, together with the token"),
            secret(
                    "TWILIO_AUTH_TOKEN",
                    "recado.twilio.auth-token",
                    "the account's auth token, without spaces",
                    Checks.pattern("\\S+"),
                    "the account's token: API calls, webhook signatures"),
            secret(
                    "TWILIO_AUTH_TOKEN_SECONDARY",
                    "recado.twilio.auth-token-secondary",
                    "the account's secondary auth token, without spaces",
                    Checks.pattern("\\S+"),
                    "accepted in signatures too, while tokens are rotated"),
            of(
                    "TWILIO_WHATSAPP_FROM",
                    "recado.twilio.whatsapp-from",
                    SANDBOX_SENDER,
                    "a sender such as whatsapp:+14155238886",
                    Catalogue::sender,
                    "sender; the sandbox's number unless set"),
            of(
                    "TWILIO_MESSAGING_SERVICE_SID",
                    "recado.twilio.messaging-service-sid",
                    null,
                    "a Messaging Service SID, beginning with MG",
                    Checks.pattern("MG[A-Za-z0-9_]*"),
                    "sends through a Messaging Service instead"),
            of(
                    "TWILIO_API_BASE",
                    "recado.twilio.api-base",
                    null,
                    URL,
                    Checks::url,
                    "base URL of the REST API; unset: Twilio's"),
            of(
                    "RECADO_TWILIO_PATHS",
                    "recado.twilio-paths",
                    null,
                    "paths such as /webhook,/api/v1/whatsapp/webhook",
                    Checks::paths,
                    "further paths for the Twilio webhook; `<path>/status` takes status callbacks"),
            secret(
                    "WHATSAPP_TOKEN",
                    "recado.whatsapp.token",
                    "an access token, without spaces",
                    Checks.pattern("\\S+"),
                    "permanent access token of a system user: switches Meta's Cloud API on, together with the next three"),
            of(
                    "WHATSAPP_PHONE_NUMBER_ID",
                    "recado.whatsapp.phone-number-id",
                    null,
                    "the id of a phone number, digits alone (not the number itself)",
                    Checks.pattern("\\d{5,32}"),
                    "Meta's id of the number that sends; an answer leaves from the number that was written to"),
            secret(
                    "WHATSAPP_APP_SECRET",
                    "recado.whatsapp.app-secret",
                    "the app's secret, without spaces",
                    Checks.pattern("\\S+"),
                    "secret of the app at Meta: webhook signatures"),
            secret(
                    "WHATSAPP_VERIFY_TOKEN",
                    "recado.whatsapp.verify-token",
                    "a token of your own, without spaces",
                    Checks.pattern("\\S+"),
                    "any words of your own, given to Meta with the webhook's address: the webhook's handshake"),
            of(
                    "WHATSAPP_API_BASE_URL",
                    "recado.whatsapp.api-base-url",
                    "https://graph.facebook.com",
                    URL,
                    Checks::url,
                    "base URL of the Graph API"),
            of(
                    "WHATSAPP_API_VERSION",
                    "recado.whatsapp.api-version",
                    "v23.0",
                    "a version such as v23.0",
                    Checks.pattern("v\\d{1,3}\\.\\d{1,2}"),
                    "version of the Graph API"),
            of(
                    "WHATSAPP_BSUID_FIELD",
                    "recado.whatsapp.bsuid-field",
                    "recipient",
                    "recipient or to",
                    Checks.oneOf("recipient", "to"),
                    "the field of a message that names a user without a phone number"),
            of(
                    "RECADO_META_PATHS",
                    "recado.meta-paths",
                    null,
                    "paths such as /webhook,/api/v1/whatsapp/webhook",
                    Checks::paths,
                    "further paths for Meta's webhook"),
            of(
                    "RECADO_VALIDATE_SIGNATURES",
                    "recado.validate-signatures",
                    "true",
                    "true or false",
                    Checks.oneOf("true", "false"),
                    "false only for local work"),
            of(
                    "RECADO_REPLY_MODE",
                    "recado.reply-mode",
                    "rest",
                    "rest or twiml",
                    Checks.oneOf("rest", "twiml"),
                    "`rest`: the answer goes by the REST API. `twiml`: in the webhook's response when it is ready in time"),
            of(
                    "RECADO_TWIML_BUDGET",
                    "recado.twiml-budget",
                    "8s",
                    DURATION,
                    Checks::positiveDuration,
                    "how long a webhook waits for the answer in `twiml` mode; Twilio gives up at 15 s"),
            of(
                    "RECADO_ACK",
                    "recado.ack",
                    "none",
                    "none or text",
                    Checks.oneOf("none", "text"),
                    "`text`: \"one moment\" in the user's language, at once"),
            of(
                    "RECADO_QUIET_TIME",
                    "recado.quiet-time",
                    "1s",
                    DURATION,
                    Checks::duration,
                    "messages of one user that follow each other within it are answered together; 0: each on its own"),
            of(
                    "RECADO_TYPING",
                    "recado.typing",
                    "true",
                    "true or false",
                    Checks.oneOf("true", "false"),
                    "users see their message read, and somebody type, while an answer is thought of"),
            of(
                    "RECADO_SENDER_PER_SECOND",
                    "recado.sender-per-second",
                    "80",
                    "a number from 0 to 10000",
                    Checks.number(0, 10_000),
                    "messages one sender may send in a second, evenly; WhatsApp's own limit unless it grants more; 0: no limit"),
            of(
                    "RECADO_USER_EVERY",
                    "recado.user-every",
                    "6s",
                    DURATION,
                    Checks::duration,
                    "one message for each user in this time, beyond a burst; 0: no limit"),
            of(
                    "RECADO_USER_BURST",
                    "recado.user-burst",
                    "45",
                    "a number from 1 to 1000",
                    Checks.number(1, 1_000),
                    "so many messages for one user at once, of those that the time before did not use"),
            of(
                    "RECADO_TURN_DEADLINE",
                    "recado.turn-deadline",
                    "60s",
                    DURATION,
                    Checks::positiveDuration,
                    "by then the user has an answer or an apology"),
            of(
                    "RECADO_RECONCILE_EVERY",
                    "recado.reconcile-every",
                    "5m",
                    DURATION,
                    Checks::duration,
                    "after a start or an outage, how often Twilio is asked for messages that no webhook brought, for half an hour; 0: never"),
            of(
                    "RECADO_TURNS_AT_ONCE",
                    "recado.turns-at-once",
                    "2000",
                    "a number from 1 to 100000",
                    Checks.number(1, 100_000),
                    "conversations answered at the same time"),
            of(
                    "RECADO_TURN_ATTEMPTS",
                    "recado.turn-attempts",
                    "5",
                    "a number from 1 to 100",
                    Checks.number(1, 100),
                    "turns of a conversation that may break, or kill the process, before its messages are set aside"),
            of(
                    "RECADO_HISTORY_TURNS",
                    "recado.history-turns",
                    "20",
                    "a number from 0 to 40",
                    Checks.number(0, 40),
                    "turns of the conversation given to the model"),
            of(
                    "RECADO_LLM",
                    "recado.llm",
                    null,
                    "openai or none",
                    Checks.oneOf("openai", "none"),
                    "which model answers; unset: the one whose key is set, else `none`"),
            secret(
                    "OPENAI_API_KEY",
                    "recado.openai.api-key",
                    "a key without spaces",
                    Checks.pattern("\\S+"),
                    "key of OpenAI or of a compatible server"),
            of(
                    "OPENAI_BASE_URL",
                    "recado.openai.base-url",
                    null,
                    URL,
                    Checks::url,
                    "any compatible server, up to the version (`http://localhost:11434/v1`); unset: OpenAI's"),
            of(
                    "OPENAI_MODEL",
                    "recado.openai.model",
                    null,
                    "a model's name",
                    Checks.pattern("\\S+"),
                    "model; unset: a current small one"),
            of(
                    "OPENAI_REASONING_EFFORT",
                    "recado.openai.reasoning-effort",
                    null,
                    "a word such as none, low or medium",
                    Checks.pattern("[a-z]+"),
                    "how long the model thinks before it answers; unset: `none` for the default model, else the server's own"),
            of(
                    "RECADO_LLM_TIMEOUT",
                    "recado.llm-timeout",
                    "30s",
                    DURATION,
                    Checks::positiveDuration,
                    "longest single call of the model"),
            of(
                    "RECADO_LLM_MAX_CONCURRENT",
                    "recado.llm-max-concurrent",
                    "1024",
                    "a number from 1 to 100000",
                    Checks.number(1, 100_000),
                    "calls of the model under way at once"),
            of(
                    "RECADO_BOT_NAME",
                    "recado.bot-name",
                    "Recado",
                    "a name of up to 60 characters",
                    Checks.pattern(".{1,60}"),
                    "the bot's name"),
            of(
                    "RECADO_LANGUAGE",
                    "recado.language",
                    "es",
                    "es, en, fr or pt",
                    Checks.oneOf("es", "en", "fr", "pt"),
                    "language while the user's is not known"),
            of(
                    "RECADO_SYSTEM_PROMPT_FILE",
                    "recado.system-prompt-file",
                    null,
                    FILE,
                    Checks::readableFile,
                    "the bot's instructions; unset: the shipped example's"),
            of(
                    "RECADO_FAQ_FILE",
                    "recado.faq-file",
                    null,
                    FILE,
                    Checks::readableFile,
                    "curated answers; unset: the shipped example's"),
            of(
                    "RECADO_TEMPLATES_FILE",
                    "recado.templates-file",
                    null,
                    FILE,
                    Checks::readableFile,
                    "approved templates, for answers that come after the 24-hour window closed; unset: none, such an answer waits until the user writes again"),
            of(
                    "RECADO_SIMULATOR",
                    "recado.simulator",
                    "auto",
                    "auto, on or off",
                    Checks.oneOf("auto", "on", "off"),
                    "`auto`: on while no provider is configured. `on`: also with Twilio's settings, which the stand-in then uses; loopback only"),
            secret(
                    "RECADO_OPS_TOKEN",
                    "recado.ops-token",
                    "a token of at least 8 characters, without spaces",
                    Checks.pattern("\\S{8,}"),
                    "bearer token of `/api/v1/**`; without it those routes answer 404, save on a loopback-only start"),
            of(
                    "RECADO_LOG_FORMAT",
                    "recado.log-format",
                    "text",
                    "text or json",
                    Checks.oneOf("text", "json"),
                    "how log lines are written"));

    /// Settings of the contract that this version does not serve yet.
    static final Set<String> LATER = Set.of(
            "RECADO_LLM_FALLBACK",
            "GEMINI_API_KEY",
            "GEMINI_BASE_URL",
            "GEMINI_MODEL",
            "ANTHROPIC_API_KEY",
            "ANTHROPIC_BASE_URL",
            "ANTHROPIC_MODEL",
            "OPENAI_PROMPT_ID",
            "RECADO_KNOWLEDGE_DIR",
            "RECADO_LIMIT_PER_MINUTE",
            "RECADO_LIMIT_PER_DAY",
            "RECADO_LIMIT_PER_IP_MINUTE",
            "RECADO_LIMIT_PER_IP_DAY",
            "RECADO_BUDGET_PER_DAY");

    private Catalogue() {}

    private static CatalogueEntry of(
            String variable,
            String property,
            @Nullable String defaultValue,
            String expected,
            UnaryOperator<String> check,
            String meaning) {
        return new CatalogueEntry(variable, property, defaultValue, false, expected, check, meaning);
    }

    private static CatalogueEntry secret(
            String variable, String property, String expected, UnaryOperator<String> check, String meaning) {
        return new CatalogueEntry(variable, property, null, true, expected, check, meaning);
    }

    private static String sender(String value) {
        return Checks.matching(value.startsWith("+") ? "whatsapp:" + value : value, "whatsapp:\\+\\d{1,32}");
    }
}
