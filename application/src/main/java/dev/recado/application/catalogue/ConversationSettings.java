package dev.recado.application.catalogue;

import static dev.recado.application.catalogue.SettingDefinition.setting;

import java.util.List;

/// Settings of conversations.
final class ConversationSettings {
    static final List<SettingDefinition> ALL = List.of(
            setting(
                    "RECADO_REPLY_MODE",
                    "rest",
                    "rest or twiml",
                    SettingChecks.oneOf("rest", "twiml"),
                    "`rest`: the answer goes by the REST API. `twiml`: in the webhook's response when it is ready in time"),
            setting(
                    "RECADO_TWIML_BUDGET",
                    "8s",
                    SettingCatalogue.DURATION,
                    SettingChecks::positiveDuration,
                    "how long a webhook waits for the answer in `twiml` mode; Twilio gives up at 15 s"),
            setting(
                    "RECADO_ACK",
                    "none",
                    "none or text",
                    SettingChecks.oneOf("none", "text"),
                    "`text`: \"one moment\" in the user's language, at once"),
            setting(
                    "RECADO_QUIET_TIME",
                    "1s",
                    SettingCatalogue.DURATION,
                    SettingChecks::duration,
                    "messages of one user that follow each other within it are answered together; 0: each on its own"),
            setting(
                    "RECADO_HUMAN_TIMEOUT",
                    "5m",
                    SettingCatalogue.DURATION,
                    SettingChecks::duration,
                    "how long a request for a person waits before the user is told that nobody has taken it yet"),
            setting(
                    "RECADO_HUMAN_IDLE",
                    "30m",
                    SettingCatalogue.DURATION,
                    SettingChecks::duration,
                    "how long a person may leave a user without an answer before the conversation goes back to the queue; also how"
                            + " long the bot is silent after a person answered from the WhatsApp phone app"),
            setting(
                    "RECADO_TYPING",
                    "true",
                    "true or false",
                    SettingChecks.oneOf("true", "false"),
                    "users see their message read, and somebody type, while an answer is thought of"),
            setting(
                    "RECADO_SENDER_PER_SECOND",
                    "80",
                    "a number from 0 to 10000",
                    SettingChecks.number(0, 10_000),
                    "messages one sender may send in a second, evenly; WhatsApp's own limit unless it grants more; 0: no limit"),
            setting(
                    "RECADO_USER_EVERY",
                    "6s",
                    SettingCatalogue.DURATION,
                    SettingChecks::duration,
                    "one message for each user in this time, beyond a burst; 0: no limit"),
            setting(
                    "RECADO_USER_BURST",
                    "45",
                    "a number from 1 to 1000",
                    SettingChecks.number(1, 1_000),
                    "so many messages for one user at once, of those that the time before did not use"),
            setting(
                    "RECADO_TURN_DEADLINE",
                    "60s",
                    SettingCatalogue.DURATION,
                    SettingChecks::positiveDuration,
                    "by then the user has an answer or an apology"),
            setting(
                    "RECADO_RECONCILE_EVERY",
                    "5m",
                    SettingCatalogue.DURATION,
                    SettingChecks::duration,
                    "after a start or an outage, how often Twilio is asked for messages that no webhook brought, for half an hour; 0: never"),
            setting(
                    "RECADO_TURNS_AT_ONCE",
                    "2000",
                    "a number from 1 to 100000",
                    SettingChecks.number(1, 100_000),
                    "conversations answered at the same time"),
            setting(
                    "RECADO_TURN_ATTEMPTS",
                    "5",
                    "a number from 1 to 100",
                    SettingChecks.number(1, 100),
                    "turns of a conversation that may break, or kill the process, before its messages are set aside"),
            setting(
                    "RECADO_HISTORY_TURNS",
                    "20",
                    "a number from 0 to 40",
                    SettingChecks.number(0, 40),
                    "turns of the conversation given to the model"));

    private ConversationSettings() {}
}
