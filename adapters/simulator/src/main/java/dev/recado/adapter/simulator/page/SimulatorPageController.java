package dev.recado.adapter.simulator.page;

import dev.recado.adapter.simulator.message.DemoMedia;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/// Serves the chat page: one document, one style sheet, plain modules, and the media that its users send.
@Controller
@Requires(property = "recado.simulator", value = "on")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SimulatorPageController {
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "connect-src 'self'; img-src 'self' data:; media-src 'self'; form-action 'none'; base-uri 'none'; "
            + "frame-ancestors 'none'";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    @Get("/")
    HttpResponse<byte[]> page() {
        return file("index.html");
    }

    @Get("/simulator/assets/{name:[a-z]+\\.(css|js|svg)}")
    HttpResponse<byte[]> asset(@PathVariable String name) {
        return file(name);
    }

    @Get("/simulator/media/{name:[a-z]+}")
    HttpResponse<byte[]> media(@PathVariable String name) {
        for (var media : DemoMedia.values()) {
            if (media.name().toLowerCase(Locale.ROOT).equals(name)) {
                return answer(media.bytes(), media.contentType());
            }
        }
        return HttpResponse.notFound();
    }

    private static HttpResponse<byte[]> file(String name) {
        try (var in = SimulatorPageController.class.getResourceAsStream("/dev/recado/adapter/simulator/page/" + name)) {
            if (in == null) {
                return HttpResponse.notFound();
            }
            return answer(
                    in.readAllBytes(), TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<byte[]> answer(byte[] bytes, String contentType) {
        return HttpResponse.ok(bytes)
                .contentType(MediaType.of(contentType))
                .header("Cache-Control", "no-cache")
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }
}
