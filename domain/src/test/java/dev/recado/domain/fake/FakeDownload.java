package dev.recado.domain.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.media.Download;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A web of a few pages. Every host has a public address unless a test sets another.
public final class FakeDownload implements Download {
    private final Map<String, Deque<Supplier<Answer>>> pages = new HashMap<>();
    private final Map<String, String> hosts = new HashMap<>();
    private final List<Request> asked = new ArrayList<>();

    /// Sets the response to the next request to this address; the last of several responses is repeated.
    public FakeDownload on(String url, Supplier<Answer> answer) {
        pages.computeIfAbsent(url, u -> new ArrayDeque<>()).add(answer);
        return this;
    }

    public FakeDownload at(String host, String address) {
        hosts.put(host, address);
        return this;
    }

    public List<Request> asked() {
        return List.copyOf(asked);
    }

    @Override
    public synchronized Answer get(Request request) {
        asked.add(request);
        String host = request.address().getHost();
        InetAddress address = InetAddress.ofLiteral(hosts.getOrDefault(host, "8.8.4.4"));
        if (!request.fit().test(address)) {
            return new Answer.Unfit();
        }
        Deque<Supplier<Answer>> answers = pages.get(request.address().toString());
        if (answers == null) {
            return status(404);
        }
        return (answers.size() > 1 ? answers.remove() : answers.element()).get();
    }

    public static Answer.Given file(String contentType, byte[] bytes) {
        return given(200, null, contentType, bytes.length, new ByteArrayInputStream(bytes));
    }

    public static Answer.Given status(int status) {
        return given(status, null, "text/plain", -1, new ByteArrayInputStream("no".getBytes(UTF_8)));
    }

    public static Answer.Given redirect(int status, @Nullable String location) {
        return given(status, location, "", 0, InputStream.nullInputStream());
    }

    public static Answer.Given given(
            int status, @Nullable String location, String contentType, long length, InputStream body) {
        return new Answer.Given(status, location, contentType, length, body);
    }

    /// A response that fails to arrive.
    public static Supplier<Answer> broken() {
        return () -> {
            throw new PortUnavailableException("no connection: ConnectException");
        };
    }
}
