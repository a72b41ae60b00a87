package dev.recado.adapter.twilio.webhook;

import dev.recado.adapter.twilio.api.BusinessNumbers;
import dev.recado.adapter.twilio.inbound.Form;
import dev.recado.adapter.twilio.inbound.InboundMessageReader;
import dev.recado.adapter.twilio.inbound.ReceiptReader;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.Source;
import dev.recado.domain.text.PersonalDataMask;
import io.micronaut.context.annotation.Executable;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Handles Twilio's calls: users' messages, and status callbacks of sent messages. Before the answer only the
/// store may be slow. [TwilioWebhookRoutes] maps its paths.
@Singleton
@Requires(property = "recado.twilio.account-sid")
class TwilioWebhookHandler {
    private static final String SIGNATURE_REMEDY =
            "check TWILIO_AUTH_TOKEN, and that RECADO_PUBLIC_URL is where" + " Twilio's console has the webhook";
    private static final String NUMBER_REMEDY = "check TWILIO_WHATSAPP_FROM: it names the numbers that are answered";
    private static final Logger LOG = LoggerFactory.getLogger(TwilioWebhookHandler.class);

    private final WebhookVerifier verifier;
    private final BusinessNumbers businessNumbers;
    private final WebhookResponder responder;
    private final WebhookUseCases useCases;
    private final EventSink events;
    private final InstantSource clock;
    private final OtherNumberNotice otherNumbers = new OtherNumberNotice();

    TwilioWebhookHandler(
            WebhookVerifier verifier,
            BusinessNumbers businessNumbers,
            WebhookResponder responder,
            WebhookUseCases useCases,
            EventSink events,
            InstantSource clock) {
        this.verifier = verifier;
        this.businessNumbers = businessNumbers;
        this.responder = responder;
        this.useCases = useCases;
        this.events = events;
        this.clock = clock;
    }

    /// Accepts a message from a user.
    @Executable
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> message(HttpRequest<byte[]> request) {
        return receive(request, request.getBody().orElseGet(() -> new byte[0]));
    }

    /// Accepts a status callback.
    @Executable
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> status(HttpRequest<byte[]> request) {
        return receive(request, request.getBody().orElseGet(() -> new byte[0]));
    }

    /// Many operators configure one URL for both, so the form decides what it is.
    private HttpResponse<?> receive(HttpRequest<?> request, byte[] body) {
        Instant arrived = clock.instant();
        return switch (verifier.verify(request, body)) {
            case WebhookVerifier.Verdict.NotVerified notVerified -> {
                if (notVerified.status() == HttpStatus.FORBIDDEN) {
                    events.publish(new Event.SignatureRefused(Channel.TWILIO, SIGNATURE_REMEDY));
                }
                yield reject(notVerified.status(), notVerified.reason());
            }
            case WebhookVerifier.Verdict.Verified verified ->
                ReceiptReader.isReceipt(verified.form()) ? receipt(verified, arrived) : message(verified, arrived);
        };
    }

    private HttpResponse<?> message(WebhookVerifier.Verdict.Verified verified, Instant arrived) {
        return switch (InboundMessageReader.read(verified.form(), arrived)) {
            case InboundMessageReader.Reading.Incomplete incomplete ->
                reject(HttpStatus.BAD_REQUEST, incomplete.reason());
            case InboundMessageReader.Reading.Message(InboundMessage message) ->
                OwnNumbers.of(businessNumbers).isFromUs(verified.form())
                        ? fromUs(message, arrived)
                        : businessNumbers.isAddressedHere(
                                        message,
                                        verified.form()
                                                .first("MessagingServiceSid")
                                                .orElse(null))
                                ? take(message, InboundMessageReader.medium(verified.form()), arrived)
                                : leftAlone(message, arrived);
        };
    }

    /// Answering oneself would never end.
    private HttpResponse<?> fromUs(InboundMessage message, Instant arrived) {
        LOG.warn("[LEFT ALONE] a message whose sender is the business's own number is not answered");
        return acknowledged(
                HttpResponse.ok(TwimlWriter.nothing()).contentType(MediaType.TEXT_XML_TYPE), message.id(), arrived);
    }

