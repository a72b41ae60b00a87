package dev.recado.domain.turn;

import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers what waits in one conversation: one turn.
@FunctionalInterface
public interface AnswerConversationUseCase {

    /// Runs one turn to its end, or as far as it gets. Re-running it after any interruption sends nothing twice.
    Outcome answer(Waiting waiting);

    /// What this process knows to wait in one conversation, as it grows while the turn runs. It may be less than
    /// what waits in the store, where other processes put their part.
    interface Waiting {
        /// In the order received; never empty at the start of a turn.
        List<InboundMessage> messages();

        /// By then the user has an answer or an apology.
        Instant deadline();
    }

    /// What came of a turn.
    sealed interface Outcome {

        static Outcome deferred(Duration after, String reason) {
            return new Deferred(after, reason, Set.of(), false);
        }

        /// Until the operator mends what keeps the provider from taking anything.
        static Outcome blocked(Duration after, String reason) {
            return new Deferred(after, reason, Set.of(), true);
        }

        /// The same outcome, with more messages closed.
        default Outcome with(Set<MessageId> more) {
            Set<MessageId> all = new HashSet<>(more);
            return switch (this) {
                case Closed closed -> {
                    all.addAll(closed.ids());
                    yield new Closed(all, closed.next());
                }
                case Deferred deferred -> {
                    all.addAll(deferred.closed());
                    yield new Deferred(deferred.after(), deferred.reason(), all, deferred.blocked());
                }
                case Busy busy -> busy;
            };
        }

        /// These are closed.
        /// @param next where another turn goes on, if these were not all; in another conversation when this one
        ///     is now part of it
        record Closed(Set<MessageId> ids, Optional<InboundMessage> next) implements Outcome {
            public Closed {
                ids = Set.copyOf(ids);
            }
        }

        /// Another process answers this conversation.
        /// @param until when its lease runs out unless renewed
        record Busy(Instant until) implements Outcome {}

        /// Nothing is lost; the same turn is to be run again.
        /// @param closed what was closed all the same
        /// @param blocked whether it waits for the operator: the time does not count
        record Deferred(Duration after, String reason, Set<MessageId> closed, boolean blocked) implements Outcome {
            public Deferred {
                closed = Set.copyOf(closed);
            }
        }
    }
}
