package dev.recado.application.catalogue;

import static dev.recado.application.catalogue.SettingDefinition.setting;

import java.util.List;

/// Settings of what answers are made from, and of the model's budget.
final class AnswerSourceSettings {
    static final List<SettingDefinition> ALL = List.of(
            setting(
                    "RECADO_KNOWLEDGE_THRESHOLD",
                    "0.5",
                    "a number from 0 to 1 such as 0.5",
                    SettingChecks.pattern("0(\\.\\d{1,4})?|1(\\.0{1,4})?"),
                    "how likely a passage must hold the answer to be sent by itself, where no model answers; below it the bot says that it does not know and offers a person"),
            setting(
                    "RECADO_CONTACT_FIELDS",
                    "name,language",
                    "field names with commas between them",
                    SettingChecks.pattern("[A-Za-z0-9_.-]+(,[A-Za-z0-9_.-]+)*"),
                    "what a model is told of a known contact: `name`, `email`, `language` and the business's own fields; never the phone number"),
            setting(
                            "RECADO_BUDGET_PER_DAY",
                            null,
                            "a number from 1 to 1000000000",
                            SettingChecks.number(1, 1_000_000_000),
                            "answers of the model for all users in a day of UTC, all processes together; beyond it documents answer, or a notice; unset: no limit")
                    .example("1000"),
            setting(
                    "RECADO_LEARN_ANSWERS",
                    "false",
                    "true or false",
                    SettingChecks.oneOf("true", "false"),
                    "answers of the model that are about nobody in particular serve whoever asks the same"),
            setting(
                    "RECADO_LEARNED_FOR",
                    "24h",
                    SettingCatalogue.DURATION,
                    SettingChecks::positiveDuration,
                    "how long an answer of `RECADO_LEARN_ANSWERS` holds, unless a document changes before"));

    private AnswerSourceSettings() {}
}
