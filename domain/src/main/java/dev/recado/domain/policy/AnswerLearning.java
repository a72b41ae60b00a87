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
    private static final int MAX_LENGTH = 300;
    /// More digits could be a personal number.
    private static final int MAX_DIGITS = 4;
    /// A question this long after the last exchange is no follow-up.
    private static final Duration FOLLOW_UP_WINDOW = Duration.ofHours(1);

    private static final int MIN_NAME_LENGTH = 3;

    private final LearnedAnswers store;
    private final KnowledgeBase base;
    private final Duration validity;
    private final InstantSource clock;

    /// @param validity how long an answer is valid; zero disables learning
    public AnswerLearning(LearnedAnswers store, KnowledgeBase base, Duration validity, InstantSource clock) {
        this.store = store;
        this.base = base;
        this.validity = validity;
        this.clock = clock;
    }

    /// Returns a learned answer, if the turn may use one.
    Optional<Reply> find(TurnContext turn, boolean known) {
        boolean inConversation = turn.history().stream()
                .anyMatch(said -> said.at().isAfter(turn.now().minus(FOLLOW_UP_WINDOW)));
        if (validity.isZero() || known || inConversation || isPersonal(turn)) {
            return Optional.empty();
        }
        Instant start = clock.instant();
        Optional<Learned> found = store.find(key(turn), start);
        found.ifPresent(_ -> turn.trace()
                .add(new Event.CacheSearched(turn.id(), "learned", 1, Duration.between(start, clock.instant()))));
        return found.map(answer -> Reply.answer(answer.text()).with(ConversationUpdate.NONE.sources(answer.sources())));
    }

    /// Learns an answer, if other users may get it.
    void learn(TurnContext turn, boolean known, Generation.Answer answer, Reply reply) {
        boolean grounded = !reply.update().sources().isEmpty();
        boolean plain = answer.actions().isEmpty() && answer.thread() == null;
        if (validity.isZero()
                || known
                || !grounded
                || !plain
                || isPersonal(turn)
                || !turn.history().isEmpty()) {
            return;
        }
        if (!mentionsUser(turn, answer.text())) {
            Learned learned = new Learned(answer.text(), reply.update().sources());
            store.learn(key(turn), learned, clock.instant().plus(validity));
        }
    }

    private static boolean isPersonal(TurnContext turn) {
        String words = turn.words();
        return words.isEmpty()
                || words.length() > MAX_LENGTH
                || words.contains("@")
                || words.chars().filter(Character::isDigit).count() > MAX_DIGITS
                || turn.conversation().lastNotice() != null
                || ReferencedMessages.arePresent(turn)
                || turn.messages().stream()
                        .anyMatch(message -> !(message.content() instanceof Content.Text)
                                && !(message.content() instanceof Content.Choice));
    }

    /// Returns whether the text mentions the user's name.
    private static boolean mentionsUser(TurnContext turn, String text) {
        String name = turn.profileName();
        String words = " " + FoldedWords.words(text) + " ";
        return name != null
                && Arrays.stream(FoldedWords.words(name).split(" ", -1))
                        .anyMatch(part -> part.length() >= MIN_NAME_LENGTH && words.contains(" " + part + " "));
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
