package dev.recado.domain.teaching;

import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.EventLog;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.handoff.ConversationList.Page;
import dev.recado.domain.handoff.ConversationList.Place;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.handoff.ThreadEntry;
import dev.recado.domain.handoff.ThreadEntry.Voice;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Content;
import dev.recado.domain.text.Language;
import dev.recado.domain.text.PersonalDataMask;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Puts the question to which the bot gave a wrong answer on the list of open questions. A repeat changes nothing.
public final class MarkAnswerWrong {
    private static final int PAGE = 200;
    private static final int MAX_PAGES = 10;
    private static final int MAX_TEXT = 500;

    private final ConversationList conversations;
    private final EventLog log;
    private final InstantSource clock;

    public MarkAnswerWrong(ConversationList conversations, EventLog log, InstantSource clock) {
        this.conversations = conversations;
        this.log = log;
        this.clock = clock;
    }

    /// What became of it.
    public sealed interface Outcome {
        record Marked(String question) implements Outcome {}

        /// There is no such message among the last thousands.
        record NotFound() implements Outcome {}

        /// The message is not the bot's, or no words of the user are before it.
        record NoAnswer() implements Outcome {}
    }

    /// @param isMessage recognises the message by its id
    /// @throws dev.recado.domain.PortUnavailableException when the store does not answer; a retry may help
    public Outcome mark(ConversationSummary conversation, Predicate<String> isMessage, Author by) {
        ThreadEntry answer = null;
        Deque<String> asked = new ArrayDeque<>();
        Place place = null;
        for (int page = 0; page < MAX_PAGES; page++) {
            Page<ThreadEntry> read = conversations.thread(conversation.id(), PAGE, place);
            for (ThreadEntry entry : read.items()) {
                if (answer == null) {
                    answer = isMessage.test(entry.id()) ? entry : null;
                } else if (entry.voice() == Voice.USER) {
                    asked.addFirst(entry.text());
                } else if (!asked.isEmpty() && entry.voice() != Voice.SYSTEM && entry.voice() != Voice.NOTE) {
                    return record(conversation, answer, asked, by);
                }
            }
            place = read.next();
            if (place == null) {
                break;
            }
        }
        return answer == null ? new Outcome.NotFound() : record(conversation, answer, asked, by);
    }

    private Outcome record(
            ConversationSummary conversation, @Nullable ThreadEntry answer, Deque<String> asked, Author by) {
        String question = String.join("\n", asked).strip();
        if (answer == null || answer.voice() != Voice.ASSISTANT || question.isEmpty()) {
            return new Outcome.NoAnswer();
        }
        Language language = Optional.ofNullable(conversation.user().language()).orElse(Language.ENGLISH);
        log.record(List.of(BusinessEvent.of(
                BusinessEvent.Type.ANSWER_MARKED_WRONG,
                answer.id(),
                conversation.id(),
                clock.instant(),
                Map.of(
                        "question", text(question),
                        "answer", text(answer.text()),
                        "language", language.tag(),
                        "message_id", answer.id(),
                        "agent", by.id(),
                        "agent_name", by.name()))));
        return new Outcome.Marked(question);
    }

    private static String text(String words) {
        return PersonalDataMask.masked(Content.beginning(words, MAX_TEXT));
    }
}
