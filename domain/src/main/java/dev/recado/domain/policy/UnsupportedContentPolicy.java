package dev.recado.domain.policy;

import dev.recado.domain.answer.Attachments;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.ResponseGenerator;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.voice.Transcriber;
import dev.recado.domain.voice.TranscriptionPolicy;
import java.util.Optional;

/// Tells the user that the bot cannot use this kind of message, when it has no words and no model can read it.
public final class UnsupportedContentPolicy implements ReplyPolicy {
    private final ResponseGenerator generator;
    private final Transcriber transcriber;

    /// @param generator reads files if it can
    /// @param transcriber transcribes recordings if it is configured
    public UnsupportedContentPolicy(ResponseGenerator generator, Transcriber transcriber) {
        this.generator = generator;
        this.transcriber = transcriber;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        boolean usable = !turn.words().isEmpty()
                || turn.messages().stream().anyMatch(message -> Attachments.isReadable(message.content(), generator));
        return usable ? Optional.empty() : Optional.of(Reply.notice(turn, notice(turn)));
    }

    private BuiltInText notice(TurnContext turn) {
        Content content = turn.latest().content();
        boolean untranscribed = transcriber.isConfigured() && TranscriptionPolicy.isRecording(content);
        return untranscribed && content instanceof Content.Media ? BuiltInText.VOICE_FAILED : noticeFor(content);
    }

    /// Returns the notice for a kind of content.
    static BuiltInText noticeFor(Content content) {
        return switch (content) {
            case Content.Media media -> noticeFor(media.mediaKind());
            case Content.Speech _ -> BuiltInText.VOICE_UNINTELLIGIBLE;
            case Content.Location _ -> BuiltInText.NOTICE_LOCATION;
            case Content.ContactCard _ -> BuiltInText.NOTICE_CONTACT;
            // an empty message: the chat was opened, or the text is blank
            case Content.Text _ -> BuiltInText.SMALL_TALK_GREETING;
            case Content.Choice _ -> BuiltInText.NOTICE_OTHER;
            case Content.FlowReply _ -> BuiltInText.NOTICE_OTHER;
            case Content.Order _ -> BuiltInText.NOTICE_OTHER;
            case Content.Edit edit -> noticeFor(edit.newContent());
            case Content.Revoke _ -> BuiltInText.NOTICE_OTHER;
            case Content.AddressChange _ -> BuiltInText.NOTICE_OTHER;
            case Content.Reaction _ -> BuiltInText.NOTICE_OTHER;
            case Content.StaffMessage _ -> BuiltInText.NOTICE_OTHER;
            case Content.ConsentNotice _ -> BuiltInText.NOTICE_OTHER;
            case Content.Unsupported _ -> BuiltInText.NOTICE_OTHER;
        };
    }

    private static BuiltInText noticeFor(MediaKind kind) {
        return switch (kind) {
            case AUDIO -> BuiltInText.NOTICE_VOICE;
            case IMAGE -> BuiltInText.NOTICE_IMAGE;
            case VIDEO -> BuiltInText.NOTICE_VIDEO;
            case DOCUMENT -> BuiltInText.NOTICE_DOCUMENT;
            case STICKER -> BuiltInText.NOTICE_STICKER;
        };
    }
}
