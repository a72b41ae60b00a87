package dev.recado.domain.policy;

import dev.recado.domain.model.BusinessEvent;
import dev.recado.domain.model.Content;
import dev.recado.domain.model.Conversation;
import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.model.Language;
import dev.recado.domain.model.MessageId;
import dev.recado.domain.model.Phrase;
import dev.recado.domain.model.Standing;
import dev.recado.domain.model.Texts;
import dev.recado.domain.model.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a policy may look at.
///
/// @param messages what waits, in order; never empty
/// @param history the recent turns before them that a model may see, oldest first
/// @param language the user's, as far as it is known
/// @param conversation as it was claimed
/// @param standing the user's, these messages counted
/// @param now when the latest of the messages was received
/// @param deadline by then the reply must be decided
/// @param texts what the bot says by itself
/// @param trace takes the steps of the turn
public record TurnContext(
        List<InboundMessage> messages,
        List<Turn> history,
        Language language,
        @Nullable String profileName,
        Conversation conversation,
        Standing standing,
        Instant now,
        Instant deadline,
        Texts texts,
        Trace trace) {
    public TurnContext {
        messages = List.copyOf(messages);
        history = List.copyOf(history);
    }

    /// The same turn in another language.
    public TurnContext in(Language other) {
        return new TurnContext(
                messages, history, other, profileName, conversation, standing, now, deadline, texts, trace);
    }

    /// The same turn with its messages as they are to be understood.
    public TurnContext saying(List<InboundMessage> understood) {
        return new TurnContext(
                understood, history, language, profileName, conversation, standing, now, deadline, texts, trace);
    }

    /// The words of a phrase, in the user's language.
    public String text(Phrase phrase) {
        return texts.of(phrase, language);
    }

    /// The words of a phrase that says it of so many.
    public String text(Phrase phrase, long number) {
        return texts.of(phrase, language, number);
    }

    /// The newest message: what the turn is known by.
    public InboundMessage latest() {
        return messages.getLast();
    }

    public MessageId id() {
        return latest().id();
    }

    /// What the business is told of this turn; one of each type.
    public BusinessEvent event(BusinessEvent.Type type, Map<String, String> details) {
        return BusinessEvent.of(type, id().value(), conversation.id(), now, details);
    }

    /// The user's own words of all messages, a line each; blank when there are none.
    public String words() {
        return messages.stream()
                .map(m -> m.content().text().strip())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /// What the user said, as the model and the record see it: words, and in brackets what came without or beside
    /// them.
    public String said() {
        return messages.stream().map(m -> said(m.content())).collect(Collectors.joining("\n"));
    }

    /// One content in the same way.
    public static String said(Content content) {
        String words = content.text().strip();
        return switch (content) {
            case Content.Text ignored -> words;
            case Content.Choice ignored -> words;
            case Content.FlowReply ignored -> words;
            case Content.Media media -> bracketed(media.kind(), words);
            case Content.Speech ignored -> bracketed("voice note", words);
            case Content.ContactCard card -> bracketed(card.kind(), words);
            case Content.Location location -> bracketed(location.kind(), words);
            case Content.Order order -> bracketed(order.kind(), words);
            case Content.Edit edit -> said(edit.now());
            case Content.Revoke revoke -> bracketed(revoke.kind(), words);
            case Content.AddressChange change -> bracketed(change.kind(), words);
            case Content.Reaction reaction -> bracketed(reaction.kind(), words);
            case Content.StaffMessage staff -> said(staff.said());
            case Content.ConsentNotice ignored -> words;
            case Content.Unsupported unsupported -> bracketed(unsupported.kind(), words);
        };
    }

    private static String bracketed(String kind, String words) {
        return words.isEmpty() ? "[" + kind + "]" : "[" + kind + "] " + words;
    }
}
