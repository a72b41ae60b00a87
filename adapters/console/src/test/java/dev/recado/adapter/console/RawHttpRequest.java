package dev.recado.adapter.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A client that sends raw bytes: any path, any `Host`.
public final class RawHttpRequest {
    private final int port;
    private final String line;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private byte[] body = {};

    private RawHttpRequest(int port, String line) {
        this.port = port;
        this.line = line;
        headers.put("Host", "localhost:" + port);
        headers.put("Connection", "close");
    }

    public static RawHttpRequest get(int port, String path) {
        return new RawHttpRequest(port, "GET " + path);
    }

    public static RawHttpRequest post(int port, String path, String body) {
        RawHttpRequest request = new RawHttpRequest(port, "POST " + path).with("Content-Type", "application/json");
        request.body = body.getBytes(UTF_8);
        return request;
    }

    public static RawHttpRequest put(int port, String path, String body) {
        RawHttpRequest request = new RawHttpRequest(port, "PUT " + path).with("Content-Type", "application/json");
        request.body = body.getBytes(UTF_8);
        return request;
    }

    public static RawHttpRequest delete(int port, String path) {
        return new RawHttpRequest(port, "DELETE " + path);
    }

    public RawHttpRequest with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public RawHttpRequest without(String header) {
        headers.remove(header);
        return this;
    }

    public RawHttpRequest bearing(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Reply send() throws IOException {
        List<String> head = new ArrayList<>();
        head.add(line + " HTTP/1.1");
        headers.forEach((name, value) -> head.add(name + ": " + value));
        head.add("Content-Length: " + body.length);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((String.join("\r\n", head) + "\r\n\r\n").getBytes(ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return Reply.of(new String(socket.getInputStream().readAllBytes(), UTF_8));
        }
    }

    public record Reply(int status, Map<String, String> headers, String body) {
        private static Reply of(String answer) {
            int end = answer.indexOf("\r\n\r\n");
            List<String> head = answer.substring(0, end).lines().toList();
            Map<String, String> headers = new TreeMap<>();
            for (String line : head.subList(1, head.size())) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            return new Reply(Integer.parseInt(head.getFirst().split(" ", 3)[1]), headers, answer.substring(end + 4));
        }

        public Map<String, Object> json() throws IOException {
            return JsonMapper.createDefault().readValue(body, Argument.mapOf(String.class, Object.class));
        }
    }
}
