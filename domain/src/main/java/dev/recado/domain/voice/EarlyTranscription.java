package dev.recado.domain.voice;

import dev.recado.domain.BoundedMap;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.answer.UrgentAnswers;
import dev.recado.domain.identity.ConversationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/// Transcribes a voice note before consent, blocks and limits are checked, if urgent answers are configured,
/// because an emergency may be spoken. At most [#MAX_PER_HOUR] times an hour per user, so that a blocked user
/// cannot cause unlimited cost; further voice notes are transcribed in their usual place.
public final class EarlyTranscription implements ReplyPolicy {
    static final int MAX_PER_HOUR = 20;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MAX_USERS = 1_000;

    private final TranscriptionPolicy transcription;
    private final UrgentAnswers urgent;
    private final Map<ConversationId, Deque<Instant>> recent = BoundedMap.droppingOldest(MAX_USERS);

    public EarlyTranscription(TranscriptionPolicy transcription, UrgentAnswers urgent) {
        this.transcription = transcription;
        this.urgent = urgent;
    }

    @Override
    public boolean mayBlock(TurnContext turn) {
        return urgent.hasAny() && transcription.mayBlock(turn);
    }

    @Override
    public TurnContext prepare(TurnContext turn) {
        return mayBlock(turn) && isWithinLimit(turn) ? transcription.prepare(turn) : turn;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        return Optional.empty();
    }

    private boolean isWithinLimit(TurnContext turn) {
        synchronized (recent) {
            Deque<Instant> times = recent.computeIfAbsent(turn.conversation().id(), _ -> new ArrayDeque<>());
            times.removeIf(time -> time.isBefore(turn.now().minus(HOUR)));
            return times.size() < MAX_PER_HOUR && times.add(turn.now());
        }
    }
}
