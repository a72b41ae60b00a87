package dev.recado.adapter.twilio.api;

import dev.recado.domain.text.PersonalDataMask;

/// Masks phone numbers in Twilio's error texts before they reach a log or the store.
public final class ErrorTextMask {
    private ErrorTextMask() {}

    /// The text with at most the last four digits of any phone number. Shorter numbers, such as error codes,
    /// stay.
    public static String masked(String text) {
        return PersonalDataMask.masked(text);
    }

    /// The id of a message, with what could be a phone number masked.
    public static String maskedId(String id) {
        return PersonalDataMask.maskedId(id);
    }
}
