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

/// Looks for what the business's documents say to a turn. Each look is a step of the turn.
public final class KnowledgeSearch {
    /// As many passages as one look gives.
    static final int MOST = 5;
    /// Less is not shown to anybody, not even to a model.
    static final double LEAST = 0.1;

    private static final int MOST_WORDS_OF_A_FOLLOW_UP = 7;
    /// How a question begins that goes on from another: "and on Sundays?", "how much is it?".
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

    /// The passages for what the user says, best first; for a short question that goes on from the one before, those
    /// for both together, if they are better.
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

    /// What was asked before finds its own passage whatever follows. So unless the words say that they go on, they
    /// have to bear it out: a question about something else makes the match weaker.
    private List<Passage> together(String before, String words, Language language) {
        List<Passage> both = search(before + "\n" + words, language);
        boolean borneOut =
                GOES_ON.matcher(FoldedWords.words(words)).matches() || best(both) >= best(search(before, language));
        return borneOut ? both : List.of();
    }

    /// The passages for a question of somebody else's, as a model's.
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
