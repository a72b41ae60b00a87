package dev.recado.application.catalogue;

import java.util.List;

/// Every setting there is: the one place that knows their names, defaults, meanings and checks. Beans read the values
/// by [SettingDefinition#property]; `docs/reference/settings.md` and `.env.example` are written from here by `make
/// settings`.
public final class SettingCatalogue {
    static final String DURATION = "a duration such as 500ms, 8s, 5m or 24h, a year at most";
    static final String URL = "a URL such as https://bot.example.com, without query or fragment";
    static final String FILE = "a file that can be read";
    static final String FOLDER = "a folder that can be read";

    /// The sender of Twilio's WhatsApp sandbox, the same for everyone.
    static final String SANDBOX_SENDER = "whatsapp:+14155238886";

    /// In the order of the documents.
    public static final List<SettingGroup> GROUPS = List.of(
            new SettingGroup("Server, store and operation", ServerSettings.ALL),
            new SettingGroup("Twilio, Meta and the simulator", ProviderSettings.ALL),
            new SettingGroup("The bot and its texts", BotSettings.ALL),
            new SettingGroup("Models", ModelServiceSettings.ALL),
            new SettingGroup("What answers are made of", AnswerSourceSettings.ALL),
            new SettingGroup("Conversations", ConversationSettings.ALL),
            new SettingGroup("Limits and users who offend", UsageLimitSettings.ALL),
            new SettingGroup("People of the business", StaffSettings.ALL),
            new SettingGroup("Your own servers", BusinessServerSettings.ALL));

    public static final List<SettingDefinition> ALL =
            GROUPS.stream().flatMap(group -> group.settings().stream()).toList();

    private SettingCatalogue() {}
}
