package dev.recado.adapter.meta;

import java.util.regex.Pattern;

/// Hides phone numbers in Meta's own words before they reach a log or a stored error.
final class Personal {
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d{3,28}(\\d{4})");

    private Personal() {}

    /// The text with no more than the last four digits of any number in it. Shorter numbers, such as error codes, stay.
    static String masked(String text) {
        return NUMBER.matcher(text).replaceAll("…$1");
    }
}
