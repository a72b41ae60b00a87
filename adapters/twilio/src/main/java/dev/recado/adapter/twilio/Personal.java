package dev.recado.adapter.twilio;

import dev.recado.domain.model.PersonalText;

/// Hides phone numbers in Twilio's own words before they reach a log or a stored error.
final class Personal {
    private Personal() {}

    /// The text with no more than the last four digits of any number in it. Shorter numbers, such as error codes, stay.
    static String masked(String text) {
        return PersonalText.masked(text);
    }
}
