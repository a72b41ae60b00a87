package dev.recado.application.catalogue;

import static dev.recado.application.catalogue.SettingDefinition.secret;
import static dev.recado.application.catalogue.SettingDefinition.setting;

import java.util.List;

/// Settings of the messaging providers and of the simulator that stands in for them.
final class ProviderSettings {
    static final List<SettingDefinition> ALL = List.of(
            setting(
                            "TWILIO_ACCOUNT_SID",
                            null,
                            "an account SID, beginning with AC",
                            SettingChecks.pattern("AC[A-Za-z0-9_]*"),
                            "switches Twilio on, together with `TWILIO_AUTH_TOKEN`")
                    .example("AC0123456789abcdef0123456789abcdef"),
            secret(
                    "TWILIO_AUTH_TOKEN",
                    "the account's auth token, without spaces",
                    SettingChecks.pattern("\\S+"),
                    "the account's token: API calls, webhook signatures"),
            secret(
                    "TWILIO_AUTH_TOKEN_SECONDARY",
                    "the account's secondary auth token, without spaces",
                    SettingChecks.pattern("\\S+"),
                    "accepted in signatures too, while tokens are rotated"),
            setting(
                    "TWILIO_WHATSAPP_FROM",
                    SettingCatalogue.SANDBOX_SENDER,
                    "a sender such as whatsapp:+14155238886, or several, separated by commas",
                    ProviderSettings::senders,
                    "your numbers, separated by commas: those that are answered, each from itself; the first sends"
                            + " notifications. With the sandbox's alone, every number whose webhook leads here is answered, and"
                            + " a reconciliation asks for the sandbox's"),
            setting(
                            "TWILIO_MESSAGING_SERVICE_SID",
                            null,
                            "a Messaging Service SID, beginning with MG",
                            SettingChecks.pattern("MG[A-Za-z0-9_]*"),
                            "sends through a Messaging Service instead")
                    .example("MG0123456789abcdef0123456789abcdef"),
            setting(
                            "TWILIO_API_BASE",
                            null,
                            SettingCatalogue.URL,
                            SettingChecks::url,
                            "base URL of the REST API; unset: Twilio's")
                    .example("https://api.twilio.com"),
            setting(
                            "RECADO_TWILIO_PATHS",
                            null,
                            "paths such as /webhook,/api/v1/whatsapp/webhook",
                            SettingChecks::paths,
                            "further paths for the Twilio webhook; `<path>/status` takes status callbacks, and beside a path that ends in `/webhook` so does `/status`")
                    .example("/webhook,/api/v1/whatsapp/webhook"),
            secret(
                    "WHATSAPP_TOKEN",
                    "an access token, without spaces",
                    SettingChecks.pattern("\\S+"),
                    "permanent access token of a system user: switches Meta's Cloud API on, together with `WHATSAPP_PHONE_NUMBER_ID`, `WHATSAPP_APP_SECRET` and `WHATSAPP_VERIFY_TOKEN`"),
            setting(
                            "WHATSAPP_PHONE_NUMBER_ID",
                            null,
                            "the id of a phone number, digits alone (not the number itself), or several, separated by commas",
                            SettingChecks.listOf(SettingChecks.pattern("\\d{5,32}")),
                            "Meta's ids of the numbers that are answered, separated by commas, each from itself; the first sends"
                                    + " notifications")
                    .example("106540352242922"),
            setting(
                            "WHATSAPP_COEXISTENCE",
                            null,
                            "the id of a phone number, digits alone, or several, separated by commas",
                            SettingChecks.listOf(SettingChecks.pattern("\\d{5,32}")),
                            "those of the numbers that the WhatsApp phone app uses too: paced at 20 messages a second, as Meta"
                                    + " allows them; unset: from a person's first message there until the next start")
                    .example("106540352242922"),
            secret(
                    "WHATSAPP_APP_SECRET",
                    "the app's secret, without spaces",
                    SettingChecks.pattern("\\S+"),
                    "secret of the app at Meta: webhook signatures"),
            secret(
                    "WHATSAPP_VERIFY_TOKEN",
                    "a token of your own, without spaces",
                    SettingChecks.pattern("\\S+"),
                    "a word of your own, given to Meta with the webhook's address: the webhook's handshake"),
            setting(
                    "WHATSAPP_API_BASE_URL",
                    "https://graph.facebook.com",
                    SettingCatalogue.URL,
                    SettingChecks::url,
                    "base URL of the Graph API"),
            setting(
                    "WHATSAPP_API_VERSION",
                    "v26.0",
                    "a version such as v26.0",
                    SettingChecks.pattern("v\\d{1,3}\\.\\d{1,2}"),
                    "version of the Graph API"),
            setting(
                    "WHATSAPP_BSUID_FIELD",
                    "recipient",
                    "recipient or to",
                    SettingChecks.oneOf("recipient", "to"),
                    "the field of a message that names a user without a phone number"),
            setting(
                            "RECADO_META_PATHS",
                            null,
                            "paths such as /webhook,/api/v1/whatsapp/webhook",
                            SettingChecks::paths,
                            "further paths for Meta's webhook")
                    .example("/webhook-meta"),
            setting(
                    "RECADO_VALIDATE_SIGNATURES",
                    "true",
                    "true or false",
                    SettingChecks.oneOf("true", "false"),
                    "false only for local work"),
            setting(
                    "RECADO_SIMULATOR",
                    "auto",
                    "auto, on or off",
                    SettingChecks.oneOf("auto", "on", "off"),
                    "`auto`: on while no provider is configured. `on`: also with Twilio's settings, which the stand-in then uses; loopback only"));

    private ProviderSettings() {}

    private static String senders(String value) {
        return SettingChecks.listOf(ProviderSettings::sender).apply(value);
    }

    private static String sender(String value) {
        return SettingChecks.matching(value.startsWith("+") ? "whatsapp:" + value : value, "whatsapp:\\+\\d{1,32}");
    }
}
