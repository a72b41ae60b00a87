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
            case Content.Edit edit -> of(edit.now());
            case Content.Text ignored -> List.of();
            case Content.Location ignored -> List.of();
            case Content.Choice ignored -> List.of();
            case Content.FlowReply ignored -> List.of();
            case Content.Order ignored -> List.of();
            case Content.Revoke ignored -> List.of();
            case Content.AddressChange ignored -> List.of();
            case Content.Reaction ignored -> List.of();
            case Content.StaffMessage staff -> of(staff.said());
            case Content.ConsentNotice ignored -> List.of();
            case Content.Unsupported ignored -> List.of();
        };
    }

    private static List<MessageFile> all(MediaKind kind, List<Attachment> files) {
        return files.stream().map(file -> new MessageFile(kind, file)).toList();
    }
}
