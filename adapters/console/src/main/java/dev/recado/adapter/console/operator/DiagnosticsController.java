package dev.recado.adapter.console.operator;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.delivery.MessageSender.SendOutcome.Accepted;
import dev.recado.domain.delivery.MessageSender.SendOutcome.Blocked;
import dev.recado.domain.delivery.MessageSender.SendOutcome.OptedOut;
import dev.recado.domain.delivery.MessageSender.SendOutcome.Refused;
import dev.recado.domain.delivery.MessageSender.SendOutcome.Throttled;
import dev.recado.domain.delivery.MessageSender.SendOutcome.Unknown;
import dev.recado.domain.delivery.MessageSender.SendOutcome.WindowClosed;
import dev.recado.domain.delivery.SendTestUseCase;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Diagnostics for operators: the state of all parts, a check of the credentials, and a test message.
@OperatorApi
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DiagnosticsController {
    private static final byte[] NOTHING = {};
    private static final Logger LOG = LoggerFactory.getLogger(DiagnosticsController.class);

    private final DiagnosticsPage diagnostics;
    private final CredentialsReport credentials;
    private final TestMessageRequestReader reader;
    private final SendTestUseCase sendTest;

    DiagnosticsController(
            DiagnosticsPage diagnostics,
            CredentialsReport credentials,
            TestMessageRequestReader reader,
            SendTestUseCase sendTest) {
        this.diagnostics = diagnostics;
        this.credentials = credentials;
        this.reader = reader;
        this.sendTest = sendTest;
    }

    @Get("/diag")
    DiagnosticsResponse diag() {
        return diagnostics.response();
    }

    @Get("/test")
    HttpResponse<?> test() {
        CredentialsResponse checked = credentials.check();
        return checked.isValid()
                ? HttpResponse.ok(checked)
                : HttpResponse.status(HttpStatus.BAD_GATEWAY).body(checked);
    }

    @Post(uri = "/send-test", consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> sendTest(HttpRequest<byte[]> request) {
        return switch (reader.read(request.getBody().orElse(NOTHING))) {
            case TestMessageRequestReader.Unreadable unreadable ->
                HttpResponse.badRequest(new ErrorBody("invalid_request", unreadable.why()));
            case TestMessageRequestReader.Ready ready -> send(ready);
        };
    }

    private HttpResponse<?> send(TestMessageRequestReader.Ready message) {
        SendOutcome outcome;
        try {
            outcome = sendTest.send(message.provider(), message.to(), message.text());
        } catch (PortUnavailableException e) {
            LOG.warn("[OUT] the test message could not be sent", e);
            return HttpResponse.status(HttpStatus.BAD_GATEWAY)
                    .body(new ErrorBody("unavailable", "the provider could not be asked; nothing was sent"));
        }
        return switch (outcome) {
            case Accepted accepted -> HttpResponse.ok(new TestMessageResponse("accepted", accepted.externalId()));
            case Throttled throttled ->
                HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS)
                        .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds(throttled.retryAfter())))
                        .body(new TestMessageFailure(
                                "throttled", throttled.code(), "the provider takes no more for now: not sent"));
            case Refused refused ->
                HttpResponse.unprocessableEntity()
                        .body(new TestMessageFailure("refused", refused.code(), refused.reason()));
            case OptedOut optedOut ->
                HttpResponse.unprocessableEntity()
                        .body(new TestMessageFailure("refused", optedOut.code(), optedOut.reason()));
            case Blocked blocked ->
                HttpResponse.status(HttpStatus.BAD_GATEWAY)
                        .body(new TestMessageFailure(
                                "blocked", blocked.code(), blocked.reason() + "; " + blocked.remedy()));
            case WindowClosed closed ->
                HttpResponse.unprocessableEntity()
                        .body(new TestMessageFailure(
                                "refused", closed.code(), "the user has not written for 24 hours: not sent"));
            case Unknown unknown ->
                HttpResponse.status(HttpStatus.BAD_GATEWAY)
                        .body(new ErrorBody("unknown", "it may have been sent, or not: " + unknown.why()));
        };
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
