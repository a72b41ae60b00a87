package dev.recado.application.catalogue;

import static dev.recado.application.catalogue.SettingDefinition.secret;
import static dev.recado.application.catalogue.SettingDefinition.setting;

import java.util.List;

/// Settings of the bot's texts, and of its log and metrics.
final class BotSettings {
    static final List<SettingDefinition> ALL = List.of(
            setting(
                    "RECADO_BOT_NAME",
                    "recado.bot-name",
                    "Recado",
                    "a name of up to 60 characters",
                    SettingChecks.pattern(".{1,60}"),
                    "the bot's name"),
            setting(
                    "RECADO_LANGUAGE",
                    "recado.language",
                    "es",
                    "es, en, fr or pt, or a language of RECADO_TEXTS_FILE",
                    SettingChecks::language,
                    "language while the user's is not known; one that `RECADO_TEXTS_FILE` adds will do too"),
            setting(
                    "RECADO_TEXTS_FILE",
                    "recado.texts-file",
                    null,
                    SettingCatalogue.FILE,
                    SettingChecks::readableFile,
                    "what the bot says by itself, in your words and in further languages ([all of it](../texts.yaml)); unset: as it ships"),
            setting(
                    "RECADO_SYSTEM_PROMPT_FILE",
                    "recado.system-prompt-file",
                    null,
                    SettingCatalogue.FILE,
                    SettingChecks::readableFile,
                    "the bot's instructions; unset: neutral ones"),
            setting(
                    "RECADO_FAQ_FILE",
                    "recado.faq-file",
                    null,
                    SettingCatalogue.FILE,
                    SettingChecks::readableFile,
                    "curated answers, read again when they change; unset: none"),
            setting(
                    "RECADO_KNOWLEDGE_DIR",
                    "recado.knowledge-dir",
                    null,
                    SettingCatalogue.FOLDER,
                    SettingChecks::readableFolder,
                    "the business's documents; unset: none. While the simulator is on and none of these three is set, all three are the example clinic's"),
            setting(
                    "RECADO_KNOWLEDGE_POLL",
                    "recado.knowledge-poll",
                    "3s",
                    SettingCatalogue.DURATION,
                    SettingChecks::positiveDuration,
                    "how often documents and curated answers are looked at for changes; one is taken in at the second look that finds it alike"),
            setting(
                    "RECADO_TEMPLATES_FILE",
                    "recado.templates-file",
                    null,
                    SettingCatalogue.FILE,
                    SettingChecks::readableFile,
                    "approved templates, for answers that come after the 24-hour window closed; unset: none, such an answer waits until the user writes again"),
            setting(
                    "RECADO_SIMULATOR",
                    "recado.simulator",
                    "auto",
                    "auto, on or off",
                    SettingChecks.oneOf("auto", "on", "off"),
                    "`auto`: on while no provider is configured. `on`: also with Twilio's settings, which the stand-in then uses; loopback only"),
            secret(
                    "RECADO_OPS_TOKEN",
                    "recado.ops-token",
                    "a token of at least 8 characters, without spaces",
                    SettingChecks.pattern("\\S{8,}"),
                    "bearer token of `/api/v1/**`; without it those routes answer 404, save on a loopback-only start: open while the simulator is on, else a 403 that names this setting"),
            setting(
                    "RECADO_LOG_FORMAT",
                    "recado.log-format",
                    "text",
                    "text or json",
                    SettingChecks.oneOf("text", "json"),
                    "how log lines are written"));

    private BotSettings() {}
}
