package dev.recado.adapter.llm.provider;

import dev.recado.domain.ConfigurationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who answers. In the order in which the first with a key is taken when none is named.
public enum Provider {
    OPENAI("openai", 20 << 20),
    // Inline data counts towards a request of 20 MB, and base64 makes 4 bytes of 3.
    GEMINI("gemini", 14 << 20),
    // A picture may have 5 MB (Anthropic's guide to vision).
    ANTHROPIC("anthropic", 5 << 20),
    OPENAI_HOSTED("openai-hosted", 20 << 20);

    private static final Set<String> PICTURES = Set.of("image/jpeg", "image/png", "image/webp", "image/gif");
    private static final String PDF = "application/pdf";

    private final String id;
    private final int maxFileBytes;

    Provider(String id, int maxFileBytes) {
        this.id = id;
        this.maxFileBytes = maxFileBytes;
    }

    /// The name as set, shown and logged.
    public String id() {
        return id;
    }

    /// How large a file it takes.
    public int maxFileBytes() {
        return maxFileBytes;
    }

    /// Whether its models look at files of the type: all of these providers' current models see pictures and read
    /// PDFs; of another server's model nobody knows.
    public static boolean reads(String contentType) {
        return isPicture(contentType) || PDF.equals(bare(contentType));
    }

    public static boolean isPicture(String contentType) {
        return PICTURES.contains(bare(contentType));
    }

    /// The type without parameters, in lower case.
    public static String bare(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /// The providers to ask, first and fallback; empty for none.
    ///
    /// @param named the setting; absent: whoever has a key, in this order
    /// @param fallback the setting; absent: nobody
    /// @param withKey who has a key
    /// @throws ConfigurationException for a name that is none, or a fallback that is no other provider
    public static List<Provider> chosen(@Nullable String named, @Nullable String fallback, Set<Provider> withKey) {
        List<Provider> chosen = new ArrayList<>();
        if (named == null || named.isBlank()) {
            Arrays.stream(values()).filter(withKey::contains).findFirst().ifPresent(chosen::add);
        } else {
            of("RECADO_LLM", named).ifPresent(chosen::add);
        }
        if (fallback != null && !fallback.isBlank()) {
            Optional<Provider> second = of("RECADO_LLM_FALLBACK", fallback);
            if (second.isPresent() && chosen.isEmpty()) {
                throw new ConfigurationException("RECADO_LLM_FALLBACK: expected beside a first one, by RECADO_LLM");
            }
            if (second.filter(chosen::contains).isPresent()) {
                throw new ConfigurationException(
                        "RECADO_LLM_FALLBACK: expected another one than RECADO_LLM, was " + fallback.strip());
            }
            second.ifPresent(chosen::add);
        }
        return List.copyOf(chosen);
    }

    private static Optional<Provider> of(String setting, String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        Optional<Provider> found =
                Arrays.stream(values()).filter(p -> p.id.equals(wanted)).findFirst();
        if (found.isEmpty() && !wanted.equals("none")) {
            throw new ConfigurationException(
                    "%s: expected openai, gemini, anthropic, openai-hosted or none, was %s".formatted(setting, name));
        }
        return found;
    }
}
