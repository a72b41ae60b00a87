package dev.recado.domain.media;

import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Predicate;

/// Opens a user's file for an operator.
public final class OpenMedia implements OpenMediaUseCase {
    private final Inbox inbox;
    private final MediaCache media;

    public OpenMedia(Inbox inbox, MediaCache media) {
        this.inbox = inbox;
        this.media = media;
    }

    @Override
    public Opened open(MessageId id, int index, Predicate<ConversationId> mayOpen) {
        Optional<InboundMessage> message = inbox.message(id);
        if (message.isEmpty()
                || index < 0
                || index >= MessageFile.of(message.get().content()).size()
                || !mayOpen.test(message.get().conversationId())) {
            return new Opened.Unknown();
        }
        return switch (media.get(message.get(), index)) {
            case FetchOutcome.File file -> opened(message.get(), index, file);
            case FetchOutcome.TooLarge tooLarge -> new Opened.TooLarge(tooLarge.limit());
            case FetchOutcome.Gone _ -> new Opened.Gone();
            case FetchOutcome.Refused refused -> new Opened.Refused(refused.reason());
            case FetchOutcome.Unavailable unavailable -> new Opened.Unavailable(unavailable.reason());
        };
    }

    private Opened opened(InboundMessage message, int index, FetchOutcome.File file) {
        OpenOption[] options = file.cached()
                ? new OpenOption[] {StandardOpenOption.READ}
                : new OpenOption[] {StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE};
        try {
            InputStream bytes = Files.newInputStream(file.path(), options);
            String name = MediaCache.name(message, index, file.contentType());
            return new Opened.File(bytes, file.size(), file.contentType(), name);
        } catch (IOException e) {
            return new Opened.Unavailable(
                    "the disk cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
