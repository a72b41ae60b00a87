package dev.recado.adapter.console.account;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.access.SessionCookie;
import dev.recado.domain.people.OpenSessions;
import dev.recado.domain.people.Person;
import dev.recado.domain.people.SecretTokens;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;

/// The answers that begin a session, and those that refuse one.
@Singleton
final class SessionAnswers {
    private final SessionCookie cookie;
    private final SecretTokens tokens;
    private final OpenSessions sessions;

    SessionAnswers(SessionCookie cookie, SecretTokens tokens, OpenSessions sessions) {
        this.cookie = cookie;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    /// Hands a new session to the browser. One that it had before ends.
    HttpResponse<LoginBody> begun(HttpRequest<?> request, Person person, String session) {
        cookie.read(request).ifPresent(sessions::end);
        return cookie.set(
                request, session, HttpResponse.ok(new LoginBody(PersonBody.of(person), tokens.csrf(session))));
    }

    static HttpResponse<ErrorBody> invalid(String why) {
        return HttpResponse.badRequest(new ErrorBody("invalid_request", why));
    }

    static HttpResponse<ErrorBody> refused() {
        return HttpResponse.<ErrorBody>unauthorized()
                .body(new ErrorBody("login_refused", "the e-mail address or the password is wrong"));
    }

    static HttpResponse<ErrorBody> invalidLink() {
        return HttpResponse.<ErrorBody>status(HttpStatus.FORBIDDEN)
                .body(new ErrorBody("invalid_link", "the link is used, expired or incomplete: ask for a new one"));
    }
}
