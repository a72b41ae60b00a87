package dev.recado.adapter.violation;

import java.net.http.HttpClient;

/// Calls a server by a client of its own.
final class CallsByItself {
    private final HttpClient client = HttpClient.newHttpClient();

    HttpClient client() {
        return client;
    }
}
