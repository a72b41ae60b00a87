package dev.recado.domain.people;

import dev.recado.domain.message.Author;
import dev.recado.domain.text.Language;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person of the business who may use the inbox.
///
/// @param id stays the same for good
/// @param email stays the same for good: a person with a new address is invited anew
/// @param passwordHash null until the invitation is accepted
/// @param invitation what the person was last invited by and has not accepted
/// @param visibility which conversations the person sees as an agent
/// @param active whether the person may log in
/// @param language of the pages; null for the bot's
/// @param version increases with each change
public record Person(
        String id,
        EmailAddress email,
        String name,
        PersonRole role,
        Visibility visibility,
        @Nullable String passwordHash,
        @Nullable Invitation invitation,
        boolean active,
        @Nullable Language language,
        Instant createdAt,
        int version) {
    public static final int MAX_NAME = 80;

    /// A link that lets its holder set the password.
    ///
    /// @param digest of the link's secret
    public record Invitation(String digest, Instant expiresAt) {}

    /// What a person's sign-in is worth.
    public enum Status {
        /// The invitation is not accepted.
        INVITED,
        ACTIVE,
        /// May not log in.
        INACTIVE
    }

    public static Person invited(
            String id, EmailAddress email, String name, PersonRole role, Invitation invitation, Instant now) {
        return new Person(id, email, name, role, Visibility.OWN, null, invitation, true, null, now, 0);
    }

    public Status status() {
        if (!active) {
            return Status.INACTIVE;
        }
        return passwordHash == null ? Status.INVITED : Status.ACTIVE;
    }

    public boolean mayLogIn() {
        return status() == Status.ACTIVE;
    }

    public Author author() {
        return new Author(id, name);
    }

    public Caller caller() {
        return new Caller(author(), role, visibility);
    }

    /// Changes with the password, so that what was opened with an earlier one can be told.
    public String passwordStamp() {
        return SecretTokens.digest(String.valueOf(passwordHash)).substring(0, 16);
    }

    /// With a password, which uses up the invitation.
    public Person with(String hash) {
        return new Person(id, email, name, role, visibility, hash, null, active, language, createdAt, version + 1);
    }

    public Person with(Invitation next) {
        return new Person(
                id, email, name, role, visibility, passwordHash, next, active, language, createdAt, version + 1);
    }

    Person named(String newName) {
        return new Person(
                id, email, newName, role, visibility, passwordHash, invitation, active, language, createdAt, version);
    }

    /// Invited again from the beginning.
    public Person reinvited(String newName, PersonRole newRole, Invitation next) {
        return new Person(id, email, newName, newRole, visibility, null, next, true, language, createdAt, version + 1);
    }

    public Person with(String newName, PersonRole newRole, boolean nowActive, @Nullable Language newLanguage) {
        return new Person(
                id,
                email,
                newName,
                newRole,
                visibility,
                passwordHash,
                nowActive ? invitation : null,
                nowActive,
                newLanguage,
                createdAt,
                version + 1);
    }

    public Person with(Visibility next) {
        return new Person(
                id, email, name, role, next, passwordHash, invitation, active, language, createdAt, version + 1);
    }

    @Override
    public String toString() {
        return "Person[" + id + ", " + role + ", " + status() + "]";
    }
}
