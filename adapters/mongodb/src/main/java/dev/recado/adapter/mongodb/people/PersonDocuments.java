package dev.recado.adapter.mongodb.people;

import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.instant;

import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.domain.people.EmailAddress;
import dev.recado.domain.people.Person;
import dev.recado.domain.people.Person.Invitation;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.people.Visibility;
import dev.recado.domain.text.Language;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A person as stored.
final class PersonDocuments {
    static final String EMAIL = "_id";
    static final String VERSION = "version";
    private static final String NAME = "name";
    private static final String ROLE = "role";
    private static final String SEES = "sees";
    private static final String PASSWORD_HASH = "password_hash";
    private static final String INVITATION = "invitation";
    private static final String DIGEST = "digest";
    private static final String EXPIRES_AT = "expires_at";
    private static final String ACTIVE = "active";
    private static final String LANGUAGE = "language";
    private static final String CREATED_AT = "created_at";

    private PersonDocuments() {}

    static Document write(Person person) {
        Language language = person.language();
        Document document = new Document(EMAIL, person.email().value())
                .append(Schema.PERSON_ID, person.id())
                .append(NAME, person.name())
                .append(ROLE, person.role().id())
                .append(SEES, person.visibility().id())
                .append(PASSWORD_HASH, person.passwordHash())
                .append(ACTIVE, person.active())
                .append(LANGUAGE, language == null ? null : language.tag())
                .append(CREATED_AT, date(person.createdAt()))
                .append(VERSION, person.version());
        Invitation invitation = person.invitation();
        return invitation == null
                ? document
                : document.append(
                        INVITATION,
                        new Document(DIGEST, invitation.digest()).append(EXPIRES_AT, date(invitation.expiresAt())));
    }

    static Person read(Document document) {
        String sees = document.getString(SEES);
        String language = document.getString(LANGUAGE);
        return new Person(
                document.getString(Schema.PERSON_ID),
                new EmailAddress(document.getString(EMAIL)),
                document.getString(NAME),
                PersonRole.ofId(document.getString(ROLE)),
                sees == null ? Visibility.OWN : Visibility.ofId(sees),
                document.getString(PASSWORD_HASH),
                invitation(document.get(INVITATION, Document.class)),
                document.getBoolean(ACTIVE, false),
                language == null ? null : Language.ofTag(language).orElse(null),
                instant(document, CREATED_AT),
                document.getInteger(VERSION, 0));
    }

    private static @Nullable Invitation invitation(@Nullable Document document) {
        return document == null ? null : new Invitation(document.getString(DIGEST), instant(document, EXPIRES_AT));
    }
}
