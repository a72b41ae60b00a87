package dev.recado.adapter.meta.api;

import dev.recado.domain.text.PersonalDataMask;

/// Masks phone numbers in Meta's error texts before they reach a log or the store.
public final class ErrorTextMask {
    private ErrorTextMask() {}

    /// The text with at most the last four digits of any phone number. Shorter numbers, such as error codes,
    /// stay.
    public static String masked(String text) {
        return PersonalDataMask.masked(text);
    }
}
