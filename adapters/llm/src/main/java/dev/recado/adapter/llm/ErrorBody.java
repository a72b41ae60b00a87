package dev.recado.adapter.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The machine-readable words of a provider's error answer, nothing of its prose.
record ErrorBody(Set<String> words) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// `insufficient_quota`, `NotFoundError`, `RESOURCE_EXHAUSTED`. A key or a sentence does not look like this.
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z_]{0,49}");

    // OpenAI's 429 has two families: too fast, which passes, and no money, which waiting does not mend
    // (insufficient_quota, credit_balance_exhausted, billing_hard_limit_reached, enforced_spend_limit_reached).
    private static final List<String> MONEY = List.of("quota", "credit", "billing", "spend", "balance", "payment");

    private static final Set<String> FILTERS =
            Set.of("content_filter", "content_policy_violation", "responsibleaipolicyviolation");

    ErrorBody {
        words = Collections.unmodifiableSet(new LinkedHashSet<>(words));
    }

    /// Reads OpenAI's form (`error.type`, `error.code`) and its kin's (top-level `type`, `error.status`); anything
    /// else has no words.
    static ErrorBody read(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            // Gemini's compatible endpoint wraps the object in a list.
            JsonNode top = root != null && root.isArray() ? root.path(0) : root;
            if (top == null) {
                return new ErrorBody(Set.of());
            }
            JsonNode error = top.path("error").isObject() ? top.path("error") : top;
            return new ErrorBody(Stream.of("type", "code", "status")
                    .map(name -> error.path(name).asText(""))
                    .filter(word -> WORD.matcher(word).matches())
                    .collect(Collectors.toCollection(LinkedHashSet::new)));
        } catch (IOException e) {
            return new ErrorBody(Set.of());
        }
    }

    /// For a log.
    String label() {
        return String.join(" ", words);
    }

    boolean isAboutMoney() {
        return lowered().anyMatch(word -> MONEY.stream().anyMatch(word::contains));
    }

    boolean isContentFilter() {
        return lowered().anyMatch(FILTERS::contains);
    }

    private Stream<String> lowered() {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT));
    }
}
