package dev.recado.adapter.console.business;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.ReplayEventsUseCase;
import dev.recado.domain.people.PersonRole;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes events again that were set aside because the business's server did not accept them.
@OperatorApi(people = PersonRole.SUPERVISOR)
@Controller("/api/v1/events/replay")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EventReplayController {
    private static final Logger LOG = LoggerFactory.getLogger(EventReplayController.class);

    private final @Nullable ReplayEventsUseCase replayEvents;

    /// @param replayEvents null where no server is configured
    EventReplayController(@Nullable ReplayEventsUseCase replayEvents) {
        this.replayEvents = replayEvents;
    }

    @Post(consumes = MediaType.ALL)
    HttpResponse<?> tellAgain() {
        if (replayEvents == null) {
            return HttpResponse.status(HttpStatus.CONFLICT)
                    .body(new ErrorBody("no_receiver", "RECADO_EVENTS_URL names no server that could be told"));
        }
        try {
            return HttpResponse.accepted().body(new EventReplayResponse(replayEvents.replay()));
        } catch (PortUnavailableException e) {
            LOG.warn("[STORE] the store does not answer for a replay of events: {}", e.getMessage());
            return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .body(new ErrorBody("unavailable", "the store does not answer; a repeat is harmless"));
        }
    }
}
