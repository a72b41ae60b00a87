package dev.recado.application.wiring;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.handoff.ReturnConversationsUseCase;
import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.identity.PublicIdKey;
import dev.recado.domain.people.AuditLog;
import dev.recado.domain.people.AuditTrail;
import dev.recado.domain.people.ChangePeople;
import dev.recado.domain.people.EmailAddress;
import dev.recado.domain.people.FirstAdmin;
import dev.recado.domain.people.FirstAdminLink;
import dev.recado.domain.people.InvitePeople;
import dev.recado.domain.people.LogIn;
import dev.recado.domain.people.LogInUseCase;
import dev.recado.domain.people.LoginThrottle;
import dev.recado.domain.people.MachineTokenStore;
import dev.recado.domain.people.MachineTokens;
import dev.recado.domain.people.OpenSessions;
import dev.recado.domain.people.PasswordHasher;
import dev.recado.domain.people.PersonSessions;
import dev.recado.domain.people.PersonStore;
import dev.recado.domain.people.SecretTokens;
import dev.recado.domain.people.SetPassword;
import dev.recado.domain.people.SetupLinks;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wires the people of the business: their logins, and what is recorded of them.
@Factory
class AccessWiring {
    private static final Logger LOG = LoggerFactory.getLogger("recado");

    /// @param adminEmail the first admin's address; absent: whoever has the link names it
    /// @param limitPerIpMinute failed logins of one address in a minute; 0 for no limit
    /// @param publicUrl the address under which the world reaches Recado; absent: unknown
    /// @param simulator `on` while the simulator stands in for the providers
    @ConfigurationProperties("recado")
    record Settings(
            @Nullable String adminEmail,
            int limitPerIpMinute,
            @Nullable String publicUrl,
            String simulator) {}

    @Singleton
    SecretTokens secretTokens(PublicIdKey key) {
        return new SecretTokens(key::get, new SecureRandom());
    }

    @Singleton
    AuditTrail auditTrail(AuditLog log, IdGenerator ids, InstantSource clock) {
        return new AuditTrail(log, ids, clock);
    }

    @Singleton
    OpenSessions openSessions(PersonStore people, PersonSessions sessions, SecretTokens tokens, InstantSource clock) {
        return new OpenSessions(people, sessions, tokens, clock);
    }

    @Singleton
    LoginThrottle loginThrottle(Settings settings, InstantSource clock) {
        return new LoginThrottle(settings.limitPerIpMinute(), clock);
    }

    @Singleton
    LogInUseCase logIn(
            PersonStore people,
            PasswordHasher hasher,
            LoginThrottle throttle,
            OpenSessions sessions,
            AuditTrail audit) {
        return new LogIn(people, hasher, throttle, sessions, audit);
    }

    @Singleton
    SetPassword setPassword(
            PersonStore people,
            PasswordHasher hasher,
            OpenSessions sessions,
            LoginThrottle throttle,
            AuditTrail audit,
            InstantSource clock) {
        return new SetPassword(people, hasher, sessions, throttle, audit, clock);
    }

    @Singleton
    InvitePeople invitePeople(
            PersonStore people,
            OpenSessions sessions,
            SecretTokens tokens,
            AuditTrail audit,
            IdGenerator ids,
            InstantSource clock) {
        return new InvitePeople(people, sessions, tokens, audit, ids, clock);
    }

    @Singleton
    ChangePeople changePeople(
            PersonStore people, OpenSessions sessions, AuditTrail audit, ReturnConversationsUseCase conversations) {
        return new ChangePeople(people, sessions, audit, person -> conversations.giveBackAllOf(List.of(person.id())));
    }

    @Singleton
    FirstAdmin firstAdmin(
            PersonStore people,
            SetupLinks links,
            SecretTokens tokens,
            SetPassword passwords,
            AuditTrail audit,
            IdGenerator ids,
            InstantSource clock,
            Settings settings) {
        String email = settings.adminEmail();
        return new FirstAdmin(
                people,
                links,
                tokens,
                passwords,
                audit,
                ids,
                clock,
                email == null ? null : EmailAddress.of(email).orElse(null));
    }

    /// The secret is in the link's fragment, which browsers send to no server: the only log that has it is
    /// this one.
    @Singleton
    @Bean(typed = {FirstAdminLink.class, BackgroundTask.class})
    FirstAdminLink firstAdminLink(
            FirstAdmin firstAdmin, VirtualThreadTimer timer, Settings settings, BeanProvider<EmbeddedServer> server) {
        return new FirstAdminLink(firstAdmin, timer, !settings.simulator().equals("on"), secret -> {
            String url = settings.publicUrl();
            String base = url == null || url.isBlank()
                    ? "http://localhost:" + server.get().getPort()
                    : url.replaceAll("/+$", "");
            LOG.warn(
                    "[SETUP] nobody can log in to the inbox yet. Within {} hours, open {}/inbox/setup#token={}",
                    FirstAdmin.VALID.toHours(),
                    base,
                    secret);
        });
    }

    @Singleton
    MachineTokens machineTokens(
            MachineTokenStore store, SecretTokens tokens, AuditTrail audit, IdGenerator ids, InstantSource clock) {
        return new MachineTokens(store, tokens, audit, ids, clock);
    }
}
