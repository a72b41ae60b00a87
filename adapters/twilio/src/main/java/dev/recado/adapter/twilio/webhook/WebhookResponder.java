package dev.recado.adapter.twilio.webhook;

import dev.recado.adapter.twilio.sending.OpenWebhookResponse;
import dev.recado.adapter.twilio.sending.OpenWebhookResponses;
import dev.recado.adapter.twilio.sending.StatusCallbackUrls;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.policy.Acknowledgements;
import dev.recado.domain.turn.MuteCheckUseCase;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Decides what the webhook's own response contains: nothing, an acknowledgement, or the answer.
public final class WebhookResponder {
    private final WebhookSettings settings;
    private final OpenWebhookResponses openResponses;
    private final Acknowledgements acknowledgements;
    private final MuteCheckUseCase muteCheck;
    private final Function<OutboundMessage, Optional<URI>> callback;

    public WebhookResponder(
            WebhookSettings settings,
            OpenWebhookResponses openResponses,
            Acknowledgements acknowledgements,
            MuteCheckUseCase muteCheck,
            StatusCallbackUrls callbacks) {
        this.settings = settings;
        this.openResponses = openResponses;
        this.acknowledgements = acknowledgements;
        this.muteCheck = muteCheck;
        this.callback = part -> callbacks.of(part.id());
    }

    /// Prepares the response to this message. Must be called before the message is stored, because its answer may
    /// come from then on.
    PreparedResponse open(InboundMessage message) {
        boolean waitsForAnswer = settings.replyMode() == WebhookSettings.ReplyMode.TWIML;
        boolean acknowledges = waitsForAnswer || settings.ack() == WebhookSettings.AckMode.TEXT;
        boolean sendsText = acknowledges && message.asksForReply() && !muteCheck.isMuted(message);
        return new PreparedResponse(
                message,
                sendsText,
                waitsForAnswer && sendsText ? openResponses.open(message).orElse(null) : null);
    }

    /// The response to one message.
    final class PreparedResponse implements AutoCloseable {
        private final InboundMessage message;
        private final boolean sendsText;
        private final @Nullable OpenWebhookResponse openResponse;

        private PreparedResponse(
                InboundMessage message, boolean sendsText, @Nullable OpenWebhookResponse openResponse) {
            this.message = message;
            this.sendsText = sendsText;
            this.openResponse = openResponse;
        }

        /// The response for a message that was stored just now. Blocks for as long as the answer may take to be
        /// sent in it.
        byte[] answer() {
            if (openResponse != null) {
                OpenWebhookResponse.Result result = openResponse.await(settings.twimlBudget());
                if (!result.parts().isEmpty()) {
                    return TwimlWriter.parts(result.parts(), callback);
                }
                return result.inTime() || openResponses.hasLater(openResponse)
                        ? TwimlWriter.nothing()
                        : acknowledgement();
            }
            return sendsText ? acknowledgement() : TwimlWriter.nothing();
        }

        /// The response for a message that was stored before: empty, unless its answer arrived for this response
        /// meanwhile.
        byte[] repeated() {
            List<OutboundMessage> parts = openResponse == null
                    ? List.of()
                    : openResponse.await(Duration.ZERO).parts();
            return parts.isEmpty() ? TwimlWriter.nothing() : TwimlWriter.parts(parts, callback);
        }

        @Override
        public void close() {
            if (openResponse != null) {
                openResponse.close();
                openResponses.release(message.id(), openResponse);
            }
        }

        private byte[] acknowledgement() {
            return TwimlWriter.text(acknowledgements.textFor(message));
        }
    }
}
