package dev.recado.domain.fake;

import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.media.MediaCache;
import dev.recado.domain.media.MediaFetcher;
import dev.recado.domain.media.MediaFolder;
import dev.recado.domain.media.MediaSource;
import dev.recado.domain.message.Content.Attachment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/// Users' files, each at an address in a small web; they are downloaded into the build's folder.
public final class FakeMedia {
    private final FakeDownload web = new FakeDownload();
    private final Path folder = Path.of("target", "media", UUID.randomUUID().toString());

    /// Puts a file at this address.
    public FakeMedia at(String url, String contentType, byte[] bytes) {
        web.on(url, () -> FakeDownload.file(contentType, bytes));
        return this;
    }

    /// Returns how often a file was requested.
    public int requestCount() {
        return web.requests().size();
    }

    /// Returns the files that are on disk now.
    public List<Path> files() {
        Path passing = folder.resolve("passing");
        if (!Files.isDirectory(passing)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(passing)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MediaCache media(InstantSource clock, EventSink events) {
        MediaFolder disk = new MediaFolder(folder, () -> UUID.randomUUID().toString());
        MediaFetcher fetch = new MediaFetcher(
                Map.of(Channel.TWILIO, new MessageUrls()),
                web,
                disk,
                false,
                new MediaFetcher.Pacing(clock, _ -> {}, new Random(1)),
                events);
        return new MediaCache(fetch, disk, Duration.ZERO, clock);
    }

    /// Returns the URL in the message, without asking a provider.
    private static final class MessageUrls implements MediaSource {
        @Override
        public Channel channel() {
            return Channel.TWILIO;
        }

        @Override
        public Location locate(Attachment file, boolean anew) {
            String url = file.url();
            return url == null ? new Location.Gone() : new Location.At(url, null);
        }

        @Override
        public Optional<String> credentials(URI address) {
            return Optional.empty();
        }

        @Override
        public boolean isConfigured(URI address) {
            return false;
        }
    }
}
