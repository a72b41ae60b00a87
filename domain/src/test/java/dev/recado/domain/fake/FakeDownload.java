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
    private final Map<String, Deque<Supplier<Response>>> pages = new HashMap<>();
    private final Map<String, String> hosts = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();

    /// Sets the response to the next request to this address; the last of several responses is repeated.
    public FakeDownload on(String url, Supplier<Response> answer) {
        pages.computeIfAbsent(url, _ -> new ArrayDeque<>()).add(answer);
        return this;
    }

    public FakeDownload at(String host, String address) {
        hosts.put(host, address);
        return this;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public synchronized Response get(Request request) {
        requests.add(request);
        String host = request.address().getHost();
        InetAddress address = InetAddress.ofLiteral(hosts.getOrDefault(host, "8.8.4.4"));
        if (!request.allowed().test(address)) {
            return new Response.AddressRefused();
        }
        Deque<Supplier<Response>> answers = pages.get(request.address().toString());
        if (answers == null) {
            return status(404);
        }
        return (answers.size() > 1 ? answers.remove() : answers.element()).get();
    }

    public static Response.Received file(String contentType, byte[] bytes) {
        return given(200, null, contentType, bytes.length, new ByteArrayInputStream(bytes));
    }

    public static Response.Received status(int status) {
        return given(status, null, "text/plain", -1, new ByteArrayInputStream("no".getBytes(UTF_8)));
    }

    public static Response.Received redirect(int status, @Nullable String location) {
        return given(status, location, "", 0, InputStream.nullInputStream());
    }

    public static Response.Received given(
            int status, @Nullable String location, String contentType, long length, InputStream body) {
        return new Response.Received(status, location, contentType, length, body);
    }

    /// A response that fails to arrive.
    public static Supplier<Response> broken() {
        return () -> {
            throw new PortUnavailableException("no connection: ConnectException");
        };
    }
}
