package dev.recado.domain.event;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Spool;
import dev.recado.domain.message.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One piece of news from a message's way. Events carry the values themselves; whoever shows them masks what is
/// personal.
public sealed interface Event {

    /// A message was stored (`[IN]`).
    record Received(InboundMessage message) implements Event {}

    /// A message was delivered again (`[DUP]`).
    record Duplicate(InboundMessage message) implements Event {}

    /// A webhook was answered 2xx (`[ACK]`).
    /// @param took from the request's arrival to the answer
    record Acknowledged(Channel channel, @Nullable MessageId id, Duration took) implements Event {}

    /// A webhook was turned away.
    /// @param status the HTTP status given
    record Rejected(Channel channel, int status, String reason) implements Event {}

    /// A webhook was turned away because nobody who knows the secret signed it.
    ///
    /// @param remedy what to check when it came from the provider
    record SignatureRefused(Channel channel, String remedy) implements Event {}

    /// Messages were left alone, as they are to a number that is not answered here.
    ///
    /// @param number masked
    /// @param remedy what to check when the number is the business's own
    record LeftAlone(Channel channel, int messages, String number, String remedy) implements Event {}

    /// Of late all that came from a provider was turned away or left alone.
    ///
    /// @param problem in words
    record NothingTaken(Channel channel, String problem, String remedy) implements Event {}

    /// Curated answers were asked (`[CACHE]`).
    /// @param entry the entry that matched; null for a miss
    record CacheAsked(MessageId id, @Nullable String entry, double score, Duration took) implements Step {
        @Override
        public Map<String, Object> record() {
            return entry == null
                    ? Step.record("cache", "miss", took, Map.of())
                    : Step.record("cache", "hit", took, Map.of("entry", entry, "score", score));
        }
    }

    /// A guard held a message back (`[GUARD]`).
    ///
    /// @param guard which: `limit`, `words`, `injection`, `moderation`, `repeats`
    /// @param rule what of it, without the text
    record GuardTripped(MessageId id, String guard, String rule) implements Step {
        @Override
        public Map<String, Object> record() {
            return Step.record("guard", guard, Duration.ZERO, Map.of("rule", rule));
        }
    }

    /// Documents were searched (`[KB]`).
    /// @param confidence of the best passage; 0 when there is none
    record KnowledgeAsked(MessageId id, int passages, double confidence, Duration took) implements Step {
        @Override
        public Map<String, Object> record() {
            return Step.record(
                    "kb", passages == 0 ? "miss" : "hit", took, Map.of("passages", passages, "confidence", confidence));
        }
    }

    /// A model was asked (`[LLM]`).
    /// @param error null when it answered
    record ModelAsked(
            MessageId id,
            String model,
            Duration took,
            Usage usage,
            @Nullable String error) implements Step {
        @Override
        public Map<String, Object> record() {
            if (error != null) {
                return Step.record("llm", "error", took, Map.of("reason", error));
            }
            Map<String, Object> fields = new LinkedHashMap<>(Map.of("model", model));
            fields.put("tokens_in", usage.tokensIn());
            fields.put("tokens_out", usage.tokensOut());
            if (usage.cost() != null) {
                fields.put("cost", usage.cost().toPlainString());
            }
            return Step.record("llm", "ok", took, fields);
        }
    }

    /// A recording was listened to (`[STT]`).
    /// @param model provider and name; empty when it was not asked
    /// @param error why there are no words; null when there are
    record SpeechHeard(
            MessageId id,
            String model,
            Duration took,
            @Nullable String error) implements Step {
        @Override
        public Map<String, Object> record() {
            return error == null
                    ? Step.record("stt", "ok", took, Map.of("model", model))
                    : Step.record("stt", "error", took, Map.of("reason", error));
        }
    }

    /// It was asked whom the business knows (`[CONTACT]`); told when somebody is known, or it cannot be said.
    /// @param error null when somebody is known
    record ContactAsked(
            MessageId id, Duration took, @Nullable String error) implements Step {
        @Override
        public Map<String, Object> record() {
            return error == null
                    ? Step.record("contact", "known", took, Map.of())
                    : Step.record("contact", "error", took, Map.of("reason", error));
        }
    }

    /// The provider took a part (`[OUT] SENT`).
    /// @param total from the receipt of what it answers
    record PartSent(OutboundMessage part, String externalId, Duration total) implements Event {}

    /// An earlier run had given a part to the provider, as a receipt or the log tells (`[OUT] SENT` or `FAILED`).
    record PartSettled(OutboundMessage part, DeliveryStatus status) implements Event {}

    /// A part is to be tried again (`[OUT] RETRY`).
    record PartRetried(OutboundMessage part, String reason, Duration after) implements Event {}

    /// Whether the provider took a part is not known (`[OUT] UNKNOWN`).
    record PartUnknown(OutboundMessage part, String why) implements Event {}

    /// A part was refused for good (`[OUT] FAILED`).
    record PartFailed(OutboundMessage part, String code, String reason, Duration total) implements Event {}

