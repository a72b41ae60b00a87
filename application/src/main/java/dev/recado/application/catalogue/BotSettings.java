package dev.recado.application.catalogue;

import static dev.recado.application.catalogue.SettingDefinition.setting;

import java.util.List;

/// Settings of the bot's name, texts and documents.
final class BotSettings {
    static final List<SettingDefinition> ALL = List.of(
            setting(
                    "RECADO_BOT_NAME",
                    "Recado",
                    "a name of up to 60 characters",
                    SettingChecks.pattern(".{1,60}"),
                    "the bot's name"),
            setting(
                    "RECADO_LANGUAGE",
                    "es",
                    "es, en, fr or pt, or a language of RECADO_TEXTS_FILE",
                    SettingChecks::language,
                    "language while the user's is not known; one that `RECADO_TEXTS_FILE` adds will do too"),
            setting(
                            "RECADO_TEXTS_FILE",
                            null,
                            SettingCatalogue.FILE,
                            SettingChecks::readableFile,
                            "what the bot says by itself, in your words and in further languages ([all of it](../texts.yaml)); unset: as it ships")
                    .example("./texts.yaml"),
            setting(
                            "RECADO_HOURS_FILE",
                            null,
                            SettingCatalogue.FILE,
                            SettingChecks::readableFile,
                            "opening hours, time zone and holidays: who asks for a person while nobody is there hears from when somebody is ([its form](files.md#opening-hours)); read again when it changes")
                    .example("./hours.yaml"),
            setting(
                            "RECADO_SYSTEM_PROMPT_FILE",
                            null,
                            SettingCatalogue.FILE,
                            SettingChecks::readableFile,
                            "the bot's instructions; unset: neutral ones")
                    .example("./prompt.md"),
            setting(
                            "RECADO_FAQ_FILE",
                            null,
                            SettingCatalogue.FILE,
                            SettingChecks::readableFile,
                            "curated answers, read again when they change; unset: none")
                    .example("./faq.yaml"),
            setting(
                            "RECADO_KNOWLEDGE_DIR",
                            null,
                            SettingCatalogue.FOLDER,
                            SettingChecks::readableFolder,
                            "the business's documents; unset: none. While the simulator is on and neither this nor `RECADO_SYSTEM_PROMPT_FILE` nor `RECADO_FAQ_FILE` is set, all three are the example clinic's")
                    .example("./documents"),
            setting(
                    "RECADO_KNOWLEDGE_POLL",
                    "3s",
                    SettingCatalogue.DURATION,
                    SettingChecks::positiveDuration,
                    "how often documents and curated answers are looked at for changes; one is taken in at the second look that finds it alike"),
            setting(
                            "RECADO_TEMPLATES_FILE",
                            null,
                            SettingCatalogue.FILE,
                            SettingChecks::readableFile,
                            "approved templates, for answers that come after the 24-hour window closed; unset: none, such an answer waits until the user writes again")
                    .example("./templates.yaml"));

    private BotSettings() {}
}
