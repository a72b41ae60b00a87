package dev.recado.domain.media;

import dev.recado.domain.message.InboundMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Users' files with an optional disk cache, which keeps files for a while, even after the provider deleted them.
public final class MediaCache {
    private final MediaFetcher fetcher;
    private final MediaFolder folder;
    private final Duration store;
    private final InstantSource clock;

    /// @param store how long files are kept; zero disables the cache
    public MediaCache(MediaFetcher fetcher, MediaFolder folder, Duration store, InstantSource clock) {
        this.fetcher = fetcher;
        this.folder = folder;
        this.store = store;
        this.clock = clock;
    }

    /// Returns whether the cache is enabled.
    public boolean isEnabled() {
        return store.isPositive();
    }

    /// Returns the cached file, or fetches it within the time limit of its kind.
    ///
    /// @param index of one of [MessageFile#of]
    public FetchOutcome get(InboundMessage message, int index) {
        return get(message, index, Instant.MAX);
    }

    /// Returns the cached file, or fetches it before the deadline.
    public FetchOutcome get(InboundMessage message, int index, Instant deadline) {
        MessageFile file = MessageFile.of(message.content()).get(index);
        Optional<Path> cached = isEnabled() ? folder.cached(message.id(), index) : Optional.empty();
        Optional<FetchOutcome> intact = cached.flatMap(path -> intact(path, file));
        if (intact.isPresent()) {
            return intact.get();
        }
        return switch (fetcher.fetch(message, file, deadline)) {
            case FetchOutcome.File found -> isEnabled() ? store(found, message, index) : found;
            case FetchOutcome.Gone _
            when cached.isPresent() ->
                new FetchOutcome.Refused("the cached file is damaged, and the provider no longer has it");
            case FetchOutcome other -> other;
        };
    }

    /// Returns the name under which a fetched file can be saved.
    public static String name(InboundMessage message, int index, String contentType) {
        return FileName.of(MessageFile.of(message.content()).get(index), index, contentType);
    }

    /// Deletes expired files.
    public void sweep() throws IOException {
        folder.sweep(isEnabled() ? clock.instant().minus(store) : Instant.MAX);
    }

    /// Returns the cached file; empty if it was truncated or changed, by a full disk or by hand.
    private Optional<FetchOutcome> intact(Path path, MessageFile file) {
        try (InputStream bytes = Files.newInputStream(path)) {
            byte[] head = bytes.readNBytes(FileType.HEAD);
            String type = FileType.of(head, file.attachment().contentType(), file.kind());
            return folder.isUnchanged(path)
                    ? Optional.of(new FetchOutcome.File(path, Files.size(path), type, true))
                    : Optional.empty();
        } catch (IOException _) {
            // deleted meanwhile, or unreadable: it is fetched again
            return Optional.empty();
        }
    }

    private FetchOutcome store(FetchOutcome.File found, InboundMessage message, int index) {
        try {
            return folder.keep(found.path(), message.id(), index, clock.instant())
                    .<FetchOutcome>map(path -> new FetchOutcome.File(path, found.size(), found.contentType(), true))
                    .orElse(found);
        } catch (IOException _) {
            // the file stays usable for this caller
            return found;
        }
    }
}
