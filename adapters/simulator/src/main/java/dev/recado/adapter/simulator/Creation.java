package dev.recado.adapter.simulator;

import dev.recado.adapter.simulator.HttpTrace.Kind;
import dev.recado.adapter.simulator.LoopbackServer.Incoming;
import org.jspecify.annotations.Nullable;

/// A message that Recado asks a provider to send, on its way through the faults ordered: refused, or remembered,
/// answered and followed.
interface Creation {
    /// The address it goes to, in the provider's spelling; empty when that is not said.
    String to();

    /// Why the provider refuses it; null when it is fine.
    Answer.@Nullable Reply refusal();

    /// The message, accepted now, under a new id.
    StandInMessage accepted();

    Answer.Reply answer(StandInMessage message);

    /// Run once the message is remembered.
    default void remembered() {}

    /// Does all of it.
    static Answer run(Creation asked, Incoming incoming, Refusals refusals, Workings workings, Receipts receipts)
            throws InterruptedException {
        var at = workings.clock().instant();
        var faults = workings.faults();
        var ledger = workings.ledger();
        var fault = faults.takeCreate(asked.to());
        if (fault instanceof Fault.Slow slow && !workings.pause(slow.before())) {
            return new Answer.Cut();
        }
        var refusal = refusals.refusal(fault);
        if (refusal == null) {
            refusal = asked.refusal();
        }
        if (refusal != null) {
            workings.trace(ledger.lastFrom(asked.to()), Kind.CREATE, at, incoming, refusal);
            return refusal;
        }
        var message = asked.accepted();
        var answer = refusals.afterwards(fault, asked.answer(message));
        ledger.put(message);
        workings.trace(message.sid(), Kind.CREATE, at, incoming, answer);
        asked.remembered();
        receipts.follow(message, fault instanceof Fault.Undeliver late ? late : null, faults.takeCallback());
        if (fault instanceof Fault.Slow slow && !workings.pause(slow.after())) {
            return new Answer.Cut();
        }
        return answer;
    }
}
