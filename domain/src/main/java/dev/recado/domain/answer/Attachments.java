package dev.recado.domain.answer;

import dev.recado.domain.answer.ResponseGenerator.File;
import dev.recado.domain.media.FetchOutcome;
import dev.recado.domain.media.MediaCache;
import dev.recado.domain.media.MessageFile;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The pictures and documents of a turn that a model can read. They are fetched to this machine's disk and
/// deleted once the model has answered.
public final class Attachments {
    static final int MAX_FILES = 4;
    static final long MAX_BYTES = 20L * 1024 * 1024;

    private final ResponseGenerator generator;
    private final MediaCache media;
    private final InstantSource clock;

    public Attachments(ResponseGenerator generator, MediaCache media, InstantSource clock) {
        this.generator = generator;
        this.media = media;
        this.clock = clock;
    }

    /// Returns whether a model can read a file of this message, by its announced type.
    public static boolean isReadable(Content content, ResponseGenerator generator) {
        return isShown(content)
                && MessageFile.of(content).stream()
                        .anyMatch(file -> generator.reads(bare(file.attachment().contentType())));
    }

    /// Audio and video are not shown to a model, and a sticker needs no answer.
    private static boolean isShown(Content content) {
        return content instanceof Content.Media shown
                && switch (shown.mediaKind()) {
                    case IMAGE, DOCUMENT -> true;
                    case AUDIO, VIDEO, STICKER -> false;
                };
    }

    /// Fetches the files within a third of the remaining time, the newest message's first. Files that cannot be
    /// fetched, or are not of a type that the model reads, are left out.
    public OpenFiles of(TurnContext turn) {
        OpenFiles open = new OpenFiles();
        Instant now = clock.instant();
        Instant deadline = now.plus(Duration.between(now, turn.deadline()).dividedBy(3));
        for (InboundMessage message : turn.messages().reversed()) {
            if (isReadable(message.content(), generator)) {
                for (int i = 0; i < MessageFile.of(message.content()).size() && open.hasRoom(); i++) {
                    if (media.get(message, i, deadline) instanceof FetchOutcome.File file) {
                        open.add(file, generator.reads(bare(file.contentType())));
                    }
                }
            }
        }
        return open;
    }

    private static String bare(String contentType) {
        return contentType.split(";", 2)[0].strip();
    }

    /// Fetched files; they stay on disk until it is closed.
    public static final class OpenFiles implements AutoCloseable {
        private final List<FetchOutcome.File> fetched = new ArrayList<>();
        private final List<File> files = new ArrayList<>();
        private long bytes;

        public List<File> files() {
            return List.copyOf(files);
        }

        private boolean hasRoom() {
            return files.size() < MAX_FILES;
        }

        private void add(FetchOutcome.File file, boolean readable) {
            fetched.add(file);
            if (readable && bytes + file.size() <= MAX_BYTES) {
                bytes += file.size();
                files.add(new File(file.path(), bare(file.contentType())));
            }
        }

        @Override
        public void close() {
            fetched.forEach(Attachments::discard);
        }
    }

    /// Deletes a file unless it is in the cache.
    public static void discard(FetchOutcome.File file) {
        try {
            if (!file.cached()) {
                Files.deleteIfExists(file.path());
            }
        } catch (IOException _) {
            // the next start deletes it
        }
    }
}
