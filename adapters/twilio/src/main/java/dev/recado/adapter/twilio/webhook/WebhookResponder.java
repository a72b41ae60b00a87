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

/// Decides what the webhook's own response says to the user: nothing, that the answer takes a moment, or the answer.
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

    /// Gets ready to answer this message. To be called before it is stored: from then on its answer may come.
    Open open(InboundMessage message) {
        boolean waits = settings.replyMode() == WebhookSettings.ReplyMode.TWIML;
        boolean acknowledges = waits || settings.ack() == WebhookSettings.AckMode.TEXT;
        boolean speaks = acknowledges && message.asksForReply() && !muteCheck.isMuted(message);
        return new Open(
                message, speaks, waits && speaks ? openResponses.open(message).orElse(null) : null);
    }

    /// The response to one message.
    final class Open implements AutoCloseable {
        private final InboundMessage message;
        private final boolean speaks;
        private final @Nullable OpenWebhookResponse openResponse;

        private Open(InboundMessage message, boolean speaks, @Nullable OpenWebhookResponse openResponse) {
            this.message = message;
            this.speaks = speaks;
            this.openResponse = openResponse;
        }

        /// For a message stored just now. Blocks for as long as the answer may take to leave in the response.
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
            return speaks ? acknowledgement() : TwimlWriter.nothing();
        }

        /// For a message that was stored before: nothing, unless its answer came this way in the meantime.
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
