package dev.recado.application;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Every setting there is, in the order of the README's table: the one place that knows their names, defaults and
/// shapes.
final class Catalogue {
    static final String DURATION = "a duration such as 500ms, 8s, 5m or 24h";
    static final String URL = "a URL such as https://bot.example.com, without query or fragment";
    static final String FILE = "a file that can be read";

    /// The sender of Twilio's WhatsApp sandbox, the same for everyone.
    static final String SANDBOX_SENDER = "whatsapp:+14155238886";

    static final List<CatalogueEntry> ALL = Stream.of(
                    CatalogueHouse.ALL,
                    CatalogueProviders.ALL,
                    CatalogueConversation.ALL,
                    CatalogueAnswer.ALL,
                    CatalogueBusiness.ALL)
            .flatMap(List::stream)
            .toList();

    /// Settings of the contract that this version does not serve yet.
    static final Set<String> LATER = Set.of(
            "RECADO_LLM_FALLBACK",
            "GEMINI_API_KEY",
            "GEMINI_BASE_URL",
            "GEMINI_MODEL",
            "ANTHROPIC_API_KEY",
            "ANTHROPIC_BASE_URL",
            "ANTHROPIC_MODEL",
            "OPENAI_PROMPT_ID",
            "RECADO_KNOWLEDGE_DIR",
            "RECADO_LIMIT_PER_MINUTE",
            "RECADO_LIMIT_PER_DAY",
            "RECADO_LIMIT_PER_IP_MINUTE",
            "RECADO_LIMIT_PER_IP_DAY",
            "RECADO_BUDGET_PER_DAY");

    private Catalogue() {}
}
