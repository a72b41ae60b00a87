package dev.recado.domain.usecase;

import dev.recado.domain.media.Fetched;
import dev.recado.domain.media.KeptMedia;
import dev.recado.domain.media.MessageFile;
import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.model.MessageId;
import dev.recado.domain.port.Inbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Opens a user's file for an operator.
public final class OpenMedia implements OpenMediaUseCase {
    private final Inbox inbox;
    private final KeptMedia media;

    public OpenMedia(Inbox inbox, KeptMedia media) {
        this.inbox = inbox;
        this.media = media;
    }

    @Override
    public Opened open(MessageId id, int index) {
        Optional<InboundMessage> message = inbox.message(id);
        if (message.isEmpty()
                || index < 0
                || index >= MessageFile.of(message.get().content()).size()) {
            return new Opened.Unknown();
        }
        return switch (media.get(message.get(), index)) {
            case Fetched.File file -> opened(message.get(), index, file);
            case Fetched.TooLarge tooLarge -> new Opened.TooLarge(tooLarge.limit());
            case Fetched.Gone ignored -> new Opened.Gone();
            case Fetched.Refused refused -> new Opened.Refused(refused.reason());
            case Fetched.Unavailable unavailable -> new Opened.Unavailable(unavailable.reason());
        };
    }

    private Opened opened(InboundMessage message, int index, Fetched.File file) {
        OpenOption[] options = file.kept()
                ? new OpenOption[] {StandardOpenOption.READ}
                : new OpenOption[] {StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE};
        try {
            InputStream bytes = Files.newInputStream(file.path(), options);
            String name = KeptMedia.name(message, index, file.contentType());
            return new Opened.File(bytes, file.size(), file.contentType(), name);
        } catch (IOException e) {
            return new Opened.Unavailable(
                    "the disk does not give it: " + e.getClass().getSimpleName());
        }
    }
}
