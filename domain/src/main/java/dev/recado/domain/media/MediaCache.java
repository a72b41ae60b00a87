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

/// Users' files with a memory, where one is wanted: what was fetched is kept for a while, even when its provider
/// has lost it since.
public final class MediaCache {
    private final MediaFetcher fetch;
    private final MediaFolder folder;
    private final Duration keep;
    private final InstantSource clock;

    /// @param keep how long a file is kept; zero: never
    public MediaCache(MediaFetcher fetch, MediaFolder folder, Duration keep, InstantSource clock) {
        this.fetch = fetch;
        this.folder = folder;
        this.keep = keep;
        this.clock = clock;
    }

    /// Whether anything is kept.
    public boolean keeps() {
        return keep.isPositive();
    }

    /// The kept file, else fetched now, in the time that its kind allows.
    ///
    /// @param index of one of {@link MessageFile#of}
    public FetchOutcome get(InboundMessage message, int index) {
        return get(message, index, Instant.MAX);
    }

    /// The same for somebody who cannot wait as long.
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
                new FetchOutcome.Refused("the kept file is damaged, and its provider has it no more");
            case FetchOutcome other -> other;
        };
    }

    /// Under which name a fetched file can be saved.
    public static String name(InboundMessage message, int index, String contentType) {
        return FileName.of(MessageFile.of(message.content()).get(index), index, contentType);
    }

    /// Deletes what was kept for long enough.
    public void sweep() throws IOException {
        folder.sweep(keeps() ? clock.instant().minus(keep) : Instant.MAX);
    }

    /// Empty for a file that was cut or changed since, by a full disk or by hand.
    private Optional<FetchOutcome> whole(Path path, MessageFile file) {
        try (InputStream bytes = Files.newInputStream(path)) {
            byte[] head = bytes.readNBytes(FileType.HEAD);
            String type = FileType.of(head, file.attachment().contentType(), file.kind());
            return folder.isWhole(path)
                    ? Optional.of(new FetchOutcome.File(path, Files.size(path), type, true))
                    : Optional.empty();
        } catch (IOException _) {
            // swept meanwhile, or not to be read: it is fetched again
            return Optional.empty();
        }
    }

    private FetchOutcome keep(FetchOutcome.File found, InboundMessage message, int index) {
        try {
            return folder.keep(found.path(), message.id(), index, clock.instant())
                    .<FetchOutcome>map(path -> new FetchOutcome.File(path, found.size(), found.contentType(), true))
                    .orElse(found);
        } catch (IOException _) {
            // it is there all the same, if only for now
            return found;
        }
    }
}
