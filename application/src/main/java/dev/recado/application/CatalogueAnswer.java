package dev.recado.application;

import static dev.recado.application.CatalogueEntry.secret;
import static dev.recado.application.CatalogueEntry.setting;

import java.util.List;

/// Who answers, and with which words; how it is watched.
final class CatalogueAnswer {
    static final List<CatalogueEntry> ALL = List.of(
            setting(
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
            setting(
                    "OPENAI_BASE_URL",
                    "recado.openai.base-url",
                    null,
                    Catalogue.URL,
                    Checks::url,
                    "any compatible server, up to the version (`http://localhost:11434/v1`); unset: OpenAI's"),
            setting(
                    "OPENAI_MODEL",
                    "recado.openai.model",
                    null,
                    "a model's name",
                    Checks.pattern("\\S+"),
                    "model; unset: a current small one"),
            setting(
                    "OPENAI_REASONING_EFFORT",
                    "recado.openai.reasoning-effort",
                    null,
                    "a word such as none, low or medium",
                    Checks.pattern("[a-z]+"),
                    "how long the model thinks before it answers; unset: `none` for the default model, else the server's own"),
            setting(
                    "RECADO_LLM_TIMEOUT",
                    "recado.llm-timeout",
                    "30s",
                    Catalogue.DURATION,
                    Checks::positiveDuration,
                    "longest single call of the model"),
            setting(
                    "RECADO_LLM_MAX_CONCURRENT",
                    "recado.llm-max-concurrent",
                    "1024",
                    "a number from 1 to 100000",
                    Checks.number(1, 100_000),
                    "calls of the model under way at once"),
            setting(
                    "RECADO_BOT_NAME",
                    "recado.bot-name",
                    "Recado",
                    "a name of up to 60 characters",
                    Checks.pattern(".{1,60}"),
                    "the bot's name"),
            setting(
                    "RECADO_LANGUAGE",
                    "recado.language",
                    "es",
                    "es, en, fr or pt",
                    Checks.oneOf("es", "en", "fr", "pt"),
                    "language while the user's is not known"),
            setting(
                    "RECADO_SYSTEM_PROMPT_FILE",
                    "recado.system-prompt-file",
                    null,
                    Catalogue.FILE,
                    Checks::readableFile,
                    "the bot's instructions; unset: the shipped example's"),
            setting(
                    "RECADO_FAQ_FILE",
                    "recado.faq-file",
                    null,
                    Catalogue.FILE,
                    Checks::readableFile,
                    "curated answers, read again when they change; unset: the shipped example's"),
            setting(
                    "RECADO_KNOWLEDGE_DIR",
                    "recado.knowledge-dir",
                    null,
                    Catalogue.FOLDER,
                    Checks::readableFolder,
                    "the business's documents; unset: the shipped example's, or none beside `RECADO_FAQ_FILE`"),
            setting(
                    "RECADO_KNOWLEDGE_POLL",
                    "recado.knowledge-poll",
                    "3s",
                    Catalogue.DURATION,
                    Checks::positiveDuration,
                    "how often documents and curated answers are looked at for changes; one is taken in at the second look that finds it alike"),
            setting(
                    "RECADO_TEMPLATES_FILE",
                    "recado.templates-file",
                    null,
                    Catalogue.FILE,
                    Checks::readableFile,
                    "approved templates, for answers that come after the 24-hour window closed; unset: none, such an answer waits until the user writes again"),
            setting(
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
            setting(
                    "RECADO_LOG_FORMAT",
                    "recado.log-format",
                    "text",
                    "text or json",
                    Checks.oneOf("text", "json"),
                    "how log lines are written"));

    private CatalogueAnswer() {}
}
