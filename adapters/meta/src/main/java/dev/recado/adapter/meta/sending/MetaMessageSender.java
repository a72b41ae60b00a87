package dev.recado.adapter.meta.sending;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recado.adapter.meta.api.BusinessNumbers;
import dev.recado.adapter.meta.api.GraphCallException;
import dev.recado.adapter.meta.api.GraphClient;
import dev.recado.adapter.meta.api.JsonFields;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.Capabilities;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.text.PersonalDataMask;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends parts through the Graph API, from the number that the user wrote to. Thread-safe.
public final class MetaMessageSender implements MessageSender {
    /// Meta has no list of sent messages; receipts carry the part's id and arrive within seconds.
    private static final Capabilities CAPABILITIES = new Capabilities(
            4_096,
            1_024,
            EnumSet.allOf(MediaKind.class),
            EnumSet.of(MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.DOCUMENT),
            new Capabilities.Choosing(1_024, 3, 20, 10, 24, 72),
            Duration.ofSeconds(30));

    private static final Logger LOG = LoggerFactory.getLogger(MetaMessageSender.class);

    private final BusinessNumbers numbers;
    private final GraphClient client;
    private final GraphRequestWriter requests;
    private final NumberThrottle numberThrottle;
    private final PairRateBackoff pairBackoff = new PairRateBackoff();

    public MetaMessageSender(
            GraphClient client, BusinessNumbers numbers, GraphRequestWriter requests, NumberThrottle numberThrottle) {
        this.client = client;
        this.numbers = numbers;
        this.requests = requests;
        this.numberThrottle = numberThrottle;
    }

    @Override
    public Channel channel() {
        return Channel.META;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public SendOutcome send(OutboundMessage part) {
        String number = numbers.numberFor(part.businessAddress());
        Optional<SendOutcome.Throttled> paused = numberThrottle.active(number);
        return paused.isPresent()
                ? paused.get()
                : numberThrottle.recordOutcome(number, withPairBackoff(part, sendWithFallback(number, part)));
    }

    private SendOutcome sendWithFallback(String number, OutboundMessage part) {
        SendOutcome outcome = post(number, requests.part(part));
        if (part.content() instanceof OutboundContent.Media media
                && !media.caption().isBlank()
                && outcome instanceof SendOutcome.Refused refused
                && SendOutcomeMapper.isAboutMedia(refused)) {
            LOG.warn(
                    "[OUT] Meta refuses the file of part {} ({}): the text goes without it",
                    PersonalDataMask.maskedId(part.id().value()),
                    refused.code());
            return post(number, requests.words(part));
        }
        return outcome;
    }

    private SendOutcome post(String number, ObjectNode message) {
        try {
            return SendOutcomeMapper.of(client.post(number + "/messages", message));
        } catch (GraphCallException failure) {
            return SendOutcomeMapper.of(failure);
        }
    }

    /// The same outcome, with the time for which this user must not be written to.
    private SendOutcome withPairBackoff(OutboundMessage part, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Accepted) {
            pairBackoff.accepted(part.to());
        }
        return outcome instanceof SendOutcome.Throttled throttled
                        && throttled.code().equals(Integer.toString(PairRateBackoff.CODE))
                ? new SendOutcome.Throttled(pairBackoff.refused(part.to()), throttled.code())
                : outcome;
    }

    /// Meta has no list that could be searched.
    @Override
    public Settlement lookUp(OutboundMessage part, Instant since, Set<String> others) {
        return new Settlement.NotFound();
    }

    /// Checks every number; the first that does not work decides.
    @Override
    public SendOutcome meaningOf(String code, String reason) {
        return SendOutcomeMapper.ofReceipt(code, reason);
    }

    @Override
    public CredentialCheck checkCredentials() {
        Set<String> names = new LinkedHashSet<>();
        for (String number : numbers.ids()) {
            switch (check(number)) {
                case CredentialCheck.Valid valid -> names.add(valid.account());
                case CredentialCheck.Rejected rejected -> {
                    return rejected;
                }
                case CredentialCheck.Unreachable unreachable -> {
                    return unreachable;
                }
            }
        }
        return new CredentialCheck.Valid(String.join(", ", names));
    }

    private CredentialCheck check(String number) {
        try {
            GraphClient.Answer answer = client.get(number + "?fields=verified_name,quality_rating");
            if (answer.isSuccess()) {
                return new CredentialCheck.Valid(
                        JsonFields.line(answer.body(), "verified_name").orElse(number));
            }
            String problem = answer.error()
                    .map(error -> error.name() + ": " + error.words())
                    .orElse("HTTP " + answer.status());
            boolean isTemporary = answer.error().isEmpty()
                    ? answer.status() >= 500 || answer.status() == 429
                    : SendOutcomeMapper.wait(answer.error().get()).isPresent();
            return isTemporary ? new CredentialCheck.Unreachable(problem) : new CredentialCheck.Rejected(problem);
        } catch (GraphCallException failure) {
            return new CredentialCheck.Unreachable(failure.words());
        }
    }
}
