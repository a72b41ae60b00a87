package dev.recado.application.catalogue;

import java.util.List;
import java.util.stream.Stream;

/// Every setting there is, in the order of docs/reference/settings.md: the one place that knows their names,
/// defaults and shapes.
public final class SettingCatalogue {
    static final String DURATION = "a duration such as 500ms, 8s, 5m or 24h";
    static final String URL = "a URL such as https://bot.example.com, without query or fragment";
    static final String FILE = "a file that can be read";
    static final String FOLDER = "a folder that can be read";

    /// The sender of Twilio's WhatsApp sandbox, the same for everyone.
    static final String SANDBOX_SENDER = "whatsapp:+14155238886";

    public static final List<SettingDefinition> ALL = Stream.of(
                    ServerSettings.ALL,
                    ProviderSettings.ALL,
                    ConversationSettings.ALL,
                    ModelServiceSettings.ALL,
                    UsageLimitSettings.ALL,
                    BotSettings.ALL,
                    AnswerSourceSettings.ALL,
                    BusinessServerSettings.ALL)
            .flatMap(List::stream)
            .toList();

    private SettingCatalogue() {}
}
