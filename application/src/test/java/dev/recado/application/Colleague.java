package dev.recado.application;

import dev.recado.domain.people.EmailAddress;
import dev.recado.domain.people.OpenSessions;
import dev.recado.domain.people.Person;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.people.PersonStore;
import dev.recado.domain.people.SecretTokens;
import dev.recado.domain.people.Visibility;
import io.micronaut.context.ApplicationContext;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

/// A person of the business with a browser, who is logged in.
record Colleague(BotUnderTest bot, Person person, String session) {
    /// Stores a person who may log in; one with this id stays as it is.
    static Person stored(ApplicationContext context, String id, String name, PersonRole role) {
        PersonStore people = context.getBean(PersonStore.class);
        people.add(new Person(
                id,
                new EmailAddress(id + "@example.com"),
                name,
                role,
                Visibility.OWN,
                "no hash that a password has",
                null,
                true,
                null,
                Instant.now(),
                0));
        return people.find(id).orElseThrow();
    }

    static Colleague of(BotUnderTest bot, String id, String name, PersonRole role) {
        Person person = stored(bot.context(), id, name, role);
        return new Colleague(
                bot, person, bot.context().getBean(OpenSessions.class).open(person));
    }

    String cookie() {
        return "__Host-recado_session=" + session;
    }

    String csrf() {
        return bot.context().getBean(SecretTokens.class).csrf(session);
    }

    HttpResponse<String> get(String path) {
        return bot.get(path, "Cookie", cookie());
    }

    HttpResponse<String> send(String method, String path, String body) {
        return bot.send(HttpRequest.newBuilder(bot.url(path))
                .timeout(BotUnderTest.SOON)
                .header("Cookie", cookie())
                .header("X-CSRF-Token", csrf())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }
}
