package dev.recado.adapter.llm.http;

import dev.langchain4j.http.client.FormDataFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/// A `multipart/form-data` body (RFC 7578).
final class MultipartBody {

    private final String boundary;
    private final byte[] bytes;

    private MultipartBody(String boundary, byte[] bytes) {
        this.boundary = boundary;
        this.bytes = bytes;
    }

    static MultipartBody of(Map<String, String> fields, Map<String, FormDataFile> files) {
        // The boundary derives from the content, because randomness is injected from outside. A recording that
        // contains a boundary made of its own hash is as unlikely as a hash collision.
        StringBuilder boundary = new StringBuilder("recado");
        files.values().forEach(file -> boundary.append('-').append(fingerprint(file.content())));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fields.forEach((name, value) -> {
            part(out, boundary, "name=\"" + name + "\"");
            text(out, "\r\n" + value + "\r\n");
        });
        files.forEach((name, file) -> {
            part(out, boundary, "name=\"%s\"; filename=\"%s\"".formatted(name, file.fileName()));
            text(out, "Content-Type: " + file.contentType() + "\r\n\r\n");
            out.writeBytes(file.content());
            text(out, "\r\n");
        });
        text(out, "--" + boundary + "--\r\n");
        return new MultipartBody(boundary.toString(), out.toByteArray());
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /// Returned without a copy: no caller writes to it.
    byte[] bytes() {
        return bytes;
    }

    private static void part(ByteArrayOutputStream out, CharSequence boundary, String disposition) {
        text(out, "--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n");
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String fingerprint(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
