package dev.recado.domain.people;

import dev.recado.domain.people.AuditEntry.Action;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

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
            // Nothing is recorded of an address that nobody has: it may be a password in the wrong field.
            known.ifPresent(person -> audit.record(person.caller(), Action.LOGIN_FAILED, person.id()));
            return new Login.Refused();
        }
        Person person = known.get();
        throttle.succeeded(counted, client);
        String session = sessions.open(person);
        audit.record(person.caller(), Action.LOGGED_IN, person.id());
        return new Login.Accepted(person, session);
    }
}
