package dev.recado.domain.answer;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.event.Event;
import dev.recado.domain.message.Role;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Searches the business's documents for a turn. Each search is a step of the turn.
public final class KnowledgeSearch {
    /// The most passages of one search.
    static final int MAX_PASSAGES = 5;
    /// Passages below this confidence are dropped, also for a model.
    static final double MIN_CONFIDENCE = 0.1;

    private final KnowledgeBase base;
    private final InstantSource clock;

    public KnowledgeSearch(KnowledgeBase base, InstantSource clock) {
        this.base = base;
        this.clock = clock;
    }

    /// Returns the passages for the user's words, best first. For a short follow-up question it also searches
    /// with the question before, and keeps the better result.
    public List<Passage> of(TurnContext turn) {
        String words = turn.words();
        if (words.isEmpty()) {
            return List.of();
        }
        Instant start = clock.instant();
        List<Passage> found = search(words, turn.language());
        if (best(found) < KnowledgeBase.EVEN_ODDS && FollowUpQuestion.isPossible(words)) {
            List<Passage> both = lastUserText(turn)
                    .map(before -> searchTogether(before, words, turn.language()))
                    .orElse(List.of());
            found = best(both) > best(found) ? both : found;
        }
        return recordStep(turn, found, start);
    }

    /// The earlier question always finds its own passage. So unless the words are clearly a follow-up, they must
    /// not weaken the match, as a question about something else would.
    private List<Passage> searchTogether(String before, String words, Language language) {
        List<Passage> both = search(before + "\n" + words, language);
        boolean confirmed = FollowUpQuestion.isClear(words) || best(both) >= best(search(before, language));
        return confirmed ? both : List.of();
    }

    /// Returns the passages for a question that the user did not ask, such as a model's.
    public List<Passage> of(TurnContext turn, String question) {
        Instant start = clock.instant();
        return recordStep(turn, search(question, turn.language()), start);
    }

    private List<Passage> recordStep(TurnContext turn, List<Passage> found, Instant start) {
        turn.trace()
                .add(new Event.KnowledgeSearched(
                        turn.id(), found.size(), best(found), Duration.between(start, clock.instant())));
        return found;
    }

    private List<Passage> search(String question, Language language) {
        try {
            return base.search(question, language, MAX_PASSAGES).stream()
                    .filter(passage -> passage.confidence() >= MIN_CONFIDENCE)
                    .toList();
        } catch (PortUnavailableException _) {
            return List.of();
        }
    }

    private static double best(List<Passage> passages) {
        return passages.isEmpty() ? 0 : passages.getFirst().confidence();
    }

    private static Optional<String> lastUserText(TurnContext turn) {
        return turn.history().reversed().stream()
                .filter(said -> said.role() == Role.USER)
                .map(Utterance::text)
                .findFirst();
    }
}
