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
final class WatchedSender implements MessageSender {
    /// A notification of two lines has two parts.
    private static final int TEXT_LIMIT = 20;

    static final String UNPAID = "131042";
    static final String WINDOW_CLOSED = "63016";

    private final World world;
    private final Life life;

    WatchedSender(World world, Life life) {
        this.world = world;
        this.life = life;
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
        world.stage.handOverInTime(Life.LEASE.dividedBy(3).minusMillis(1));
        SendOutcome refusal = world.faults.send();
        String externalId = refusal == null ? world.provider.take(life, part) : "";
        boolean lost = world.faults.answerLost();
        world.stage.handOver();
        if (refusal != null) {
            return refusal;
        }
        return lost ? new SendOutcome.Unknown("cut") : new SendOutcome.Accepted(externalId);
    }

    @Override
    public Settlement lookUp(OutboundMessage part, Instant since, Set<String> others) {
        world.stage.handOver();
        if (world.faults.lookUpFails()) {
            throw new PortUnavailableException("as ordered");
        }
        Settlement found = world.provider.find(part, since, others);
        world.stage.handOver();
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
