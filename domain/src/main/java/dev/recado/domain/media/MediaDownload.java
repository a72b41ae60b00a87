package dev.recado.domain.media;

import dev.recado.domain.media.Download.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Writes a response's body to disk, up to the size limit, and detects its type. A failure leaves no file behind.
final class MediaDownload {
    private static final int BUFFER = 16 * 1024;

    private final MediaFolder folder;
    private final InstantSource clock;

    MediaDownload(MediaFolder folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    DownloadAttempt of(Response.Received response, MediaRequest request) {
        int status = response.status();
        return switch (status) {
            case 200 -> body(response, request);
            case 401, 403, 404, 410 -> new DownloadAttempt.Stale(status);
            case 408, 425, 429 -> new DownloadAttempt.Failed("HTTP " + status);
            default ->
                status >= 500
                        ? new DownloadAttempt.Failed("HTTP " + status)
                        : DownloadAttempt.unavailable("HTTP " + status);
        };
    }

    private DownloadAttempt body(Response.Received response, MediaRequest request) {
        if (response.length() > request.limit().bytes()) {
            return tooLarge(request);
        }
        Path file = null;
        boolean completed = false;
        try {
            file = folder.passing();
            DownloadAttempt attempt = write(response, request, file);
            completed = attempt instanceof DownloadAttempt.Finished settled
                    && settled.outcome() instanceof FetchOutcome.File;
            return attempt;
        } catch (IOException e) {
            return DownloadAttempt.unavailable(
                    "the disk does not take it: " + e.getClass().getSimpleName());
        } finally {
            if (!completed) {
                delete(file);
            }
        }
    }

    private DownloadAttempt write(Response.Received response, MediaRequest request, Path file) throws IOException {
        Checksum sum = new Checksum();
        var head = new ByteArrayOutputStream();
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(file)) {
            int read;
            while ((read = next(response.body(), buffer)) > 0) {
                size += read;
                if (size > request.limit().bytes()) {
                    return tooLarge(request);
                }
                sum.add(buffer, read);
                head.write(buffer, 0, Math.min(read, FileType.HEAD - head.size()));
                out.write(buffer, 0, read);
                if (clock.instant().isAfter(request.end())) {
                    return new DownloadAttempt.Failed("the time is up");
                }
            }
            if (read == BROKEN) {
                return new DownloadAttempt.Failed("the connection broke");
            }
        }
        if (!sum.matches(request.sha256())) {
            return DownloadAttempt.refused("its checksum is not the one that was announced");
        }
        return checkType(head.toByteArray(), file, size, request, response.contentType());
    }

    private static final int BROKEN = -2;

    /// Returns how many bytes were read; -1 at the end, [#BROKEN] when the connection broke.
    private static int next(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException _) {
            return BROKEN;
        }
    }

    private static DownloadAttempt checkType(byte[] head, Path file, long size, MediaRequest request, String header) {
        MessageFile wanted = request.file();
        String announced = wanted.attachment().contentType();
        String type = FileType.of(head, announced.isBlank() ? header : announced, wanted.kind());
        return FileType.suits(type, wanted.kind())
                ? new DownloadAttempt.Finished(new FetchOutcome.File(file, size, type, false))
                : DownloadAttempt.refused("announced as " + wanted.kind().id() + ", but it is " + type);
    }

    private static DownloadAttempt tooLarge(MediaRequest request) {
        return new DownloadAttempt.Finished(
                new FetchOutcome.TooLarge(request.limit().bytes()));
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException _) {
            // the next start sweeps it
        }
    }
}
