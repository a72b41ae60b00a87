package dev.recado.adapter.console.business;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.message.Notification;
import dev.recado.domain.notification.NotificationStateUseCase;
import dev.recado.domain.notification.NotifyUseCase;
import dev.recado.domain.notification.NotifyUseCase.NotifyResult.Conflict;
import dev.recado.domain.notification.NotifyUseCase.NotifyResult.Known;
import dev.recado.domain.notification.NotifyUseCase.NotifyResult.NoProvider;
import dev.recado.domain.notification.NotifyUseCase.NotifyResult.Queued;
import dev.recado.domain.people.PersonRole;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Accepts notifications for users from the business's systems, and shows their state.
@OperatorApi(people = PersonRole.SUPERVISOR)
@Controller("/api/v1/notifications")
@ExecuteOn(TaskExecutors.BLOCKING)
final class NotificationController {
    private static final byte[] NOTHING = {};
    private static final Logger LOG = LoggerFactory.getLogger(NotificationController.class);

    private final NotificationRequestReader reader;
    private final NotifyUseCase notify;
    private final NotificationStateUseCase states;

    NotificationController(NotificationRequestReader reader, NotifyUseCase notify, NotificationStateUseCase states) {
        this.reader = reader;
        this.notify = notify;
        this.states = states;
    }

    /// 202 when it is stored, to be sent if the rules allow it; 200 with its state when the same was requested
    /// before; 409 when the key was used for something else.
    @Post(consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> notify(HttpRequest<byte[]> request) {
        String key = request.getHeaders().get("Idempotency-Key");
        return switch (reader.read(request.getBody().orElse(NOTHING), key)) {
            case NotificationRequestReader.Reading.Unreadable unreadable -> invalid(unreadable.why());
            case NotificationRequestReader.Reading.Ready ready -> notify(ready.notification());
        };
    }

    private HttpResponse<?> notify(Notification notification) {
        try {
            return switch (notify.notify(notification)) {
                case Queued _ -> HttpResponse.accepted().body(NotificationResponse.queued(notification.id()));
                case Known _ -> found(notification.id());
                case Conflict _ ->
                    HttpResponse.status(HttpStatus.CONFLICT)
                            .body(new ErrorBody("conflict", "something else was asked for under this key"));
                case NoProvider _ -> invalid("channel: this provider is not configured");
            };
        } catch (PortUnavailableException e) {
            return unavailable(e);
        }
    }

    /// `queued`, `sent`, `delivered`, `read`, `held`, `refused` or `failed`.
    @Get("/{id}")
    HttpResponse<?> state(@PathVariable String id) {
        try {
            return found(id);
        } catch (PortUnavailableException e) {
            return unavailable(e);
        }
    }

    private HttpResponse<?> found(String id) {
        return states.state(id)
                .<HttpResponse<?>>map(state -> HttpResponse.ok(NotificationResponse.of(state)))
                .orElseGet(() -> HttpResponse.notFound(new ErrorBody("not_found", "there is no such notification")));
    }

    private static HttpResponse<?> invalid(String why) {
        return HttpResponse.badRequest(new ErrorBody("invalid_request", why));
    }

    private static HttpResponse<?> unavailable(PortUnavailableException e) {
        LOG.warn("[STORE] the store does not answer for notifications: {}", e.getMessage());
        return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                .body(new ErrorBody("unavailable", "the store does not answer; a repeat under the same key is safe"));
    }
}