    /// A provider takes nothing of a sender until the operator mends something (`[ALARM]`). Told once, not for each
    /// message.
    ///
    /// @param remedy what the operator is to do
    record SenderBlocked(Channel channel, String code, String reason, String remedy) implements Event {}

    /// A sender that was blocked can send again.
    record SenderUnblocked(Channel channel, String code, Duration after) implements Event {}

    /// A part may not be sent before the user writes again (`[OUT] HELD`).
    ///
    /// @param code the provider's, or our own where the provider was not asked
    record PartHeld(OutboundMessage part, String code) implements Event {}

    /// A turn ended: everything it answers is closed.
    /// @param closing what the user was given
    /// @param total from the receipt of the first message
    record Answered(List<MessageId> ids, Closing closing, Duration total) implements Event {
        public Answered {
            ids = List.copyOf(ids);
        }
    }

    /// A turn could not go on and is tried again.
    record TurnDeferred(MessageId id, String reason, Duration after) implements Event {}

    /// Something inside broke while a reply was decided; the user gets an apology.
    record TurnBroke(MessageId id, RuntimeException cause) implements Event {}

    /// Messages were set aside as dead letters (`[DEAD]`).
    record SetAside(List<MessageId> ids, Failure failure) implements Event {
        public SetAside {
            ids = List.copyOf(ids);
        }
    }

    /// A dead letter was replayed (`[REPLAY]`).
    /// @param copy the message that took its place
    record Replayed(MessageId id, MessageId copy) implements Event {}

    /// The providers' lists were compared with the inbox (`[RECONCILE]`).
    /// @param takenIn how many of the listed messages no webhook had brought
    record Reconciled(Instant since, int listed, int takenIn, boolean complete) implements Event {}

    /// They could not be compared (`[RECONCILE] FAILED`).
    record ReconcileFailed(Instant since, String reason) implements Event {}

    /// A provider would not show that somebody types, again and again: it is left alone for a while (`[TYPING]
    /// PAUSED`).
    record TypingPaused(Channel channel, String reason, Duration pause) implements Event {}

    /// A receipt came in (`[STATUS]`).
    record ReceiptRecorded(DeliveryReceipt receipt, MessageLog.Applied applied) implements Event {}

    /// A user's file was fetched, or could not be (`[MEDIA]`).
    ///
    /// @param outcome a word: `ok`, `too_large`, `gone`, `refused`, `unavailable`
    /// @param reason where the outcome leaves it open; it names no address
    record MediaFetched(
            MessageId id,
            MediaKind kind,
            String outcome,
            @Nullable String reason,
            long bytes,
            Duration took) implements Event {}

    /// The store could not take it; it is safe in the spool (`[SPOOL] KEPT`).
    record Spooled(Spool.Entry entry) implements Event {}

    /// The store is back and has all that was in the spool (`[SPOOL] DRAINED`).
    ///
    /// @param entries how many were brought
    record Drained(long entries, Duration took) implements Event {}

    /// The store refused entries of the spool again and again, though it answers: they are kept apart, and what
    /// lies behind them goes on (`[ALARM] STORE REFUSES`).
    ///
    /// @param reason why the first of them was refused
    /// @param remedy what the operator is to do
    record EntriesSetAside(int entries, String reason, String remedy) implements Event {}

    /// What the business is told was written down (`[EVENT] RECORDED`).
    record Chronicled(List<BusinessEvent> events) implements Event {
        public Chronicled {
            events = List.copyOf(events);
        }
    }

    /// The business's own server was told of an event, or did not take it (`[EVENT]`).
    ///
    /// @param attempt the how-manieth it was
    /// @param reason in a word or a few; null when it was taken
    record Pushed(
            BusinessEvent event,
            int attempt,
            Result result,
            @Nullable String reason,
            Duration took) implements Event {
        /// What became of it.
        public enum Result {
            TAKEN,
            /// It will be told again.
            NOT_TAKEN,
            /// It is not told any more.
            SET_ASIDE
        }
    }

    /// The business told a user something, or could not (`[NOTIFY]`).
    ///
    /// @param reason in a word or a few; null when all went well
    /// @param total from when it was asked for
    record Notified(
            Notification notification,
            Notification.Status status,
            @Nullable String reason,
            Duration total) implements Event {}

    /// The store does not answer; until it does, it is not asked (`[STORE] GONE`).
    record StoreGone(String reason) implements Event {}

    /// The store answers again (`[STORE] BACK`).
    record StoreBack(Duration after) implements Event {}

    /// The store was used.
    record StoreUsed(String operation, Duration took) implements Event {}

    /// A step on the way to a reply, which is kept in the reply's record too.
    sealed interface Step extends Event {
        /// As it is kept: names and simple values, nothing personal.
        Map<String, Object> record();

        private static Map<String, Object> record(
                String step, String outcome, Duration took, Map<String, Object> fields) {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("step", step);
            record.put("outcome", outcome);
            record.put("ms", took.toMillis());
            record.putAll(fields);
            return record;
        }
    }

    /// What a turn ended in.
    enum Closing {
        ANSWER,
        NOTICE,
        APOLOGY,
        /// Nothing, on purpose.
        SILENCE
    }
}
