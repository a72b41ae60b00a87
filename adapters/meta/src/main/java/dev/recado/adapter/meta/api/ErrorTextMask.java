package dev.recado.adapter.meta.api;

import dev.recado.domain.text.PersonalDataMask;

/// Hides phone numbers in Meta's own words before they reach a log or a stored error.
public final class ErrorTextMask {
    private ErrorTextMask() {}

    /// The text with no more than the last four digits of any number in it. Shorter numbers, such as error codes, stay.
    public static String masked(String text) {
        return PersonalDataMask.masked(text);
    }
}
