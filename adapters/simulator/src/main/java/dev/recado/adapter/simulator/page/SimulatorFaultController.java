package dev.recado.adapter.simulator.page;

import dev.recado.adapter.simulator.http.Json;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;

/// Orders faults of the stand-ins by hand. An order is used up by the requests that it affects.
@Controller("/simulator/faults")
@Requires(property = "recado.simulator", value = "on")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
final class SimulatorFaultController {
    private final RunningStandIns standIns;

    SimulatorFaultController(RunningStandIns standIns) {
        this.standIns = standIns;
    }

    @Get
    String pending() {
        return Json.write(Json.object(
                "faults",
                standIns.all().stream()
                        .flatMap(each -> FaultJson.pending(each).stream())
                        .toList(),
                "closed_windows",
                standIns.all().stream()
                        .flatMap(each -> FaultJson.closedWindows(each).stream())
                        .toList()));
    }

    /// Orders a fault. A repeat orders another one.
    @Post
    HttpResponse<String> order(@Body String body) {
        try {
            var json = Json.readObject(body);
            FaultJson.addTo(json, standIns.named(json));
            return HttpResponse.<String>created(pending());
        } catch (IllegalArgumentException e) {
            return HttpResponse.badRequest(Json.write(Json.object("error", e.getMessage())));
        }
    }

    /// Removes all orders, and opens all windows.
    @Delete(consumes = MediaType.ALL)
    String forget() {
        standIns.all().forEach(each -> each.faults().clear());
        return pending();
    }
}
