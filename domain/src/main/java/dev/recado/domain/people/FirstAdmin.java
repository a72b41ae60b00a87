package dev.recado.domain.people;

import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.Person.Invitation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sets up the first admin by a one-time link, which whoever starts Recado reads in its log. It is possible as
/// long as no admin can log in. Thread-safe.
///
/// Every method throws [dev.recado.domain.PortUnavailableException] when the store does not answer; a retry
/// may help.
public final class FirstAdmin {
    public static final Duration VALID = Duration.ofHours(24);

    private final PersonStore people;
    private final SetupLinks links;
    private final SecretTokens tokens;
    private final SetPassword passwords;
    private final AuditTrail audit;
    private final IdGenerator ids;
    private final InstantSource clock;
    private final @Nullable EmailAddress fixed;

    /// @param fixed the admin's e-mail address; null when whoever has the link names it
    public FirstAdmin(
            PersonStore people,
            SetupLinks links,
            SecretTokens tokens,
            SetPassword passwords,
            AuditTrail audit,
            IdGenerator ids,
            InstantSource clock,
            @Nullable EmailAddress fixed) {
        this.people = people;
        this.links = links;
        this.tokens = tokens;
        this.passwords = passwords;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.fixed = fixed;
    }

    /// The outcome of a set-up.
    public sealed interface Setup {
        /// @param session the secret of a new session
        record Done(Person person, String session) implements Setup {
            @Override
            public String toString() {
                return "Done[" + person + "]";
            }
        }

        /// The link is invented, used or expired, or there is an admin already.
        record InvalidLink() implements Setup {}

        /// @param why in words for the person
        record Unfit(String why) implements Setup {}
    }

    /// Issues a link, unless an admin can log in. Links of other processes stay valid until one of them all
    /// is used.
    ///
    /// @return its secret
    public Optional<String> issueLink() {
        if (hasAdmin()) {
            return Optional.empty();
        }
        String link = tokens.issue(SecretTokens.Kind.LINK);
        links.add(SecretTokens.digest(link), clock.instant().plus(VALID));
        return Optional.of(link);
    }

    /// Whether the link can be used.
    public boolean isOpen(String link) {
        return tokens.isGenuine(SecretTokens.Kind.LINK, link)
                && links.isOpen(SecretTokens.digest(link), clock.instant())
                && !hasAdmin();
    }

    /// The e-mail address that the admin will have, when it is decided already.
    public Optional<EmailAddress> email() {
        return Optional.ofNullable(fixed);
    }

    /// @param email null for the one that is decided already
    public Setup setUp(String link, @Nullable EmailAddress email, String name, String password) {
        if (!isOpen(link)) {
            return new Setup.InvalidLink();
        }
        EmailAddress address = fixed == null ? email : fixed;
        if (address == null || (email != null && !email.equals(address))) {
            return new Setup.Unfit(
                    fixed == null
                            ? "email: expected an address such as ana@example.com"
                            : "email: expected the address of RECADO_ADMIN_EMAIL");
        }
        Optional<String> problem = PasswordRules.problem(password, address);
        if (problem.isPresent()) {
            return new Setup.Unfit(problem.get());
        }
        Instant now = clock.instant();
        if (!links.take(SecretTokens.digest(link), now)) {
            return new Setup.InvalidLink();
        }
        return switch (passwords.accept(invited(address, name, now), name, password)) {
            case SetPassword.Outcome.Done(Person person, String session) -> {
                links.clear();
                audit.record(person.caller(), Action.FIRST_ADMIN_SET_UP, person.id());
                yield new Setup.Done(person, session);
            }
            case SetPassword.Outcome.Unfit(String why) -> new Setup.Unfit(why);
            case SetPassword.Outcome.InvalidLink _, SetPassword.Outcome.Refused _, SetPassword.Outcome.Throttled _ ->
                new Setup.InvalidLink();
        };
    }

    /// Stores the admin as invited, so that the password is set as by any other link.
    ///
    /// @return the link
    private String invited(EmailAddress email, String name, Instant now) {
        String link = tokens.issue(SecretTokens.Kind.LINK);
        Invitation invitation = new Invitation(SecretTokens.digest(link), now.plus(VALID));
        Optional<Person> known = people.find(email);
        if (known.isPresent()) {
            people.replace(known.get(), known.get().reinvited(name, PersonRole.ADMIN, invitation));
        } else {
            people.add(Person.invited(ids.next(), email, name, PersonRole.ADMIN, invitation, now));
        }
        return link;
    }

    private boolean hasAdmin() {
        return people.all().stream().anyMatch(person -> person.mayLogIn() && person.role() == PersonRole.ADMIN);
    }
}
