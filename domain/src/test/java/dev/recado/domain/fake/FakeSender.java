package dev.recado.domain.fake;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Capabilities;
import dev.recado.domain.message.Capabilities.Choosing;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.OutboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A provider in memory that accepts everything unless a test sets another outcome.
public final class FakeSender implements MessageSender {
    private final List<OutboundMessage> sent = new ArrayList<>();
    private final Deque<Script> scripts = new ArrayDeque<>();
    private Runnable duringSend = () -> {};
    private boolean lookUpFails;
    private boolean lookUpFindsNothing;
    private @Nullable String fatal;
    private SendOutcome.@Nullable Blocked block;
    private int attempts;
    private @Nullable OutboundMessage last;

    private volatile Capabilities capabilities = new Capabilities(
            1600,
            1600,
            EnumSet.allOf(MediaKind.class),
            EnumSet.allOf(MediaKind.class),
            Choosing.NONE,
            Duration.ofSeconds(3));

    /// Sets the channel's capabilities.
    public void setCapabilities(Capabilities other) {
        capabilities = other;
    }

    /// What the provider does with the next part.
    ///
    /// @param answer null for the usual response
    /// @param delivered whether the user gets the part, whatever the response says
    private record Script(@Nullable SendOutcome answer, boolean delivered) {
        SendOutcome answerTo(OutboundMessage part) {
            return answer == null ? new SendOutcome.Accepted(externalId(part.id())) : answer;
        }
    }

    /// The next part is sent as usual.
    public synchronized void nextIsAccepted() {
        scripts.add(new Script(null, true));
    }

    public synchronized void nextOutcome(SendOutcome answer) {
        scripts.add(new Script(answer, false));
    }

    /// The next part reaches the user, but the response is lost.
    public synchronized void nextIsAcceptedButUnknown() {
        scripts.add(new Script(new SendOutcome.Unknown("cut"), true));
    }

    /// From now on it accepts everything again.
    public synchronized void acceptsAll() {
        scripts.clear();
    }

    /// Sets what happens while the next part is being sent.
    public synchronized void duringNextSend(Runnable happens) {
        duringSend = happens;
    }

    /// Lets the last part reach the user only now.
    public synchronized void acceptsLastLate() {
        sent.add(Objects.requireNonNull(last));
    }

    /// From now on look-ups find nothing, as at a provider that only sends receipts, within this time.
    public synchronized void lookUpFindsNothing(Duration settling) {
        lookUpFindsNothing = true;
        capabilities = new Capabilities(
                capabilities.textLimit(),
                capabilities.captionLimit(),
                capabilities.media(),
                capabilities.captioned(),
                capabilities.choices(),
                settling);
    }

    public synchronized void lookUpFails(boolean fails) {
        lookUpFails = fails;
    }

    /// From now on it accepts nothing, and look-ups fail, until the operator resolves the problem.
    public synchronized void blockedBy(SendOutcome.Blocked why) {
        block = why;
    }

    /// The operator has resolved the problem.
    public synchronized void unblock() {
        block = null;
    }

    /// From now on a part with these words kills the process that sends it, before the provider has it.
    public synchronized void breaksOn(String words) {
        fatal = words;
    }

    /// The texts the users got, in order.
    public synchronized List<String> texts() {
        return sent.stream().map(OutboundMessage::text).toList();
    }

    /// The texts the user with this phone number got, in order.
    public synchronized List<String> sentTo(String phone) {
        return sent.stream()
                .filter(part -> part.to().equals(new UserAddress.Phone(phone)))
                .map(OutboundMessage::text)
                .toList();
    }

    public synchronized List<OutboundMessage> sent() {
        return List.copyOf(sent);
    }

    public synchronized int attempts() {
        return attempts;
    }

    @Override
    public Channel channel() {
        return Channel.TWILIO;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public synchronized SendOutcome send(OutboundMessage part) {
        attempts++;
        last = part;
        Runnable happens = duringSend;
        duringSend = () -> {};
        happens.run();
        if (fatal != null && part.text().contains(fatal)) {
            throw new OutOfMemoryError("the end of a process");
        }
        if (block != null) {
            return block;
        }
        Script script = scripts.isEmpty() ? new Script(null, true) : scripts.poll();
        if (script.delivered()) {
            sent.add(part);
        }
        return script.answerTo(part);
    }

    @Override
    public synchronized Settlement lookUp(OutboundMessage part, Instant since, Set<String> others) {
        if (lookUpFails) {
            throw new PortUnavailableException("the provider is told not to answer");
        }
        if (block != null) {
            return new Settlement.Blocked(block);
        }
        if (lookUpFindsNothing) {
            return new Settlement.NotFound();
        }
        // Like a provider that does not store our ids: a part is recognised by its text.
        return sent.stream()
                .filter(p -> p.to().equals(part.to()) && p.text().equals(part.text()))
                .map(p -> externalId(p.id()))
                .filter(id -> !others.contains(id))
                .findFirst()
                .<Settlement>map(Settlement.Found::new)
                .orElseGet(Settlement.NotFound::new);
    }

    /// Uses providers' codes: 131042 blocks the account, 63016 is a closed window, 21610 a user who opted out,
    /// 131030 a user whom the operator has to allow.
    @Override
    public SendOutcome meaningOf(String code, String reason) {
        return switch (code) {
            case "131042" -> new SendOutcome.Blocked(code, reason, true, "pay");
            case "63016" -> new SendOutcome.WindowClosed(code);
            case "21610" -> new SendOutcome.OptedOut(code, reason);
            case "131030" -> new SendOutcome.Refused(code, reason, "add the user's number");
            default -> new SendOutcome.Refused(code, reason);
        };
    }

    @Override
    public CredentialCheck checkCredentials() {
        return new CredentialCheck.Valid("fake");
    }

    public static String externalId(PartId part) {
        return "SMout-" + part.value();
    }
}
