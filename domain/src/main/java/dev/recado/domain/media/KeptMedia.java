package dev.recado.domain.media;

import dev.recado.domain.model.InboundMessage;
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
public final class KeptMedia {
    private final MediaFetch fetch;
    private final MediaFolder folder;
    private final Duration keep;
    private final InstantSource clock;

    /// @param keep how long a file is kept; zero: never
    public KeptMedia(MediaFetch fetch, MediaFolder folder, Duration keep, InstantSource clock) {
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
    public Fetched get(InboundMessage message, int index) {
        return get(message, index, Instant.MAX);
    }

    /// The same for somebody who cannot wait as long.
    public Fetched get(InboundMessage message, int index, Instant deadline) {
        MessageFile file = MessageFile.of(message.content()).get(index);
        Optional<Path> kept = keeps() ? folder.kept(message.id(), index) : Optional.empty();
        Optional<Fetched> whole = kept.flatMap(path -> whole(path, file));
        if (whole.isPresent()) {
            return whole.get();
        }
        return switch (fetch.fetch(message, file, deadline)) {
            case Fetched.File found -> keeps() ? keep(found, message, index) : found;
            case Fetched.Gone _
            when kept.isPresent() -> new Fetched.Refused("the kept file is damaged, and its provider has it no more");
            case Fetched other -> other;
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
    private Optional<Fetched> whole(Path path, MessageFile file) {
        try (InputStream bytes = Files.newInputStream(path)) {
            byte[] head = bytes.readNBytes(FileType.HEAD);
            String type = FileType.of(head, file.attachment().contentType(), file.kind());
            return folder.isWhole(path)
                    ? Optional.of(new Fetched.File(path, Files.size(path), type, true))
                    : Optional.empty();
        } catch (IOException _) {
            // swept meanwhile, or not to be read: it is fetched again
            return Optional.empty();
        }
    }

    private Fetched keep(Fetched.File found, InboundMessage message, int index) {
        try {
            return folder.keep(found.path(), message.id(), index, clock.instant())
                    .<Fetched>map(path -> new Fetched.File(path, found.size(), found.contentType(), true))
                    .orElse(found);
        } catch (IOException _) {
            // it is there all the same, if only for now
            return found;
        }
    }
}
