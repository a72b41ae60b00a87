package dev.recado.adapter.twilio;

import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.model.OutboundMessage;
import dev.recado.domain.policy.Acknowledgements;
import dev.recado.domain.usecase.HushedUseCase;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Decides what the webhook's own response says to the user: nothing, that the answer takes a moment, or the answer.
final class WebhookReply {
    private final WebhookSettings settings;
    private final ReplySlots slots;
    private final Acknowledgements acknowledgements;
    private final HushedUseCase hushed;
    private final Function<OutboundMessage, Optional<URI>> callback;

    WebhookReply(
            WebhookSettings settings,
            ReplySlots slots,
            Acknowledgements acknowledgements,
            HushedUseCase hushed,
            StatusCallbacks callbacks) {
        this.settings = settings;
        this.slots = slots;
        this.acknowledgements = acknowledgements;
        this.hushed = hushed;
        this.callback = part -> callbacks.of(part.id());
    }

    /// Gets ready to answer this message. To be called before it is stored: from then on its answer may come.
    Open open(InboundMessage message) {
        boolean waits = settings.replyMode() == WebhookSettings.ReplyMode.TWIML;
        boolean acknowledges = waits || settings.ack() == WebhookSettings.AckMode.TEXT;
        boolean speaks = acknowledges && message.asksForReply() && !hushed.isHushed(message);
        return new Open(message, speaks, waits && speaks ? slots.open(message).orElse(null) : null);
    }

    /// The response to one message.
    final class Open implements AutoCloseable {
        private final InboundMessage message;
        private final boolean speaks;
        private final @Nullable ReplySlot slot;

        private Open(InboundMessage message, boolean speaks, @Nullable ReplySlot slot) {
            this.message = message;
            this.speaks = speaks;
            this.slot = slot;
        }

        /// For a message stored just now. Blocks for as long as the answer may take to leave in the response.
        byte[] answer() {
            if (slot != null) {
                ReplySlot.Result result = slot.await(settings.twimlBudget());
                if (!result.parts().isEmpty()) {
                    return TwiMl.parts(result.parts(), callback);
                }
                return result.inTime() || slots.hasLater(slot) ? TwiMl.nothing() : acknowledgement();
            }
            return speaks ? acknowledgement() : TwiMl.nothing();
        }

        /// For a message that was stored before: nothing, unless its answer came this way in the meantime.
        byte[] repeated() {
            List<OutboundMessage> parts =
                    slot == null ? List.of() : slot.await(Duration.ZERO).parts();
            return parts.isEmpty() ? TwiMl.nothing() : TwiMl.parts(parts, callback);
        }

        @Override
        public void close() {
            if (slot != null) {
                slot.close();
                slots.release(message.id(), slot);
            }
        }

        private byte[] acknowledgement() {
            return TwiMl.text(acknowledgements.textFor(message));
        }
    }
}
