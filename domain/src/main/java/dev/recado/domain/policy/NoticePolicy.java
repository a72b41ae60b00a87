package dev.recado.domain.policy;

import dev.recado.domain.model.Content;
import dev.recado.domain.model.Content.MediaKind;
import dev.recado.domain.model.Phrase;
import dev.recado.domain.port.ResponseGenerator;
import dev.recado.domain.port.Transcriber;
import java.util.Optional;

/// Says politely which kinds of message the bot cannot use, when the user wrote no words beside them and no model can
/// look at them.
public final class NoticePolicy implements ReplyPolicy {
    private final ResponseGenerator generator;
    private final Transcriber transcriber;

    /// @param generator looks at files where it can
    /// @param transcriber listens to recordings where it is configured
    public NoticePolicy(ResponseGenerator generator, Transcriber transcriber) {
        this.generator = generator;
        this.transcriber = transcriber;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        boolean usable = !turn.words().isEmpty()
                || turn.messages().stream().anyMatch(message -> Enclosures.mayBeRead(message.content(), generator));
        return usable ? Optional.empty() : Optional.of(Reply.notice(turn, notice(turn)));
    }

    private Phrase notice(TurnContext turn) {
        Content content = turn.latest().content();
        boolean unheard = transcriber.isConfigured() && ListeningPolicy.isSpoken(content);
        return unheard && content instanceof Content.Media ? Phrase.VOICE_FAILED : noticeFor(content);
    }

    /// The notice for a kind of content.
    static Phrase noticeFor(Content content) {
        return switch (content) {
            case Content.Media media -> noticeFor(media.mediaKind());
            case Content.Speech ignored -> Phrase.VOICE_UNINTELLIGIBLE;
            case Content.Location ignored -> Phrase.NOTICE_LOCATION;
            case Content.ContactCard ignored -> Phrase.NOTICE_CONTACT;
            // nothing was written: the chat was opened, or the text is blank
            case Content.Text ignored -> Phrase.SMALL_TALK_GREETING;
            case Content.Choice ignored -> Phrase.NOTICE_OTHER;
            case Content.FlowReply ignored -> Phrase.NOTICE_OTHER;
            case Content.Order ignored -> Phrase.NOTICE_OTHER;
            case Content.Edit edit -> noticeFor(edit.now());
            case Content.Revoke ignored -> Phrase.NOTICE_OTHER;
            case Content.AddressChange ignored -> Phrase.NOTICE_OTHER;
            case Content.Reaction ignored -> Phrase.NOTICE_OTHER;
            case Content.StaffMessage ignored -> Phrase.NOTICE_OTHER;
            case Content.ConsentNotice ignored -> Phrase.NOTICE_OTHER;
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
