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
    private final MediaFetcher fetch;
    private final MediaFolder folder;
    private final Duration keep;
    private final InstantSource clock;

    /// @param keep how long files are kept; zero disables the cache
    public MediaCache(MediaFetcher fetch, MediaFolder folder, Duration keep, InstantSource clock) {
        this.fetch = fetch;
        this.folder = folder;
        this.keep = keep;
        this.clock = clock;
    }

    /// Returns whether the cache is enabled.
    public boolean keeps() {
        return keep.isPositive();
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
        Optional<Path> kept = keeps() ? folder.kept(message.id(), index) : Optional.empty();
        Optional<FetchOutcome> whole = kept.flatMap(path -> whole(path, file));
        if (whole.isPresent()) {
            return whole.get();
        }
        return switch (fetch.fetch(message, file, deadline)) {
            case FetchOutcome.File found -> keeps() ? keep(found, message, index) : found;
            case FetchOutcome.Gone _
            when kept.isPresent() ->
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
        folder.sweep(keeps() ? clock.instant().minus(keep) : Instant.MAX);
    }

    /// Returns the cached file; empty if it was truncated or changed, by a full disk or by hand.
    private Optional<FetchOutcome> whole(Path path, MessageFile file) {
        try (InputStream bytes = Files.newInputStream(path)) {
            byte[] head = bytes.readNBytes(FileType.HEAD);
            String type = FileType.of(head, file.attachment().contentType(), file.kind());
            return folder.isWhole(path)
                    ? Optional.of(new FetchOutcome.File(path, Files.size(path), type, true))
                    : Optional.empty();
        } catch (IOException _) {
            // deleted meanwhile, or unreadable: it is fetched again
            return Optional.empty();
        }
    }

    private FetchOutcome keep(FetchOutcome.File found, InboundMessage message, int index) {
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
