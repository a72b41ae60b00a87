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

/// The pictures and documents of a turn that a model can look at: fetched to this machine's disk, and gone from it
/// once the model has answered.
public final class Attachments {
    static final int MOST = 4;
    static final long MOST_BYTES = 20L * 1024 * 1024;

    private final ResponseGenerator generator;
    private final MediaCache media;
    private final InstantSource clock;

    public Attachments(ResponseGenerator generator, MediaCache media, InstantSource clock) {
        this.generator = generator;
        this.media = media;
        this.clock = clock;
    }

    /// Whether a model may look at a file of this message, as far as its announced type tells.
    public static boolean mayBeRead(Content content, ResponseGenerator generator) {
        return isShown(content)
                && MessageFile.of(content).stream()
                        .anyMatch(file -> generator.reads(bare(file.attachment().contentType())));
    }

    /// Sound and film are no pictures, and a sticker asks for nothing.
    private static boolean isShown(Content content) {
        return content instanceof Content.Media shown
                && switch (shown.mediaKind()) {
                    case IMAGE, DOCUMENT -> true;
                    case AUDIO, VIDEO, STICKER -> false;
                };
    }

    /// Fetches what there is of them, within a third of the time that is left, the newest message's first. What
    /// cannot be had, or is no longer of a type that the model reads, is left out.
    public Open of(TurnContext turn) {
        Open open = new Open();
        Instant now = clock.instant();
        Instant deadline = now.plus(Duration.between(now, turn.deadline()).dividedBy(3));
        for (InboundMessage message : turn.messages().reversed()) {
            if (mayBeRead(message.content(), generator)) {
                for (int i = 0; i < MessageFile.of(message.content()).size() && open.hasRoom(); i++) {
                    if (media.get(message, i, deadline) instanceof FetchOutcome.File file) {
                        open.take(file, generator.reads(bare(file.contentType())));
                    }
                }
            }
        }
        return open;
    }

    private static String bare(String contentType) {
        return contentType.split(";", 2)[0].strip();
    }

    /// They lie on the disk until it is closed.
    public static final class Open implements AutoCloseable {
        private final List<FetchOutcome.File> fetched = new ArrayList<>();
        private final List<File> files = new ArrayList<>();
        private long bytes;

        public List<File> files() {
            return List.copyOf(files);
        }

        private boolean hasRoom() {
            return files.size() < MOST;
        }

        private void take(FetchOutcome.File file, boolean readable) {
            fetched.add(file);
            if (readable && bytes + file.size() <= MOST_BYTES) {
                bytes += file.size();
                files.add(new File(file.path(), bare(file.contentType())));
            }
        }

        @Override
        public void close() {
            fetched.forEach(Attachments::discard);
        }
    }

    /// Deletes a file that is not to stay.
    public static void discard(FetchOutcome.File file) {
        try {
            if (!file.kept()) {
                Files.deleteIfExists(file.path());
            }
        } catch (IOException _) {
            // the next start sweeps it
        }
    }
}
