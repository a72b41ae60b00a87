package dev.recado.application;

import static org.awaitility.Awaitility.await;

import dev.recado.domain.requirement.Programs;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A headless Chromium with one page, driven by W3C WebDriver.
public final class Chromium implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = ObjectMapper.getDefault();
    private final Process driver;
    private final URI base;
    private String session = "";

    private Chromium(Process driver, URI base) {
        this.driver = driver;
        this.base = base;
    }

    /// Starts one with a window of this size. For tests that have
    /// [dev.recado.domain.requirement.Requirement#BROWSER].
    public static Chromium start(Path folder, int width, int height) {
        Path browser = Programs.find("chromium").orElseThrow();
        Path driver = Programs.find("chromedriver").orElseThrow();
        int port = ProcessTestSetup.freePort();
        try {
            Process process = new ProcessBuilder(driver.toString(), "--port=" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("chromedriver.log").toFile())
                    .start();
            Chromium chromium = new Chromium(process, URI.create("http://127.0.0.1:" + port));
            await().atMost(START).until(chromium::isReady);
            chromium.open(browser, folder.resolve("profile"), width, height);
            return chromium;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() {
        try {
            return call("GET", "/status", null) instanceof Map<?, ?> status && Boolean.TRUE.equals(status.get("ready"));
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private void open(Path browser, Path profile, int width, int height) {
        Map<String, Object> options = Map.of(
                "binary",
                browser.toString(),
                "args",
                List.of(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--lang=en",
                        "--user-data-dir=" + profile));
        Object opened = call(
                "POST",
                "/session",
                Map.of("capabilities", Map.of("alwaysMatch", Map.of("goog:chromeOptions", options))));
        session = "/session/" + ((Map<?, ?>) Objects.requireNonNull(opened)).get("sessionId");
        resize(width, height);
    }

    /// Gives the page this size.
    public void resize(int width, int height) {
        call(
                "POST",
                session + "/goog/cdp/execute",
                Map.of(
                        "cmd",
                        "Emulation.setDeviceMetricsOverride",
                        "params",
                        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false)));
    }

    public void go(String url) {
        call("POST", session + "/url", Map.of("url", url));
    }

    public void click(String selector) {
        call("POST", session + "/element/" + find1(selector) + "/click", Map.of());
    }

    public void type(String selector, String text) {
        call("POST", session + "/element/" + find1(selector) + "/value", Map.of("text", text));
    }

    private String find1(String selector) {
        Object found = call("POST", session + "/element", Map.of("using", "css selector", "value", selector));
        return String.valueOf(((Map<?, ?>) Objects.requireNonNull(found)).get(ELEMENT));
    }

    /// Runs a script in the page; what it returns.
    public @Nullable Object run(String script, Object... arguments) {
        return call("POST", session + "/execute/sync", Map.of("script", script, "args", List.of(arguments)));
    }

    /// The texts of all elements that the selector finds, as they are shown.
    public List<String> texts(String selector) {
        Object found =
                run("return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim())", selector);
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(String::valueOf).toList();
    }

    /// Waits until one of the elements found shows the text.
    public void awaitText(String selector, String text) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> texts(selector), texts -> texts.stream().anyMatch(shown -> shown.contains(text)));
    }

    public byte[] screenshot() {
        return Base64.getDecoder().decode(String.valueOf(call("GET", session + "/screenshot", null)));
    }

    private @Nullable Object call(String method, String path, @Nullable Object body) {
        try {
            HttpRequest.BodyPublisher sent = body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body));
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(base.resolve(path))
                            .timeout(START)
                            .header("Content-Type", "application/json")
                            .method(method, sent)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(method + " " + path + ": " + answer.body());
            }
            Map<String, Object> read = json.readValue(answer.body(), Argument.mapOf(String.class, Object.class));
            return read == null ? null : read.get("value");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            call("DELETE", session, null);
        } finally {
            client.shutdownNow();
            driver.descendants().forEach(ProcessHandle::destroyForcibly);
            driver.destroyForcibly();
        }
    }
}
