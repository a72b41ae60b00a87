package dev.recado.domain.turn;

import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers the messages that wait in one conversation, in one turn.
@FunctionalInterface
public interface AnswerConversationUseCase {

    /// Runs one turn. A repeat after any interruption sends no part twice.
    Outcome answer(Waiting waiting);

    /// The messages that this process knows to wait in one conversation; more may arrive while the turn runs.
    /// The store may hold more, from other processes.
    interface Waiting {
        /// In the order received; never empty at the start of a turn.
        List<InboundMessage> messages();

        /// The time by which the user gets an answer or an apology.
        Instant deadline();

        /// Those of the messages whose own deadline is not after this time, in order.
        List<InboundMessage> due(Instant by);
    }

    /// The result of a turn.
    sealed interface Outcome {

        static Outcome deferred(Duration after, String reason) {
            return new Deferred(after, reason, Set.of(), false);
        }

        /// Deferred until the operator mends what blocks the sender.
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
                case Busy busy -> {
                    all.addAll(busy.closed());
                    yield new Busy(busy.until(), all);
                }
            };
        }

        /// Messages are closed.
        /// @param next where another turn goes on, if these were not all; in another conversation when this one
        ///     is now part of it
        record Closed(Set<MessageId> ids, Optional<InboundMessage> next) implements Outcome {
            public Closed {
                ids = Set.copyOf(ids);
            }
        }

        /// Another process answers this conversation.
        /// @param until when its lease runs out unless renewed
        /// @param closed messages that it closed already
        record Busy(Instant until, Set<MessageId> closed) implements Outcome {
            public Busy {
                closed = Set.copyOf(closed);
            }
        }

        /// The turn must be run again; nothing is lost.
        /// @param closed messages that were closed all the same
        /// @param blocked whether it waits for the operator: then the deadline does not run
        record Deferred(Duration after, String reason, Set<MessageId> closed, boolean blocked) implements Outcome {
            public Deferred {
                closed = Set.copyOf(closed);
            }
        }
    }
}
