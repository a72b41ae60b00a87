package dev.recado.application.catalogue;

import com.mongodb.ConnectionString;
import dev.recado.domain.people.EmailAddress;
import dev.recado.domain.privacy.Retention;
import dev.recado.domain.text.Language;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The checks of setting values. Each returns the value in normal form, or throws an
/// [IllegalArgumentException].
final class SettingChecks {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Pattern DURATION = Pattern.compile("\\d{1,9}(ms|s|m|h|d)");
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~/-]*");

    /// Accepts nothing: for a setting that no longer exists.
    static final UnaryOperator<String> WITHDRAWN = value -> require(false, value);

    private SettingChecks() {}

    static String any(String value) {
        return value;
    }

    static String matching(String value, String regex) {
        return require(value.matches(regex), value);
    }

    static UnaryOperator<String> pattern(String regex) {
        return value -> matching(value, regex);
    }

    /// One or more, separated by commas, each once.
    static UnaryOperator<String> listOf(UnaryOperator<String> check) {
        return value -> {
            String normal = Arrays.stream(value.split(","))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .map(check)
                    .distinct()
                    .collect(Collectors.joining(","));
            return require(!normal.isEmpty(), normal);
        };
    }

    static UnaryOperator<String> oneOf(String... allowed) {
        return value -> {
            String lower = value.toLowerCase(Locale.ROOT);
            return require(List.of(allowed).contains(lower), lower);
        };
    }

    static UnaryOperator<String> number(int least, int most) {
        return value -> {
            int number = Integer.parseInt(value);
            return require(number >= least && number <= most, Integer.toString(number));
        };
    }

    static String duration(String value) {
        return value.equals("0") ? "0s" : require(DURATION.matcher(value).matches() && isAtMostAYear(value), value);
    }

    /// Longer ones overflow where nanoseconds are counted.
    private static boolean isAtMostAYear(String value) {
        String number = value.replaceAll("\\D+$", "");
        long amount = Long.parseLong(number);
        Duration duration = switch (value.substring(number.length())) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
        return duration.compareTo(LONGEST) <= 0;
    }

    /// A duration, also in days, at most 9,999 of them.
    static String keeping(String value) {
        return value.matches("\\d{1,4}d") ? value : duration(value);
    }

    /// How long each kind of record is kept, as [Retention#parse] takes it.
    static String retention(String value) {
        Retention.parse(value);
        return value.replaceAll("\\s+", "");
    }

    static String positiveDuration(String value) {
        return require(duration(value).chars().anyMatch(c -> c >= '1' && c <= '9'), value);
    }

    static String url(String value) {
        URI uri = URI.create(value);
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null;
        return require(http && plain && uri.getRawAuthority() != null, value.replaceAll("/+$", ""));
    }

    static String smtpUrl(String value) {
        URI uri = URI.create(value);
        boolean smtp = "smtp".equalsIgnoreCase(uri.getScheme()) || "smtps".equalsIgnoreCase(uri.getScheme());
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null && path.matches("/?");
        boolean wholeUser = uri.getRawUserInfo() == null || uri.getRawUserInfo().matches("[^:]+:.+");
        return require(smtp && plain && wholeUser && uri.getHost() != null, value);
    }

    static String paths(String value) {
        String normal = Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(p -> !p.isEmpty())
                .collect(Collectors.joining(","));
        return require(
                Arrays.stream(normal.split(",")).allMatch(p -> PATH.matcher(p).matches()), normal);
    }

    /// A language by its two letters.
    static String language(String value) {
        return Language.ofTag(value)
                .map(Language::tag)
                .filter(value.toLowerCase(Locale.ROOT)::equals)
                .orElseThrow(IllegalArgumentException::new);
    }

    static String email(String value) {
        return EmailAddress.of(value).map(EmailAddress::value).orElseThrow(IllegalArgumentException::new);
    }

    static String readableFile(String value) {
        Path path = Path.of(value);
        return require(Files.isRegularFile(path) && Files.isReadable(path), value);
    }

    static String readableFolder(String value) {
        Path path = Path.of(value);
        return require(Files.isDirectory(path) && Files.isReadable(path), value);
    }

    static String mongoUri(String value) {
        return new ConnectionString(value).getConnectionString();
    }

    private static String require(boolean holds, String value) {
        if (!holds) {
            throw new IllegalArgumentException();
        }
        return value;
    }
}
