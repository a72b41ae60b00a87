package dev.recado.adapter.twilio.sending;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.AccountFetcher;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import dev.recado.adapter.twilio.api.BusinessNumbers;
import dev.recado.adapter.twilio.api.TwilioCallException;
import dev.recado.adapter.twilio.api.TwilioSettings;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Capabilities;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.text.PersonalDataMask;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends parts through Twilio's REST API, or in the webhook's open response where one waits. Thread-safe.
public final class TwilioMessageSender implements MessageSender {
    /// The text limit is Twilio's (error 21617 above it), in a unit that it does not document, so the domain
    /// keeps a margin. Buttons and lists need one content template each, so choices are sent as numbered text.
    private static final Capabilities CAPABILITIES = new Capabilities(
            1_600,
            1_600,
            EnumSet.allOf(MediaKind.class),
            EnumSet.allOf(MediaKind.class),
            Capabilities.Choosing.NONE,
            Duration.ofSeconds(3));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger LOG = LoggerFactory.getLogger(TwilioMessageSender.class);

    private final TwilioRestClient client;
    private final TwilioSettings settings;
    private final BusinessNumbers businessNumbers;
    private final StatusCallbackUrls callbacks;
    private final OpenWebhookResponses openResponses;
    private final SentMessageFinder sentMessages;
    private final AccountThrottle accountThrottle;

    public TwilioMessageSender(
            TwilioRestClient client,
            TwilioSettings settings,
            StatusCallbackUrls callbacks,
            OpenWebhookResponses openResponses,
            AccountThrottle accountThrottle) {
        this.client = client;
        this.settings = settings;
        this.businessNumbers = settings.businessNumbers();
        this.callbacks = callbacks;
        this.openResponses = openResponses;
        this.sentMessages = new SentMessageFinder(client);
        this.accountThrottle = accountThrottle;
    }

    @Override
    public Channel channel() {
        return Channel.TWILIO;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public SendOutcome send(OutboundMessage part) {
        if (openResponses.hand(part)) {
            return new SendOutcome.Accepted("");
        }
        Optional<SendOutcome.Throttled> paused = accountThrottle.active();
        return paused.isPresent() ? paused.get() : accountThrottle.recordOutcome(sendWithFallback(part));
    }

    private SendOutcome sendWithFallback(OutboundMessage part) {
        Optional<URI> media =
                part.content() instanceof OutboundContent.Media file ? media(file.url()) : Optional.empty();
        SendOutcome outcome = create(part, media.orElse(null));
        if (media.isPresent()
                && outcome instanceof SendOutcome.Refused refused
                && SendOutcomeMapper.isAboutMedia(refused)) {
            LOG.warn(
                    "[OUT] Twilio refuses the file of part {} ({}): the text goes without it",
                    PersonalDataMask.maskedId(part.id().value()),
                    refused.code());
            return create(part, null);
        }
        return outcome;
    }

    @Override
    public Settlement lookUp(OutboundMessage part, Instant since, Set<String> others) {
        try {
            return sentMessages
                    .find(part, recipient(part.to()), since, others)
                    .<Settlement>map(Settlement.Found::new)
                    .orElseGet(Settlement.NotFound::new);
        } catch (RuntimeException e) {
            if (e instanceof TwilioCallException.Answered answered) {
                Optional<SendOutcome.Blocked> blocked = SendOutcomeMapper.blocked(answered);
                if (blocked.isPresent()) {
                    return new Settlement.Blocked(blocked.get());
                }
            }
            throw new PortUnavailableException("Twilio's messages could not be listed", e);
        }
    }

    @Override
    public SendOutcome meaningOf(String code, String reason) {
        return SendOutcomeMapper.ofReceipt(code, reason);
    }

    @Override
    public CredentialCheck checkCredentials() {
        try {
            Account account = new AccountFetcher(settings.accountSid()).fetch(client);
            String name = account.getFriendlyName();
            return new CredentialCheck.Valid(name == null || name.isBlank() ? settings.accountSid() : name);
        } catch (TwilioCallException.Answered answered) {
            return answered.status() < 500 && answered.status() != 429
                    ? new CredentialCheck.Rejected("HTTP " + answered.status() + ": " + answered.getMessage())
                    : new CredentialCheck.Unreachable("HTTP " + answered.status());
        } catch (RuntimeException e) {
            return new CredentialCheck.Unreachable(
                    e instanceof TwilioCallException ? String.valueOf(e.getMessage()) : what(e));
        }
    }

    private SendOutcome create(OutboundMessage part, @Nullable URI media) {
        try {
            Message message = creator(part, media).create(client);
            String sid = message.getSid();
            if (sid == null || sid.isBlank()) {
                return new SendOutcome.Unknown("Twilio's answer names no message");
            }
            sentMessages.remember(sid, part.id());
            return new SendOutcome.Accepted(sid);
        } catch (TwilioCallException failure) {
            return SendOutcomeMapper.of(failure);
        } catch (RuntimeException e) {
            // twilio-java throws other exceptions while it reads the response to an accepted request.
            return new SendOutcome.Unknown("Twilio's answer cannot be read: " + what(e));
        }
    }

    private MessageCreator creator(OutboundMessage part, @Nullable URI media) {
        var to = new PhoneNumber(recipient(part.to()));
        String service = businessNumbers.service();
        // With a content template, Twilio writes the body itself.
        String text = part.content() instanceof OutboundContent.Template ? null : text(part.text());
        MessageCreator creator = service == null
                ? new MessageCreator(to, new PhoneNumber(businessNumbers.senderFor(part.businessAddress())), text)
                : new MessageCreator(to, service, text);
        if (part.content() instanceof OutboundContent.Template template) {
            creator.setContentSid(template.reference());
            if (!template.variables().isEmpty()) {
                creator.setContentVariables(variables(template));
            }
        }
        if (media != null) {
            creator.setMediaUrl(media);
        }
        callbacks.of(part.id()).ifPresent(creator::setStatusCallback);
        return creator;
    }

    private static String recipient(UserAddress to) {
        return "whatsapp:"
                + switch (to) {
                    case UserAddress.Phone phone -> phone.e164();
                    case UserAddress.BusinessScoped scoped -> scoped.id();
                };
    }

    private static String variables(OutboundContent.Template template) {
        ObjectNode variables = JSON.createObjectNode();
        for (String variable : template.variables()) {
            variables.put(String.valueOf(variables.size() + 1), variable);
        }
        return variables.toString();
    }

    /// twilio-java leaves out a parameter with the value `null` as text (its IRequest.addParam).
    private static String text(String text) {
        return text.equals("null") ? "null " : text;
    }

    private static Optional<URI> media(String url) {
        try {
            return Optional.of(new URI(url));
        } catch (URISyntaxException _) {
            LOG.warn("[OUT] the URL of a part's file is invalid: the text goes without it");
            return Optional.empty();
        }
    }

    private static String what(Throwable e) {
        return e.getClass().getSimpleName();
    }
}
