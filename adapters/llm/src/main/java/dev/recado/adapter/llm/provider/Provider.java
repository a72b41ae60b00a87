package dev.recado.adapter.llm.provider;

import dev.recado.domain.ConfigurationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A provider of models. When none is configured, the first one in this order that has a key is used.
public enum Provider {
    OPENAI("openai", 20 << 20),
    // Inline data counts towards a request of 20 MB, and base64 makes 4 bytes of 3.
    GEMINI("gemini", 14 << 20),
    // A picture may have 5 MB (Anthropic's guide to vision).
    ANTHROPIC("anthropic", 5 << 20),
    OPENAI_HOSTED("openai-hosted", 20 << 20);

    private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/webp", "image/gif");
    private static final String PDF = "application/pdf";

    private final String id;
    private final int maxFileBytes;

    Provider(String id, int maxFileBytes) {
        this.id = id;
        this.maxFileBytes = maxFileBytes;
    }

    /// The id used in settings, health and logs.
    public String id() {
        return id;
    }

    /// The largest file that it accepts.
    public int maxFileBytes() {
        return maxFileBytes;
    }

    /// Whether its models read files of this type. All current models of these providers read pictures and PDFs;
    /// for a model of another server it is unknown.
    public static boolean reads(String contentType) {
        return isPicture(contentType) || PDF.equals(baseType(contentType));
    }

    public static boolean isPicture(String contentType) {
        return IMAGES.contains(baseType(contentType));
    }

    /// The type without parameters, in lower case.
    public static String baseType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /// The providers to call, first and fallback; empty for none.
    ///
    /// @param named the setting; absent: the first that has a key, in this order
    /// @param fallback the setting; absent: none
    /// @param withKey the providers that have a key
    /// @throws ConfigurationException for an unknown name, or a fallback that equals the first provider
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
