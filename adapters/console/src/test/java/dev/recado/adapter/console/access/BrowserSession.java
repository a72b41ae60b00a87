package dev.recado.adapter.console.access;

import dev.recado.adapter.console.RawHttpRequest;
import dev.recado.adapter.console.RawHttpRequest.Reply;
import java.io.IOException;

/// What a browser keeps of a login.
public record BrowserSession(int port, String cookie, String csrf) {

    public Reply get(String path) throws IOException {
        return RawHttpRequest.get(port, path).with("Cookie", cookie).send();
    }

    public Reply post(String path, String body) throws IOException {
        return posting(path, body).send();
    }

    public RawHttpRequest posting(String path, String body) {
        return RawHttpRequest.post(port, path, body).with("Cookie", cookie).with("X-CSRF-Token", csrf);
    }

    public Reply put(String path, String body) throws IOException {
        return RawHttpRequest.put(port, path, body)
                .with("Cookie", cookie)
                .with("X-CSRF-Token", csrf)
                .send();
    }

    public Reply delete(String path) throws IOException {
        return RawHttpRequest.delete(port, path)
                .with("Cookie", cookie)
                .with("X-CSRF-Token", csrf)
                .send();
    }

    /// A change of the version that the browser knows.
    public Reply put(String path, String body, int version) throws IOException {
        return RawHttpRequest.put(port, path, body)
                .with("Cookie", cookie)
                .with("X-CSRF-Token", csrf)
                .with("If-Match", "\"" + version + "\"")
                .send();
    }
}
