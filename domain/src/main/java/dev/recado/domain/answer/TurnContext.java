package dev.recado.domain.answer;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.UserState;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.text.AnalysisExecutor;
import dev.recado.domain.text.Language;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a policy may look at.
///
/// @param messages what waits, in order; never empty
/// @param history the recent turns before them that a model may see, oldest first
/// @param language the user's, as far as it is known
/// @param conversation as it was claimed
/// @param userState the user's, these messages counted
/// @param now when the latest of the messages was received
/// @param deadline by then the reply must be decided
/// @param texts what the bot says by itself
/// @param trace takes the steps of the turn
/// @param analysis runs the CPU-bound work of policies that wait
public record TurnContext(
        List<InboundMessage> messages,
        List<Utterance> history,
        Language language,
        @Nullable String profileName,
        Conversation conversation,
        UserState userState,
        Instant now,
        Instant deadline,
        BuiltInTexts texts,
        TurnTrace trace,
        AnalysisExecutor analysis) {
    /// The most of all messages together that is analysed, in UTF-16 units.
    private static final int MOST_ANALYSED = 4 * Content.MOST_ANALYSED;

    public TurnContext {
        messages = List.copyOf(messages);
        history = List.copyOf(history);
    }

    /// The same turn in another language.
    public TurnContext in(Language other) {
        return new TurnContext(
                messages, history, other, profileName, conversation, userState, now, deadline, texts, trace, analysis);
    }

    /// The same turn with its messages as they are to be understood.
    public TurnContext saying(List<InboundMessage> understood) {
        return new TurnContext(
                understood,
                history,
                language,
                profileName,
                conversation,
                userState,
                now,
                deadline,
                texts,
                trace,
                analysis);
    }

    /// The words of a phrase, in the user's language.
    public String text(BuiltInText phrase) {
        return texts.of(phrase, language);
    }

    /// The words of a phrase that says it of so many.
    public String text(BuiltInText phrase, long number) {
        return texts.of(phrase, language, number);
    }

    /// The same turn with the user's standing as it is by now.
    public TurnContext with(UserState counted) {
        return new TurnContext(
                messages, history, language, profileName, conversation, counted, now, deadline, texts, trace, analysis);
    }

    /// What CPU-bound work gives, within the turn's time.
    public <T> T analysed(Supplier<T> work) {
        return analysis.call(deadline, work);
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

    /// The user's own words of all messages, a line each; blank when there are none. Of many long messages
    /// the newest.
    public String words() {
        return lines(Content::words).stream().filter(words -> !words.isEmpty()).collect(Collectors.joining("\n"));
    }

    /// What the user said, as the model and the recent turns see it: words, and in brackets what came without or
    /// beside them.
    public String said() {
        return String.join("\n", lines(TurnContext::said));
    }

    /// One for each message, of the newest ones as many as are analysed.
    private List<String> lines(Function<Content, String> line) {
        Deque<String> lines = new ArrayDeque<>();
        int room = MOST_ANALYSED;
        for (InboundMessage message : messages.reversed()) {
            String text = line.apply(message.content());
            room -= text.length();
            if (room < 0 && !lines.isEmpty()) {
                break;
            }
            lines.addFirst(text);
        }
        return List.copyOf(lines);
    }

    /// One content in the same way.
    public static String said(Content content) {
        String words = content.words();
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
