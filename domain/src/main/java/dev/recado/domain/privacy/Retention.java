package dev.recado.domain.privacy;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How long records of each kind are kept; those without a time are kept for ever.
public record Retention(Map<RetentionKind, Duration> times) {
    /// Everything is kept.
    public static final Retention NONE = new Retention(Map.of());

    private static final Pattern AGE = Pattern.compile("([1-9]\\d{0,4})d");
    private static final Pattern ONE = Pattern.compile("\\s*([a-z]+)\\s*=\\s*(\\S+)\\s*");

    public Retention {
        times = Map.copyOf(times);
    }

    /// Parses `365d`, for all kinds, or `messages=365d,media=90d`.
    ///
    /// @throws IllegalArgumentException for anything else; the message names the kinds
    public static Retention parse(String text) {
        if (text.isBlank()) {
            return NONE;
        }
        Map<RetentionKind, Duration> times = new EnumMap<>(RetentionKind.class);
        if (!text.contains("=")) {
            Duration age = age(text.strip());
            Arrays.stream(RetentionKind.values()).forEach(kind -> times.put(kind, age));
            return new Retention(times);
        }
        for (String part : text.split(",", -1)) {
            Matcher one = ONE.matcher(part);
            if (!one.matches() || times.put(kind(one.group(1)), age(one.group(2))) != null) {
                throw invalid();
            }
        }
        return new Retention(times);
    }

    private static RetentionKind kind(String name) {
        return Arrays.stream(RetentionKind.values())
                .filter(kind -> kind.id().equals(name))
                .findFirst()
                .orElseThrow(Retention::invalid);
    }

    private static Duration age(String text) {
        Matcher age = AGE.matcher(text);
        if (!age.matches()) {
            throw invalid();
        }
        return Duration.ofDays(Integer.parseInt(age.group(1)));
    }

    private static IllegalArgumentException invalid() {
        return new IllegalArgumentException("expected " + form());
    }

    /// The form of the text, for whoever sets it.
    public static String form() {
        return "a number of days such as 365d for everything, or kinds with commas between them, each once, such as"
                + " messages=365d,media=90d; the kinds are "
                + Arrays.stream(RetentionKind.values()).map(RetentionKind::id).collect(Collectors.joining(", "));
    }

    public Optional<Duration> of(RetentionKind kind) {
        return Optional.ofNullable(times.get(kind));
    }
}
