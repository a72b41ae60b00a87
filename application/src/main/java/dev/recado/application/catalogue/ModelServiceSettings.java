package dev.recado.application.catalogue;

import static dev.recado.application.catalogue.SettingDefinition.secret;
import static dev.recado.application.catalogue.SettingDefinition.setting;

import java.util.List;

/// Settings of models for answers, transcription, moderation and embeddings.
final class ModelServiceSettings {
    static final List<SettingDefinition> ALL = List.of(
            setting(
                            "RECADO_LLM",
                            null,
                            "openai, gemini, anthropic, openai-hosted or none",
                            SettingChecks.oneOf("openai", "gemini", "anthropic", "openai-hosted", "none"),
                            "which model answers; unset: the first of OpenAI, Gemini and Anthropic whose key is set, else `none`")
                    .example("openai"),
            setting(
                            "RECADO_LLM_FALLBACK",
                            null,
                            "openai, gemini, anthropic, openai-hosted or none",
                            SettingChecks.oneOf("openai", "gemini", "anthropic", "openai-hosted", "none"),
                            "another model, asked when the first fails or is down")
                    .example("gemini"),
            secret(
                    "OPENAI_API_KEY",
                    "a key without spaces",
                    SettingChecks.pattern("\\S+"),
                    "key of OpenAI or of a compatible server"),
            setting(
                            "OPENAI_BASE_URL",
                            null,
                            SettingCatalogue.URL,
                            SettingChecks::url,
                            "any compatible server, up to the version (`http://localhost:11434/v1`); unset: OpenAI's")
                    .example("http://localhost:11434/v1"),
            setting(
                            "OPENAI_MODEL",
                            null,
                            "a model's name",
                            SettingChecks.pattern("\\S+"),
                            "model; unset: a current small one")
                    .example("llama3.3"),
            setting(
                            "OPENAI_REASONING_EFFORT",
                            null,
                            "a word such as none, low or medium",
                            SettingChecks.pattern("[a-z]+"),
                            "how long the model thinks before it answers; unset: `none` for the default model, else the server's own")
                    .example("low"),
            setting(
                    "OPENAI_PROMPT_ID",
                    null,
                    "nothing: OpenAI ended stored prompts on 2026-11-30; put its text into a file and name that in RECADO_SYSTEM_PROMPT_FILE",
                    SettingChecks.WITHDRAWN,
                    "no longer: OpenAI ended stored prompts on 2026-11-30. Put the prompt's text into `RECADO_SYSTEM_PROMPT_FILE`; `openai-hosted` keeps one conversation at OpenAI for each of ours"),
            secret("GEMINI_API_KEY", "a key without spaces", SettingChecks.pattern("\\S+"), "key of Google's API"),
            setting(
                            "GEMINI_BASE_URL",
                            null,
                            SettingCatalogue.URL,
                            SettingChecks::url,
                            "base URL of the API, up to the version; unset: Google's")
                    .example("https://gateway.example.com/gemini/v1beta"),
            setting(
                    "GEMINI_MODEL",
                    null,
                    "a model's name",
                    SettingChecks.pattern("\\S+"),
                    "model; unset: a current small one"),
            secret(
                    "ANTHROPIC_API_KEY",
                    "a key without spaces",
                    SettingChecks.pattern("\\S+"),
                    "key of Anthropic's API"),
            setting(
                            "ANTHROPIC_BASE_URL",
                            null,
                            SettingCatalogue.URL,
                            SettingChecks::url,
                            "base URL of the API, up to the version; unset: Anthropic's")
                    .example("https://gateway.example.com/anthropic/v1"),
            setting(
                    "ANTHROPIC_MODEL",
                    null,
                    "a model's name",
                    SettingChecks.pattern("\\S+"),
                    "model; unset: a current small one"),
            setting(
                    "RECADO_LLM_TIMEOUT",
                    "30s",
                    SettingCatalogue.DURATION,
                    SettingChecks::positiveDuration,
                    "longest single call of the model"),
            setting(
                    "RECADO_LLM_MAX_CONCURRENT",
                    "1024",
                    "a number from 1 to 100000",
                    SettingChecks.number(1, 100_000),
                    "calls of the model under way at once"),
            setting(
                    "RECADO_PROMPT_TOKENS",
                    "8000",
                    "a number from 1000 to 200000",
                    SettingChecks.number(1_000, 200_000),
                    "how long a prompt may be, estimated; the oldest turns go first"),
            setting(
                    "RECADO_ANSWER_TOKENS",
                    "1024",
                    "a number from 64 to 16000",
                    SettingChecks.number(64, 16_000),
                    "the most a model may write in one call; one whose thoughts left no room for an answer has four times that"
                            + " (4,096 at least), in that turn and for an hour"),
            setting(
                    "RECADO_LLM_FILES",
                    "true",
                    "true or false",
                    SettingChecks.oneOf("true", "false"),
                    "pictures and PDFs are shown to the model"),
            setting(
                            "RECADO_PRICE_IN",
                            null,
                            "US dollars, such as 0.10",
                            SettingChecks.pattern("\\d{1,6}(\\.\\d{1,6})?"),
                            "what a million tokens read by the first model cost, together with `RECADO_PRICE_OUT`; unset: the list price of the default models, else unknown")
                    .example("0.10"),
            setting(
                            "RECADO_PRICE_OUT",
                            null,
                            "US dollars, such as 0.50",
                            SettingChecks.pattern("\\d{1,6}(\\.\\d{1,6})?"),
                            "what a million tokens written by the first model cost")
                    .example("0.50"),
            setting(
                    "RECADO_TRANSCRIBER",
                    "auto",
                    "auto, openai, gemini or none",
                    SettingChecks.oneOf("auto", "openai", "gemini", "none"),
                    "who writes down voice notes; `auto`: the server of `RECADO_TRANSCRIBER_URL`, else OpenAI or Gemini, whose key is set"),
            setting(
                            "RECADO_TRANSCRIBER_URL",
                            null,
                            SettingCatalogue.URL,
                            SettingChecks::url,
                            "a server with OpenAI's `/audio/transcriptions`, up to the version; unset: OpenAI's settings")
                    .example("http://localhost:8000/v1"),
            secret(
                    "RECADO_TRANSCRIBER_KEY",
                    "a key without spaces",
                    SettingChecks.pattern("\\S+"),
                    "key of the server of `RECADO_TRANSCRIBER_URL`, if it wants one"),
            setting(
                            "RECADO_TRANSCRIBER_MODEL",
                            null,
                            "a model's name",
                            SettingChecks.pattern("\\S+"),
                            "model that hears; unset: `gpt-transcribe`, or Gemini's model")
                    .example("whisper-large-v3"),
            setting(
                    "RECADO_MODERATION",
                    "off",
                    "off or openai",
                    SettingChecks.oneOf("off", "openai"),
                    "`openai`: its moderation endpoint judges what users write, before a model reads it"),
            setting(
                            "RECADO_EMBEDDING_MODEL",
                            null,
                            "a model's name",
                            SettingChecks.pattern("\\S+"),
                            "model that compares texts by meaning, by OpenAI's `/embeddings`; unset: none")
                    .example("text-embedding-3-small"),
            setting(
                            "RECADO_EMBEDDING_URL",
                            null,
                            SettingCatalogue.URL,
                            SettingChecks::url,
                            "a server of its own for `RECADO_EMBEDDING_MODEL`, up to the version; unset: OpenAI's settings")
                    .example("http://localhost:11434/v1"),
            secret(
                    "RECADO_EMBEDDING_KEY",
                    "a key without spaces",
                    SettingChecks.pattern("\\S+"),
                    "key of the server of `RECADO_EMBEDDING_URL`, if it wants one"));

    private ModelServiceSettings() {}
}
