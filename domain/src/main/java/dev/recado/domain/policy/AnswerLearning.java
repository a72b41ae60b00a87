package dev.recado.domain.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.domain.answer.ConversationUpdate;
import dev.recado.domain.answer.KnowledgeBase;
import dev.recado.domain.answer.LearnedAnswers;
import dev.recado.domain.answer.LearnedAnswers.Learned;
import dev.recado.domain.answer.ReferencedMessages;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.event.Event;
import dev.recado.domain.message.Content;
import dev.recado.domain.text.FoldedWords;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Reuses a model's answers for other users with the same question. Only impersonal answers are learned: to the
/// first message of an unknown user, answered from the documents.
public final class AnswerLearning {
    private static final int LONGEST = 300;
    /// More digits could be a personal number.
    private static final int MOST_DIGITS = 4;
    /// A question this long after the last exchange is no follow-up.
    private static final Duration STILL_TALKED_OF = Duration.ofHours(1);

    private static final int LEAST_LETTERS_OF_A_NAME = 3;

    private final LearnedAnswers store;
    private final KnowledgeBase base;
    private final Duration kept;
    private final InstantSource clock;

    /// @param kept how long an answer is valid; zero disables learning
    public AnswerLearning(LearnedAnswers store, KnowledgeBase base, Duration kept, InstantSource clock) {
        this.store = store;
        this.base = base;
        this.kept = kept;
        this.clock = clock;
    }

    /// Returns a learned answer, if the turn may use one.
    Optional<Reply> find(TurnContext turn, boolean known) {
        boolean talking = turn.history().stream()
                .anyMatch(said -> said.at().isAfter(turn.now().minus(STILL_TALKED_OF)));
        if (kept.isZero() || known || talking || isPersonal(turn)) {
            return Optional.empty();
        }
        Instant start = clock.instant();
        Optional<Learned> found = store.find(key(turn), start);
        found.ifPresent(answer -> turn.trace()
                .tell(new Event.CacheAsked(turn.id(), "learned", 1, Duration.between(start, clock.instant()))));
        return found.map(answer -> Reply.answer(answer.text()).with(ConversationUpdate.NONE.sources(answer.sources())));
    }

    /// Learns an answer, if other users may get it.
    void learn(TurnContext turn, boolean known, Generation.Answer answer, Reply reply) {
        boolean grounded = !reply.effects().sources().isEmpty();
        boolean plain = answer.actions().isEmpty() && answer.thread() == null;
        if (kept.isZero()
                || known
                || !grounded
                || !plain
                || isPersonal(turn)
                || !turn.history().isEmpty()) {
            return;
        }
        if (!names(turn, answer.text())) {
            Learned learned = new Learned(answer.text(), reply.effects().sources());
            store.learn(key(turn), learned, clock.instant().plus(kept));
        }
    }

    private static boolean isPersonal(TurnContext turn) {
        String words = turn.words();
        return words.isEmpty()
                || words.length() > LONGEST
                || words.contains("@")
                || words.chars().filter(Character::isDigit).count() > MOST_DIGITS
                || turn.conversation().lastNotice() != null
                || ReferencedMessages.arePresent(turn)
                || turn.messages().stream()
                        .anyMatch(message -> !(message.content() instanceof Content.Text)
                                && !(message.content() instanceof Content.Choice));
    }

    /// Returns whether the text mentions the user's name.
    private static boolean names(TurnContext turn, String text) {
        String name = turn.profileName();
        String words = " " + FoldedWords.words(text) + " ";
        return name != null
                && Arrays.stream(FoldedWords.words(name).split(" ", -1))
                        .anyMatch(part -> part.length() >= LEAST_LETTERS_OF_A_NAME && words.contains(" " + part + " "));
    }

    /// A digest, so that users' questions are not stored a second time.
    private String key(TurnContext turn) {
        String asked = FoldedWords.words(turn.words()) + "\n" + base.version() + "\n"
                + turn.language().tag();
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(asked.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
