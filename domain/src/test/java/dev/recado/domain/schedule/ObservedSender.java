package dev.recado.domain.schedule;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.fake.FakeSender;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.Capabilities;
import dev.recado.domain.message.OutboundMessage;
import java.time.Instant;
import java.util.Set;

/// The provider, as one process sees it.
final class ObservedSender implements MessageSender {
    /// A notification of two lines has two parts.
    private static final int TEXT_LIMIT = 20;

    static final String UNPAID = "131042";
    static final String WINDOW_CLOSED = "63016";

    private final Simulation simulation;
    private final ProcessInstance process;

    ObservedSender(Simulation simulation, ProcessInstance process) {
        this.simulation = simulation;
        this.process = process;
    }

    @Override
    public Channel channel() {
        return Channel.TWILIO;
    }

    @Override
    public Capabilities capabilities() {
        Capabilities fake = new FakeSender().capabilities();
        return new Capabilities(
                TEXT_LIMIT, fake.captionLimit(), fake.media(), fake.captioned(), fake.choices(), fake.settling());
    }

    @Override
    public SendOutcome send(OutboundMessage part) {
        // a pause between the last check of the lease and the call is beyond what a lease can prevent
        simulation.scheduler.yieldAtMost(ProcessInstance.LEASE.dividedBy(3).minusMillis(1));
        SendOutcome refusal = simulation.faults.send();
        String externalId = refusal == null ? simulation.provider.accept(process, part) : "";
        boolean lost = simulation.faults.answerLost();
        simulation.scheduler.yieldToOthers();
        if (refusal != null) {
            return refusal;
        }
        return lost ? new SendOutcome.Unknown("cut") : new SendOutcome.Accepted(externalId);
    }

    @Override
    public Settlement lookUp(OutboundMessage part, Instant since, Set<String> others) {
        simulation.scheduler.yieldToOthers();
        if (simulation.faults.lookUpFails()) {
            throw new PortUnavailableException("as ordered");
        }
        Settlement found = simulation.provider.find(part, since, others);
        simulation.scheduler.yieldToOthers();
        return found;
    }

    @Override
    public SendOutcome meaningOf(String code, String reason) {
        return switch (code) {
            case UNPAID -> new SendOutcome.Blocked(code, reason, true, "pay");
            case WINDOW_CLOSED -> new SendOutcome.WindowClosed(code);
            default -> new SendOutcome.Refused(code, reason);
        };
    }

    @Override
    public CredentialCheck checkCredentials() {
        return new CredentialCheck.Valid("fake");
    }
}
