package dev.recado.adapter.simulator.core;

import dev.recado.adapter.simulator.fault.Fault;
import dev.recado.adapter.simulator.fault.ProviderErrors;
import dev.recado.adapter.simulator.http.HttpTrace.Kind;
import dev.recado.adapter.simulator.http.LoopbackServer.Incoming;
import dev.recado.adapter.simulator.http.StandInResponse;
import dev.recado.adapter.simulator.message.StandInMessage;
import org.jspecify.annotations.Nullable;

/// Handles Recado's request to send a message, with the ordered faults: it is refused, or recorded, answered and
/// delivered.
public interface SendRequest {
    /// The recipient in the provider's format; empty when missing.
    String to();

    /// Why the provider refuses it; null when it is valid.
    StandInResponse.@Nullable Reply refusal();

    /// The accepted message, with a new id.
    StandInMessage accepted();

    StandInResponse.Reply answer(StandInMessage message);

    /// Called once the message is recorded.
    default void remembered() {}

    /// Runs all steps.
    static StandInResponse run(
            SendRequest request,
            Incoming incoming,
            ProviderErrors errors,
            StandInContext standInContext,
            DeliverySimulator receipts)
            throws InterruptedException {
        var at = standInContext.clock().instant();
        var faults = standInContext.faults();
        var trafficLog = standInContext.trafficLog();
        var fault = faults.takeCreate(request.to());
        if (fault instanceof Fault.Slow slow && !standInContext.pause(slow.before())) {
            return new StandInResponse.Cut();
        }
        var refusal = errors.refusal(fault);
        if (refusal == null) {
            refusal = request.refusal();
        }
        if (refusal != null) {
            standInContext.trace(trafficLog.lastFrom(request.to()), Kind.CREATE, at, incoming, refusal);
            return refusal;
        }
        var message = request.accepted();
        var answer = errors.afterwards(fault, request.answer(message));
        trafficLog.put(message);
        standInContext.trace(message.sid(), Kind.CREATE, at, incoming, answer);
        request.remembered();
        receipts.follow(message, fault instanceof Fault.Undeliver late ? late : null, faults.takeCallback());
        if (fault instanceof Fault.Slow slow && !standInContext.pause(slow.after())) {
            return new StandInResponse.Cut();
        }
        return answer;
    }
}
