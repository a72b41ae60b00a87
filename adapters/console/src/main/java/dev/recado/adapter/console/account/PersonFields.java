package dev.recado.adapter.console.account;

import dev.recado.adapter.console.JsonFields;
import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.domain.people.EmailAddress;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.people.Visibility;
import dev.recado.domain.text.Language;
import java.util.Optional;

/// The fields of a request that describe a person.
final class PersonFields {
    private static final int MAX_EMAIL = 254;
    private static final int MAX_WORD = 20;

    private PersonFields() {}

    static EmailAddress email(JsonFields fields) throws InvalidBodyException {
        return optionalEmail(fields)
                .orElseThrow(() -> JsonFields.invalid("email: expected an address such as ana@example.com"));
    }

    static Optional<EmailAddress> optionalEmail(JsonFields fields) throws InvalidBodyException {
        Optional<String> text = fields.optionalText("email", MAX_EMAIL);
        Optional<EmailAddress> email = text.flatMap(EmailAddress::of);
        if (text.isPresent() && email.isEmpty()) {
            throw JsonFields.invalid("email: expected an address such as ana@example.com");
        }
        return email;
    }

    static PersonRole role(JsonFields fields) throws InvalidBodyException {
        return optionalRole(fields).orElseThrow(() -> JsonFields.invalid("role: expected agent, supervisor or admin"));
    }

    static Optional<PersonRole> optionalRole(JsonFields fields) throws InvalidBodyException {
        Optional<String> text = fields.optionalText("role", MAX_WORD);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PersonRole.ofId(text.get()));
        } catch (IllegalArgumentException _) {
            throw JsonFields.invalid("role: expected agent, supervisor or admin");
        }
    }

    static Optional<Visibility> optionalVisibility(JsonFields fields) throws InvalidBodyException {
        Optional<String> text = fields.optionalText("sees", MAX_WORD);
        try {
            return text.map(Visibility::ofId);
        } catch (IllegalArgumentException _) {
            throw JsonFields.invalid("sees: expected own or all");
        }
    }

    static Optional<Language> optionalLanguage(JsonFields fields) throws InvalidBodyException {
        Optional<String> text = fields.optionalText("language", MAX_WORD);
        Optional<Language> language = text.flatMap(Language::ofTag);
        if (text.isPresent() && language.isEmpty()) {
            throw JsonFields.invalid("language: expected two letters of ISO 639-1, such as es or de");
        }
        return language;
    }
}
