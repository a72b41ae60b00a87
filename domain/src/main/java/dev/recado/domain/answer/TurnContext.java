package dev.recado.domain.answer;

import dev.recado.domain.availability.StaffAvailability;
import dev.recado.domain.availability.StaffAvailability.Availability;
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

/// The input of reply policies.
///
/// @param messages the messages to answer, in order; never empty
/// @param history the recent turns before them that a model may see, oldest first
/// @param language the user's language, as far as it is known
/// @param conversation as claimed
/// @param userState the user's state, these messages counted
/// @param now when the latest of the messages was received
/// @param deadline when the reply must be decided
/// @param texts the built-in texts
/// @param staff whether people can answer
/// @param trace records the steps of the turn
/// @param analysis runs the CPU-bound work of policies that may block
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
        StaffAvailability staff,
        TurnTrace trace,
        AnalysisExecutor analysis) {
    /// The most text of all messages together that is analysed, in UTF-16 units.
    private static final int MAX_ANALYSED = 4 * Content.MAX_ANALYSED;

    public TurnContext {
        messages = List.copyOf(messages);
        history = List.copyOf(history);
    }

    /// Returns this turn in another language.
    public TurnContext in(Language other) {
        return new TurnContext(
                messages,
                history,
                other,
                profileName,
                conversation,
                userState,
                now,
                deadline,
                texts,
                staff,
                trace,
                analysis);
    }

    /// Returns this turn with other messages, for example with transcripts.
    public TurnContext withMessages(List<InboundMessage> newMessages) {
        return new TurnContext(
                newMessages,
                history,
                language,
                profileName,
                conversation,
                userState,
                now,
                deadline,
                texts,
                staff,
                trace,
                analysis);
    }

    /// Returns a built-in text in the user's language.
    public String text(BuiltInText phrase) {
        return texts.of(phrase, language);
    }

    /// Returns a built-in text with a number, in the user's language.
    public String text(BuiltInText phrase, long number) {
        return texts.of(phrase, language, number);
    }

    /// Returns a built-in text with the moment at which somebody is there again, in the user's language.
    public String text(BuiltInText phrase, Availability.Closed closed) {
        return texts.of(phrase, language, SpokenTime.of(closed.until(), now, closed.zone(), language));
    }

    /// Returns whether people can answer now.
    public Availability availability() {
        return staff.at(now);
    }

    /// Returns this turn with an updated state of the user.
    public TurnContext withUserState(UserState newState) {
        return new TurnContext(
                messages,
                history,
                language,
                profileName,
                conversation,
                newState,
                now,
                deadline,
                texts,
                staff,
                trace,
                analysis);
    }

    /// Runs CPU-bound work within the turn's deadline and returns its result.
    public <T> T analyse(Supplier<T> work) {
        return analysis.call(deadline, work);
    }

    /// Returns the newest message, which identifies the turn.
    public InboundMessage latest() {
        return messages.getLast();
    }

    public MessageId id() {
        return latest().id();
    }

    /// Creates a business event of this turn; at most one of each type.
    public BusinessEvent event(BusinessEvent.Type type, Map<String, String> details) {
        return BusinessEvent.of(type, id().value(), conversation.id(), now, details);
    }

    /// Returns the user's words, one line per message; blank when there are none. Of many long messages only
    /// the newest count.
    public String words() {
        return lines(Content::words).stream().filter(words -> !words.isEmpty()).collect(Collectors.joining("\n"));
    }

    /// Returns what the user said, as the model and the recent turns show it: the words, with other kinds of
    /// content in brackets.
    public String modelText() {
        return String.join("\n", lines(TurnContext::modelText));
    }

    /// Returns a line for each of the newest messages, as many as are analysed.
    private List<String> lines(Function<Content, String> line) {
        Deque<String> lines = new ArrayDeque<>();
        int room = MAX_ANALYSED;
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

    /// Returns one content in the same form.
    public static String modelText(Content content) {
        String words = content.words();
        return switch (content) {
            case Content.Text _ -> words;
            case Content.Choice _ -> words;
            case Content.FlowReply _ -> words;
            case Content.Media media -> bracketed(media.kind(), words);
            case Content.Speech _ -> bracketed("voice note", words);
            case Content.ContactCard card -> bracketed(card.kind(), words);
            case Content.Location location -> bracketed(location.kind(), words);
            case Content.Order order -> bracketed(order.kind(), words);
            case Content.Edit edit -> modelText(edit.newContent());
            case Content.Revoke revoke -> bracketed(revoke.kind(), words);
            case Content.AddressChange change -> bracketed(change.kind(), words);
            case Content.Reaction reaction -> bracketed(reaction.kind(), words);
            case Content.StaffMessage staff -> modelText(staff.content());
            case Content.ConsentNotice _ -> words;
            case Content.Unsupported unsupported -> bracketed(unsupported.kind(), words);
        };
    }

    private static String bracketed(String kind, String words) {
        return words.isEmpty() ? "[" + kind + "]" : "[" + kind + "] " + words;
    }
}
