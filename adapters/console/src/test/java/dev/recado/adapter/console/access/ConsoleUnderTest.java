package dev.recado.adapter.console.access;

import dev.recado.adapter.console.RawHttpRequest;
import dev.recado.adapter.console.RawHttpRequest.Reply;
import dev.recado.domain.fake.FrontDesk;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The console on a port of its own, with the people of a test's desk.
public final class ConsoleUnderTest implements AutoCloseable {
    private final ApplicationContext context;
    private final EmbeddedServer server;

    private ConsoleUnderTest(ApplicationContext context) {
        this.context = context;
        this.server = context.getBean(EmbeddedServer.class).start();
    }

    public static ConsoleUnderTest start(FrontDesk desk, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("core", "mocked");
        all.put("micronaut.server.port", -1);
        ApplicationContext context = ApplicationContext.builder()
                .properties(all)
                .environments("test")
                .build();
        context.registerSingleton(FrontDesk.class, desk);
        return new ConsoleUnderTest(context.start());
    }

    int port() {
        return server.getPort();
    }

    public RawHttpRequest get(String path) {
        return RawHttpRequest.get(port(), path);
    }

    public RawHttpRequest post(String path, String body) {
        return RawHttpRequest.post(port(), path, body);
    }

    RawHttpRequest login(String email, String password) {
        return post("/api/v1/login", "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
    }

    public Reply logIn(String email, String password) throws IOException {
        return login(email, password).send();
    }

    /// A browser that has what a login, or the like, answered.
    public BrowserSession browser(Reply login) throws IOException {
        String cookie = Objects.requireNonNull(login.headers().get("set-cookie"));
        return new BrowserSession(
                port(),
                cookie.substring(0, cookie.indexOf(';')),
                String.valueOf(login.json().get("csrf")));
    }

    @Override
    public void close() {
        context.close();
    }
}
