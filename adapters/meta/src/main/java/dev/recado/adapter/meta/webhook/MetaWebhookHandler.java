package dev.recado.adapter.meta.webhook;

import dev.recado.adapter.meta.inbound.WebhookNotificationReader.Notification;
import dev.recado.adapter.meta.sending.AcknowledgementSender;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox.Appended;
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
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Handles Meta's calls: the verification of the webhook, and notifications of up to a thousand messages and
/// statuses. Before the answer only the store may be slow. [MetaWebhookRoutes] maps its paths.
@Singleton
@Requires(property = "recado.whatsapp.token")
class MetaWebhookHandler {
    private static final String SIGNATURE = "X-Hub-Signature-256";
    private static final String SIGNATURE_REMEDY =
            "check WHATSAPP_APP_SECRET: it is the secret of the app that the webhook belongs to";
    private static final String NUMBER_REMEDY =
            "check WHATSAPP_PHONE_NUMBER_ID: it names the ids of the numbers that are answered";
    private static final Logger LOG = LoggerFactory.getLogger(MetaWebhookHandler.class);

    private final WebhookVerifier verifier;
    private final NotificationHandler notificationHandler;
    private final AcknowledgementSender acknowledgements;
    private final EventSink events;
    private final InstantSource clock;

    MetaWebhookHandler(
            WebhookVerifier verifier,
            NotificationHandler notificationHandler,
            AcknowledgementSender acknowledgements,
            EventSink events,
            InstantSource clock) {
        this.verifier = verifier;
        this.notificationHandler = notificationHandler;
        this.acknowledgements = acknowledgements;
        this.events = events;
        this.clock = clock;
    }

    /// Verifies the webhook when it is set up in Meta's console.
    @Executable
    HttpResponse<?> handshake(HttpRequest<?> request) {
        var parameters = request.getParameters();
        String challenge = parameters.get("hub.challenge");
        boolean isVerified = "subscribe".equals(parameters.get("hub.mode"))
                && verifier.isVerifyToken(parameters.get("hub.verify_token"));
        return isVerified && challenge != null
                ? HttpResponse.ok(challenge).contentType(MediaType.TEXT_PLAIN_TYPE)
                : reject(HttpStatus.FORBIDDEN, "the verify token is missing or wrong");
    }

    /// Accepts users' messages and statuses of sent messages.
    @Executable
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> notification(HttpRequest<byte[]> request) {
        Instant arrived = clock.instant();
        byte[] bytes = request.getBody().orElseGet(() -> new byte[0]);
        return switch (verifier.verify(bytes, request.getHeaders().get(SIGNATURE))) {
            case WebhookVerifier.Verdict.NotVerified notVerified -> {
                if (notVerified.status() == HttpStatus.FORBIDDEN) {
                    events.publish(new Event.SignatureRefused(Channel.META, SIGNATURE_REMEDY));
                }
                yield reject(notVerified.status(), notVerified.reason());
            }
            case WebhookVerifier.Verdict.Verified verified ->
                take(notificationHandler.read(verified.notification(), arrived), arrived);
        };
    }

    private HttpResponse<?> take(Notification notification, Instant arrived) {
        notification
                .leftAlone()
                .forEach((number, count) -> events.publish(
                        new Event.MessagesIgnored(Channel.META, count, "number " + number, NUMBER_REMEDY)));
        List<InboundMessage> messages = notification.messages();
        List<Appended> appended;
        try {
            appended = notificationHandler.take(notification);
        } catch (RuntimeException e) {
            return unavailable(e);
        }
        MessageId id = messages.size() == 1 ? messages.getFirst().id() : null;
        events.publish(new Event.Acknowledged(Channel.META, id, Duration.between(arrived, clock.instant())));
        acknowledgements.say(messages, appended);
        return HttpResponse.ok();
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
        events.publish(new Event.Rejected(Channel.META, status.getCode(), reason));
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
