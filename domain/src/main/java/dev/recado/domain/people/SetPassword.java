package dev.recado.domain.people;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.people.AuditEntry.Action;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sets people's passwords: by the link of an invitation, or by the person who knows the present one. Every
/// session that was opened with an earlier password ends. Thread-safe.
///
/// Every method throws [PortUnavailableException] when the store does not answer or too many passwords are
/// hashed at once; a retry may help.
public final class SetPassword {
    private final PersonStore people;
    private final PasswordHasher hasher;
    private final OpenSessions sessions;
    private final LoginThrottle throttle;
    private final AuditTrail audit;
    private final InstantSource clock;

    public SetPassword(
            PersonStore people,
            PasswordHasher hasher,
            OpenSessions sessions,
            LoginThrottle throttle,
            AuditTrail audit,
            InstantSource clock) {
        this.people = people;
        this.hasher = hasher;
        this.sessions = sessions;
        this.throttle = throttle;
        this.audit = audit;
        this.clock = clock;
    }

    /// The outcome.
    public sealed interface Outcome {
        /// @param session the secret of a new session
        record Done(Person person, String session) implements Outcome {
            @Override
            public String toString() {
                return "Done[" + person + "]";
            }
        }

        /// The link is invented, used or expired.
        record InvalidLink() implements Outcome {}

        /// The present password is wrong.
        record Refused() implements Outcome {}

        record Throttled(Duration retryAfter) implements Outcome {}

        /// @param why the new password cannot be taken, in words for the person
        record Unfit(String why) implements Outcome {}
    }

    /// Returns whom a link invites; empty when it is invented, used or expired.
    public Optional<Person> invited(String link) {
        return people.findInvited(SecretTokens.digest(link))
                .filter(Person::active)
                .filter(person -> person.invitation() != null
                        && clock.instant().isBefore(person.invitation().expiresAt()));
    }

    /// Accepts an invitation, or replaces a forgotten password.
    ///
    /// @param name null to keep the one the person was invited by
    public Outcome accept(String link, @Nullable String name, String password) {
        Optional<Person> invited = invited(link);
        if (invited.isEmpty()) {
            return new Outcome.InvalidLink();
        }
        Person person = invited.get();
        Optional<String> problem = PasswordRules.problem(password, person.email());
        if (problem.isPresent()) {
            return new Outcome.Unfit(problem.get());
        }
        Person named = name == null ? person : person.named(name);
        return stored(person, named.with(hasher.hash(password)), Action.INVITATION_ACCEPTED)
                .orElseGet(Outcome.InvalidLink::new);
    }

    /// Replaces the password of a person who knows it.
    public Outcome change(Person person, String present, String password, String client) {
        Optional<String> problem = PasswordRules.problem(password, person.email());
        if (problem.isPresent()) {
            return new Outcome.Unfit(problem.get());
        }
        Optional<Duration> wait = throttle.begin(person.email().value(), client);
        if (wait.isPresent()) {
            return new Outcome.Throttled(wait.get());
        }
        if (present.length() > 2 * PasswordRules.MAX_LENGTH || !hasher.matches(present, person.passwordHash())) {
            audit.record(person.caller(), Action.LOGIN_FAILED, person.id());
            return new Outcome.Refused();
        }
        throttle.succeeded(person.email().value(), client);
        return stored(person, person.with(hasher.hash(password)), Action.PASSWORD_CHANGED)
                .orElseThrow(() -> new PortUnavailableException("the person was changed at the same moment"));
    }

    private Optional<Outcome> stored(Person before, Person after, Action action) {
        if (!people.replace(before, after)) {
            return Optional.empty();
        }
        sessions.endAll(after.id());
        audit.record(after.caller(), action, after.id());
        return Optional.of(new Outcome.Done(after, sessions.open(after)));
    }
}
