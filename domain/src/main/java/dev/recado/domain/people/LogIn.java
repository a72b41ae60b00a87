package dev.recado.domain.people;

import dev.recado.domain.people.AuditEntry.Action;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Logs people in with e-mail and password.
public final class LogIn implements LogInUseCase {
    private final PersonStore people;
    private final PasswordHasher hasher;
    private final LoginThrottle throttle;
    private final OpenSessions sessions;
    private final AuditTrail audit;

    public LogIn(
            PersonStore people,
            PasswordHasher hasher,
            LoginThrottle throttle,
            OpenSessions sessions,
            AuditTrail audit) {
        this.people = people;
        this.hasher = hasher;
        this.throttle = throttle;
        this.sessions = sessions;
        this.audit = audit;
    }

    /// Both cases write, so that the time tells nobody who exists. The address that nobody has is not
    /// recorded: it may be a password in the wrong field.
    private void recordFailure(@Nullable Person person) {
        if (person == null) {
            audit.record(Caller.UNKNOWN, Action.LOGIN_FAILED, null);
        } else {
            audit.record(person.caller(), Action.LOGIN_FAILED, person.id());
        }
    }

    @Override
    public Login logIn(String email, String password, String client) {
        Optional<EmailAddress> address = EmailAddress.of(email);
        String counted = address.map(EmailAddress::value)
                .orElseGet(() -> SecretTokens.digest(email.strip().toLowerCase(Locale.ROOT)));
        Optional<Duration> wait = throttle.begin(counted, client);
        if (wait.isPresent()) {
            return new Login.Throttled(wait.get());
        }
        Optional<Person> known = address.flatMap(people::find);
        String hash = known.filter(Person::mayLogIn).map(Person::passwordHash).orElse(null);
        boolean fits = password.length() <= 2 * PasswordRules.MAX_LENGTH;
        boolean right = hasher.matches(fits ? password : "", fits ? hash : null);
        if (!right || known.isEmpty()) {
            recordFailure(known.orElse(null));
            return new Login.Refused();
        }
        Person person = known.get();
        throttle.succeeded(counted, client);
        String session = sessions.open(person);
        audit.record(person.caller(), Action.LOGGED_IN, person.id());
        return new Login.Accepted(person, session);
    }
}
