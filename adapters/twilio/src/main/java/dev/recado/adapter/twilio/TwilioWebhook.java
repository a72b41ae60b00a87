package dev.recado.adapter.twilio;

import dev.recado.domain.model.Channel;
import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.model.MessageId;
import dev.recado.domain.port.Event;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.Inbox;
import dev.recado.domain.port.PortUnavailableException;
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

/// What Twilio calls: for each message a user writes, and for each step of a message on its way to one. Nothing slow
/// comes before the answer but the store. [TwilioRoutes] gives it its addresses.
@Singleton
@Requires(property = "recado.twilio.account-sid")
class TwilioWebhook {
    private static final String SIGNATURE_REMEDY =
            "check TWILIO_AUTH_TOKEN, and that RECADO_PUBLIC_URL is where" + " Twilio's console has the webhook";
    private static final String NUMBER_REMEDY = "check TWILIO_WHATSAPP_FROM: it names the numbers that are answered";
    private static final Logger LOG = LoggerFactory.getLogger(TwilioWebhook.class);

    private final WebhookGate gate;
    private final Senders senders;
    private final WebhookReply reply;
    private final Intakes intakes;
    private final EventSink events;
    private final InstantSource clock;
    private final OtherNumbers others = new OtherNumbers();

    TwilioWebhook(
            WebhookGate gate,
            Senders senders,
            WebhookReply reply,
            Intakes intakes,
            EventSink events,
            InstantSource clock) {
        this.gate = gate;
        this.senders = senders;
        this.reply = reply;
        this.intakes = intakes;
        this.events = events;
        this.clock = clock;
    }

    /// A message from a user.
    @Executable
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> message(HttpRequest<byte[]> request) {
        return receive(request, request.getBody().orElseGet(() -> new byte[0]));
    }

    /// How far a message got.
    @Executable
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> status(HttpRequest<byte[]> request) {
        return receive(request, request.getBody().orElseGet(() -> new byte[0]));
    }

    /// Many people configure one address for both: what a form is shows in the form.
    private HttpResponse<?> receive(HttpRequest<?> request, byte[] body) {
        Instant arrived = clock.instant();
        return switch (gate.judge(request, body)) {
            case WebhookGate.Verdict.Turned turned -> {
                if (turned.status() == HttpStatus.FORBIDDEN) {
                    events.publish(new Event.SignatureRefused(Channel.TWILIO, SIGNATURE_REMEDY));
                }
                yield turn(turned.status(), turned.reason());
            }
            case WebhookGate.Verdict.Let let ->
                ReceiptReader.isReceipt(let.form()) ? receipt(let, arrived) : message(let, arrived);
        };
    }

    private HttpResponse<?> message(WebhookGate.Verdict.Let let, Instant arrived) {
        return switch (InboundReader.read(let.form(), arrived)) {
            case InboundReader.Reading.Incomplete incomplete -> turn(HttpStatus.BAD_REQUEST, incomplete.reason());
            case InboundReader.Reading.Message(InboundMessage message) ->
                OwnNumbers.of(senders).isFromUs(let.form())
                        ? fromUs(message, arrived)
                        : senders.areWrittenTo(
                                        message,
                                        let.form().first("MessagingServiceSid").orElse(null))
                                ? take(message, arrived)
                                : leftAlone(message, arrived);
        };
    }

    /// To answer oneself has no end.
    private HttpResponse<?> fromUs(InboundMessage message, Instant arrived) {
        LOG.warn("A message whose sender is the business's own number is left alone: {}", message.id());
        return acknowledged(
                HttpResponse.ok(TwiMl.nothing()).contentType(MediaType.TEXT_XML_TYPE), message.id(), arrived);
    }

    private HttpResponse<?> receipt(WebhookGate.Verdict.Let let, Instant arrived) {
        return switch (ReceiptReader.read(let.form(), let.query(), arrived)) {
            case ReceiptReader.Reading.Incomplete incomplete -> turn(HttpStatus.BAD_REQUEST, incomplete.reason());
            case ReceiptReader.Reading.Meaningless other -> {
                LOG.info("A status callback names a state that says nothing here: {}", other.status());
                yield acknowledged(HttpResponse.noContent(), null, arrived);
            }
            case ReceiptReader.Reading.Receipt read
            when read.receipt().partId() == null && !maySend(let.form()) -> {
                others.tell(let.form().filled("From").orElse(""));
                yield acknowledged(HttpResponse.noContent(), null, arrived);
            }
            case ReceiptReader.Reading.Receipt read -> {
                try {
                    intakes.receipts().record(read.receipt());
                    yield acknowledged(HttpResponse.noContent(), null, arrived);
                } catch (RuntimeException e) {
                    yield unavailable(e);
                }
            }
        };
    }

    private boolean maySend(Form form) {
        return senders.maySend(
                form.filled("From").orElse(null),
                form.filled("MessagingServiceSid").orElse(null));
    }

    /// Another system answers on that number: what is written to it is not ours to keep, either.
    private HttpResponse<?> leftAlone(InboundMessage message, Instant arrived) {
        String number = Personal.masked(String.valueOf(message.businessAddress()));
        events.publish(new Event.LeftAlone(Channel.TWILIO, 1, number, NUMBER_REMEDY));
        return acknowledged(
                HttpResponse.ok(TwiMl.nothing()).contentType(MediaType.TEXT_XML_TYPE), message.id(), arrived);
    }

    private HttpResponse<?> take(InboundMessage message, Instant arrived) {
        try (WebhookReply.Open open = reply.open(message)) {
            Inbox.Appended appended;
            try {
                appended = intakes.accept().accept(message);
            } catch (RuntimeException e) {
                return unavailable(e);
            }
            events.publish(
                    new Event.Acknowledged(Channel.TWILIO, message.id(), Duration.between(arrived, clock.instant())));
            return HttpResponse.ok(twiMl(open, appended)).contentType(MediaType.TEXT_XML_TYPE);
        }
    }

    private static byte[] twiMl(WebhookReply.Open open, Inbox.Appended appended) {
        try {
            return switch (appended) {
                case STORED -> open.answer();
                case DUPLICATE -> open.repeated();
            };
        } catch (RuntimeException e) {
            LOG.error("A webhook's reply could not be made: the message is stored, and answered by REST", e);
            return TwiMl.nothing();
        }
    }

    private HttpResponse<?> acknowledged(HttpResponse<?> response, @Nullable MessageId id, Instant arrived) {
        events.publish(new Event.Acknowledged(Channel.TWILIO, id, Duration.between(arrived, clock.instant())));
        return response;
    }

    private HttpResponse<?> unavailable(RuntimeException breakage) {
        if (breakage instanceof PortUnavailableException) {
            // An outage must not fill the log with a stack trace for each webhook.
            String root = rootOf(breakage).getClass().getSimpleName();
            LOG.error("A webhook's news could not be stored safely: {}: {}", breakage.getMessage(), root);
        } else {
            LOG.error("A webhook's news could not be stored safely", breakage);
        }
        return turn(HttpStatus.SERVICE_UNAVAILABLE, "it could not be stored safely, please send it again");
    }

    private HttpResponse<?> turn(HttpStatus status, String reason) {
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
