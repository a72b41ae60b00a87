package dev.recado.adapter.simulator.core;

import dev.recado.adapter.simulator.fault.Fault;
import dev.recado.adapter.simulator.fault.ProviderErrors;
import dev.recado.adapter.simulator.http.HttpTrace.Kind;
import dev.recado.adapter.simulator.http.LoopbackServer.Incoming;
import dev.recado.adapter.simulator.http.StandInResponse;
import dev.recado.adapter.simulator.message.StandInMessage;
import org.jspecify.annotations.Nullable;

/// A message that Recado asks a provider to send, on its way through the faults ordered: refused, or remembered,
/// answered and followed.
public interface SendRequest {
    /// The address it goes to, in the provider's spelling; empty when that is not said.
    String to();

    /// Why the provider refuses it; null when it is fine.
    StandInResponse.@Nullable Reply refusal();

    /// The message, accepted now, under a new id.
    StandInMessage accepted();

    StandInResponse.Reply answer(StandInMessage message);

    /// Run once the message is remembered.
    default void remembered() {}

    /// Does all of it.
    static StandInResponse run(
            SendRequest asked,
            Incoming incoming,
            ProviderErrors refusals,
            StandInContext standInContext,
            DeliverySimulator receipts)
            throws InterruptedException {
        var at = standInContext.clock().instant();
        var faults = standInContext.faults();
        var trafficLog = standInContext.trafficLog();
        var fault = faults.takeCreate(asked.to());
        if (fault instanceof Fault.Slow slow && !standInContext.pause(slow.before())) {
            return new StandInResponse.Cut();
        }
        var refusal = refusals.refusal(fault);
        if (refusal == null) {
            refusal = asked.refusal();
        }
        if (refusal != null) {
            standInContext.trace(trafficLog.lastFrom(asked.to()), Kind.CREATE, at, incoming, refusal);
            return refusal;
        }
        var message = asked.accepted();
        var answer = refusals.afterwards(fault, asked.answer(message));
        trafficLog.put(message);
        standInContext.trace(message.sid(), Kind.CREATE, at, incoming, answer);
        asked.remembered();
        receipts.follow(message, fault instanceof Fault.Undeliver late ? late : null, faults.takeCallback());
        if (fault instanceof Fault.Slow slow && !standInContext.pause(slow.after())) {
            return new StandInResponse.Cut();
        }
        return answer;
    }
}
