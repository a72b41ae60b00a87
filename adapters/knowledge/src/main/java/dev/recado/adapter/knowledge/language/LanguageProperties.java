package dev.recado.adapter.knowledge.language;

import dev.recado.domain.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The lists of a language in the resource `TAG.properties`, which is read on first use. All are empty for a
/// language that does not ship with Recado.
public final class LanguageProperties {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Map<Language, LanguageProperties> SHIPPED = new ConcurrentHashMap<>();

    private final String resource;
    private final Properties properties;

    private LanguageProperties(String resource, Properties properties) {
        this.resource = resource;
        this.properties = properties;
    }

    public static LanguageProperties of(Language language) {
        return language.isShipped()
                ? SHIPPED.computeIfAbsent(language, LanguageProperties::read)
                : new LanguageProperties("", new Properties());
    }

    private static LanguageProperties read(Language language) {
        String resource = "/recado/languages/" + language.tag() + ".properties";
        Properties properties = new Properties();
        try (InputStream in = LanguageProperties.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LanguageProperties(resource, properties);
    }

    /// Returns a list of words, which spaces part.
    public Set<String> words(String list) {
        return SPACES.splitAsStream(value(list).strip())
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Returns a list of phrases, which semicolons part.
    public List<String> phrases(String list) {
        return Stream.of(value(list).split(";", -1))
                .map(String::strip)
                .filter(phrase -> !phrase.isEmpty())
                .toList();
    }

    /// Returns a list of pairs `word:meaning`, which spaces part.
    public Map<String, String> pairs(String list) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : words(list)) {
            int colon = pair.indexOf(':');
            if (colon < 1) {
                throw new IllegalStateException(
                        resource + ": " + list + " has \"" + pair + "\", expected word:meaning");
            }
            pairs.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        return Map.copyOf(pairs);
    }

    private String value(String list) {
        String value = properties.getProperty(list, "");
        if (value.isBlank() && !resource.isEmpty()) {
            throw new IllegalStateException(resource + ": " + list + " is missing");
        }
        return value;
    }
}
