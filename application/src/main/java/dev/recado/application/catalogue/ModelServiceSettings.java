package dev.recado.application.catalogue;

import static dev.recado.application.catalogue.SettingDefinition.secret;
import static dev.recado.application.catalogue.SettingDefinition.setting;

import java.util.List;

/// Settings of models for answers, transcription, moderation and embeddings.
final class ModelServiceSettings {
    static final List<SettingDefinition> ALL = List.of(
            setting(
                    "RECADO_LLM",
                    "recado.llm",
                    null,
                    "openai, gemini, anthropic, openai-hosted or none",
                    SettingChecks.oneOf("openai", "gemini", "anthropic", "openai-hosted", "none"),
                    "which model answers; unset: the first of OpenAI, Gemini and Anthropic whose key is set, else `none`"),
            setting(
                    "RECADO_LLM_FALLBACK",
                    "recado.llm-fallback",
                    null,
                    "openai, gemini, anthropic, openai-hosted or none",
                    SettingChecks.oneOf("openai", "gemini", "anthropic", "openai-hosted", "none"),
                    "another one, asked when the first fails or is down"),
            secret(
                    "OPENAI_API_KEY",
                    "recado.openai.api-key",
                    "a key without spaces",
                    SettingChecks.pattern("\\S+"),
                    "key of OpenAI or of a compatible server"),
            setting(
                    "OPENAI_BASE_URL",
                    "recado.openai.base-url",
                    null,
                    SettingCatalogue.URL,
                    SettingChecks::url,
                    "any compatible server, up to the version (`http://localhost:11434/v1`); unset: OpenAI's"),
            setting(
                    "OPENAI_MODEL",
                    "recado.openai.model",
                    null,
                    "a model's name",
                    SettingChecks.pattern("\\S+"),
                    "model; unset: a current small one"),
            setting(
                    "OPENAI_REASONING_EFFORT",
                    "recado.openai.reasoning-effort",
                    null,
                    "a word such as none, low or medium",
                    SettingChecks.pattern("[a-z]+"),
                    "how long the model thinks before it answers; unset: `none` for the default model, else the server's own"),
            setting(
                    "OPENAI_PROMPT_ID",
                    "recado.openai.prompt-id",
                    null,
                    "nothing: OpenAI ended stored prompts on 2026-11-30; put its text into a file and name that in RECADO_SYSTEM_PROMPT_FILE",
                    SettingChecks::nothing,
                    "no longer: OpenAI ended stored prompts on 2026-11-30. Put the prompt's text into `RECADO_SYSTEM_PROMPT_FILE`; `openai-hosted` keeps one conversation at OpenAI for each of ours"),
            secret(
                    "GEMINI_API_KEY",
                    "recado.gemini.api-key",
                    "a key without spaces",
                    SettingChecks.pattern("\\S+"),
                    "key of Google's API"),
            setting(
                    "GEMINI_BASE_URL",
                    "recado.gemini.base-url",
                    null,
                    SettingCatalogue.URL,
                    SettingChecks::url,
                    "base URL of the API, up to the version; unset: Google's"),
            setting(
                    "GEMINI_MODEL",
                    "recado.gemini.model",
                    null,
                    "a model's name",
                    SettingChecks.pattern("\\S+"),
                    "model; unset: a current small one"),
            secret(
                    "ANTHROPIC_API_KEY",
                    "recado.anthropic.api-key",
                    "a key without spaces",
                    SettingChecks.pattern("\\S+"),
                    "key of Anthropic's API"),
            setting(
                    "ANTHROPIC_BASE_URL",
                    "recado.anthropic.base-url",
                    null,
                    SettingCatalogue.URL,
                    SettingChecks::url,
                    "base URL of the API, up to the version; unset: Anthropic's"),
            setting(
                    "ANTHROPIC_MODEL",
                    "recado.anthropic.model",
                    null,
                    "a model's name",
                    SettingChecks.pattern("\\S+"),
                    "model; unset: a current small one"),
            setting(
                    "RECADO_LLM_TIMEOUT",
                    "recado.llm-timeout",
                    "30s",
                    SettingCatalogue.DURATION,
                    SettingChecks::positiveDuration,
                    "longest single call of the model"),
            setting(
                    "RECADO_LLM_MAX_CONCURRENT",
                    "recado.llm-max-concurrent",
                    "1024",
                    "a number from 1 to 100000",
                    SettingChecks.number(1, 100_000),
                    "calls of the model under way at once"),
            setting(
                    "RECADO_PROMPT_TOKENS",
                    "recado.prompt-tokens",
                    "8000",
                    "a number from 1000 to 200000",
                    SettingChecks.number(1_000, 200_000),
                    "how long a prompt may be, estimated; the oldest turns go first"),
            setting(
                    "RECADO_ANSWER_TOKENS",
                    "recado.answer-tokens",
                    "1024",
                    "a number from 64 to 16000",
                    SettingChecks.number(64, 16_000),
                    "the most a model may write in one call; one whose thoughts left no room for an answer has four times that"
                            + " (4,096 at least), in that turn and for an hour"),
            setting(
                    "RECADO_LLM_FILES",
                    "recado.llm-files",
                    "true",
                    "true or false",
                    SettingChecks.oneOf("true", "false"),
                    "pictures and PDFs are shown to the model"),
            setting(
                    "RECADO_PRICE_IN",
                    "recado.price-in",
                    null,
                    "US dollars, such as 0.10",
                    SettingChecks.pattern("\\d{1,6}(\\.\\d{1,6})?"),
                    "what a million tokens read by the first model cost, with the next; unset: the list price of the default models, else unknown"),
            setting(
                    "RECADO_PRICE_OUT",
                    "recado.price-out",
                    null,
                    "US dollars, such as 0.50",
                    SettingChecks.pattern("\\d{1,6}(\\.\\d{1,6})?"),
                    "what a million tokens written by it cost"),
            setting(
                    "RECADO_TRANSCRIBER",
                    "recado.transcriber",
                    "auto",
                    "auto, openai, gemini or none",
                    SettingChecks.oneOf("auto", "openai", "gemini", "none"),
                    "who writes down voice notes; `auto`: the server below, else OpenAI or Gemini, whose key is set"),
            setting(
                    "RECADO_TRANSCRIBER_URL",
                    "recado.transcriber-url",
                    null,
                    SettingCatalogue.URL,
                    SettingChecks::url,
                    "a server with OpenAI's `/audio/transcriptions`, up to the version; unset: OpenAI's settings"),
            secret(
                    "RECADO_TRANSCRIBER_KEY",
                    "recado.transcriber-key",
                    "a key without spaces",
                    SettingChecks.pattern("\\S+"),
                    "key of that server, if it wants one"),
            setting(
                    "RECADO_TRANSCRIBER_MODEL",
                    "recado.transcriber-model",
                    null,
                    "a model's name",
                    SettingChecks.pattern("\\S+"),
                    "model that hears; unset: `gpt-transcribe`, or Gemini's model"),
            setting(
                    "RECADO_MODERATION",
                    "recado.moderation",
                    "off",
                    "off or openai",
                    SettingChecks.oneOf("off", "openai"),
                    "`openai`: its moderation endpoint judges what users write, before a model reads it"),
            setting(
                    "RECADO_EMBEDDING_MODEL",
                    "recado.embedding-model",
                    null,
                    "a model's name",
                    SettingChecks.pattern("\\S+"),
                    "model that compares texts by meaning, by OpenAI's `/embeddings`; unset: none"),
            setting(
                    "RECADO_EMBEDDING_URL",
                    "recado.embedding-url",
                    null,
                    SettingCatalogue.URL,
                    SettingChecks::url,
                    "a server of its own for that, up to the version; unset: OpenAI's settings"),
            secret(
                    "RECADO_EMBEDDING_KEY",
                    "recado.embedding-key",
                    "a key without spaces",
                    SettingChecks.pattern("\\S+"),
                    "key of that server, if it wants one"));

    private ModelServiceSettings() {}
}
