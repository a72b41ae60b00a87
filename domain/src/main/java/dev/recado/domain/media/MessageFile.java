package dev.recado.domain.media;

import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.Attachment;
import dev.recado.domain.message.Content.MediaKind;
import java.util.List;

/// One file of a message.
public record MessageFile(MediaKind kind, Attachment attachment) {

    /// Returns the files of a message in its own order; empty when it has none.
    public static List<MessageFile> of(Content content) {
        return switch (content) {
            case Content.Media media -> all(media.mediaKind(), media.attachments());
            case Content.Speech speech -> of(speech.recording());
            case Content.ContactCard cards -> all(MediaKind.DOCUMENT, cards.cards());
            case Content.Edit edit -> of(edit.newContent());
            case Content.Text _ -> List.of();
            case Content.Location _ -> List.of();
            case Content.Choice _ -> List.of();
            case Content.FlowReply _ -> List.of();
            case Content.Order _ -> List.of();
            case Content.Revoke _ -> List.of();
            case Content.AddressChange _ -> List.of();
            case Content.Reaction _ -> List.of();
            case Content.StaffMessage staff -> of(staff.content());
            case Content.ConsentNotice _ -> List.of();
            case Content.Unsupported _ -> List.of();
        };
    }

    private static List<MessageFile> all(MediaKind kind, List<Attachment> files) {
        return files.stream().map(file -> new MessageFile(kind, file)).toList();
    }
}
