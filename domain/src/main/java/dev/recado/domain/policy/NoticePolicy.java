package dev.recado.domain.policy;

import dev.recado.domain.model.Content;
import dev.recado.domain.model.Content.MediaKind;
import dev.recado.domain.model.Phrase;
import java.util.Optional;

/// Says politely which kinds of message the bot cannot use, when the user wrote no words beside them.
public final class NoticePolicy implements ReplyPolicy {

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        if (!turn.words().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Reply.notice(noticeFor(turn.latest().content()), turn.language()));
    }

    /// The notice for a kind of content.
    static Phrase noticeFor(Content content) {
        return switch (content) {
            case Content.Media media -> noticeFor(media.mediaKind());
            case Content.Location ignored -> Phrase.NOTICE_LOCATION;
            case Content.ContactCard ignored -> Phrase.NOTICE_CONTACT;
            case Content.Text ignored -> Phrase.NOTICE_OTHER;
            case Content.Choice ignored -> Phrase.NOTICE_OTHER;
            case Content.FlowReply ignored -> Phrase.NOTICE_OTHER;
            case Content.Order ignored -> Phrase.NOTICE_OTHER;
            case Content.Edit edit -> noticeFor(edit.now());
            case Content.Revoke ignored -> Phrase.NOTICE_OTHER;
            case Content.AddressChange ignored -> Phrase.NOTICE_OTHER;
            case Content.Reaction ignored -> Phrase.NOTICE_OTHER;
            case Content.Unsupported ignored -> Phrase.NOTICE_OTHER;
        };
    }

    private static Phrase noticeFor(MediaKind kind) {
        return switch (kind) {
            case AUDIO -> Phrase.NOTICE_VOICE;
            case IMAGE -> Phrase.NOTICE_IMAGE;
            case VIDEO -> Phrase.NOTICE_VIDEO;
            case DOCUMENT -> Phrase.NOTICE_DOCUMENT;
            case STICKER -> Phrase.NOTICE_STICKER;
        };
    }
}