    private HttpResponse<?> receipt(WebhookVerifier.Verdict.Verified verified, Instant arrived) {
        return switch (ReceiptReader.read(verified.form(), verified.query(), arrived)) {
            case ReceiptReader.Reading.Incomplete incomplete -> reject(HttpStatus.BAD_REQUEST, incomplete.reason());
            case ReceiptReader.Reading.Meaningless other -> {
                LOG.info("[STATUS] a status callback names a state that says nothing here: {}", other.status());
                yield acknowledged(HttpResponse.noContent(), null, arrived);
            }
            case ReceiptReader.Reading.Receipt read
            when read.receipt().partId() == null && !maySend(verified.form()) -> {
                otherNumbers.log(verified.form().filled("From").orElse(""));
                yield acknowledged(HttpResponse.noContent(), null, arrived);
            }
            case ReceiptReader.Reading.Receipt read -> {
                try {
                    useCases.receipts().record(read.receipt());
                    yield acknowledged(HttpResponse.noContent(), null, arrived);
                } catch (RuntimeException e) {
                    yield unavailable(e);
                }
            }
        };
    }

    private boolean maySend(Form form) {
        return businessNumbers.maySend(
                form.filled("From").orElse(null),
                form.filled("MessagingServiceSid").orElse(null));
    }

    /// Another system answers on that number, so its messages are not stored either.
    private HttpResponse<?> leftAlone(InboundMessage message, Instant arrived) {
        String number = PersonalDataMask.masked(String.valueOf(message.businessAddress()));
        events.publish(new Event.MessagesIgnored(Channel.TWILIO, 1, number, NUMBER_REMEDY));
        return acknowledged(
                HttpResponse.ok(TwimlWriter.nothing()).contentType(MediaType.TEXT_XML_TYPE), message.id(), arrived);
    }

    private HttpResponse<?> take(InboundMessage message, String medium, Instant arrived) {
        try (WebhookResponder.PreparedResponse open = responder.open(message)) {
            Inbox.Appended appended;
            try {
                appended = useCases.accept().accept(message);
            } catch (RuntimeException e) {
                return unavailable(e);
            }
            events.publish(
                    new Event.Acknowledged(Channel.TWILIO, message.id(), Duration.between(arrived, clock.instant())));
            if (appended == Inbox.Appended.STORED && message.source() != Source.WHATSAPP) {
                events.publish(new Event.LeftUnanswered(message, "only WhatsApp is answered, and this is " + medium));
            }
            return HttpResponse.ok(twiMl(open, appended)).contentType(MediaType.TEXT_XML_TYPE);
        }
    }

    private static byte[] twiMl(WebhookResponder.PreparedResponse open, Inbox.Appended appended) {
        try {
            return switch (appended) {
                case STORED -> open.answer();
                case DUPLICATE -> open.repeated();
            };
        } catch (RuntimeException e) {
            LOG.error("[ACK] a webhook's reply could not be made: the message is stored, and answered by REST", e);
            return TwimlWriter.nothing();
        }
    }

    private HttpResponse<?> acknowledged(HttpResponse<?> response, @Nullable MessageId id, Instant arrived) {
        events.publish(new Event.Acknowledged(Channel.TWILIO, id, Duration.between(arrived, clock.instant())));
        return response;
    }

    private HttpResponse<?> unavailable(RuntimeException failure) {
        if (failure instanceof PortUnavailableException) {
            // An outage must not fill the log with a stack trace per webhook.
            String root = rootOf(failure).getClass().getSimpleName();
            LOG.error("[REJECTED] a webhook could not be stored safely: {}: {}", failure.getMessage(), root);
        } else {
            LOG.error("[REJECTED] a webhook could not be stored safely", failure);
        }
        return reject(HttpStatus.SERVICE_UNAVAILABLE, "it could not be stored safely, please send it again");
    }

    private HttpResponse<?> reject(HttpStatus status, String reason) {
        events.publish(new Event.Rejected(Channel.TWILIO, status.getCode(), reason));
        return HttpResponse.status(status)
                .contentType(MediaType.TEXT_PLAIN_TYPE)
                .body(reason + "\n");
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }
}
