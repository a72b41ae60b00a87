package dev.recado.domain.answer;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.event.Event;
import dev.recado.domain.message.Role;
import dev.recado.domain.text.FoldedWords;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Searches the business's documents for a turn. Each search is a step of the turn.
public final class KnowledgeSearch {
    /// The most passages of one search.
    static final int MOST = 5;
    /// Passages below this confidence are dropped, also for a model.
    static final double LEAST = 0.1;

    private static final int MOST_WORDS_OF_A_FOLLOW_UP = 7;
    /// Beginnings of a follow-up question: "and on Sundays?", "how much is it?".
    private static final Pattern GOES_ON = Pattern.compile(
            "(?:y|e|o|pero|entonces|tambien|and|or|but|so|then|also|what about|how about|et|ou|mais|alors|aussi|mas|entao|ou"
                    + "|tambem)\\b.*");
    private static final Pattern ASKS = Pattern.compile(
            "(?:cuanto|cuanta|cuantos|cuantas|cuando|donde|como|que|cual|a que|how|when|where|what|which|combien|quand|ou|comment"
                    + "|quel|quelle|quanto|quanta|quando|onde|qual)\\b.*");

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
        if (best(found) < KnowledgeBase.EVEN && mayGoOn(words)) {
            List<Passage> both = lastSaid(turn)
                    .map(before -> together(before, words, turn.language()))
                    .orElse(List.of());
            found = best(both) > best(found) ? both : found;
        }
        return told(turn, found, start);
    }

    /// The earlier question always finds its own passage. So unless the words are clearly a follow-up, they must
    /// not weaken the match, as a question about something else would.
    private List<Passage> together(String before, String words, Language language) {
        List<Passage> both = search(before + "\n" + words, language);
        boolean borneOut =
                GOES_ON.matcher(FoldedWords.words(words)).matches() || best(both) >= best(search(before, language));
        return borneOut ? both : List.of();
    }

    /// Returns the passages for a question that the user did not ask, such as a model's.
    public List<Passage> of(TurnContext turn, String question) {
        Instant start = clock.instant();
        return told(turn, search(question, turn.language()), start);
    }

    private List<Passage> told(TurnContext turn, List<Passage> found, Instant start) {
        turn.trace()
                .tell(new Event.KnowledgeAsked(
                        turn.id(), found.size(), best(found), Duration.between(start, clock.instant())));
        return found;
    }

    private List<Passage> search(String question, Language language) {
        try {
            return base.search(question, language, MOST).stream()
                    .filter(passage -> passage.confidence() >= LEAST)
                    .toList();
        } catch (PortUnavailableException _) {
            return List.of();
        }
    }

    private static double best(List<Passage> passages) {
        return passages.isEmpty() ? 0 : passages.getFirst().confidence();
    }

    private static boolean mayGoOn(String words) {
        String folded = FoldedWords.words(words);
        return folded.split(" ", -1).length <= MOST_WORDS_OF_A_FOLLOW_UP
                && (GOES_ON.matcher(folded).matches() || ASKS.matcher(folded).matches() || words.endsWith("?"));
    }

    private static Optional<String> lastSaid(TurnContext turn) {
        return turn.history().reversed().stream()
                .filter(said -> said.role() == Role.USER)
                .map(Utterance::text)
                .findFirst();
    }
}
