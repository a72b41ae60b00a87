package dev.recado.domain.event;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
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

/// A technical event in the processing of a message, for log and metrics. Events carry unmasked values; each
/// consumer masks personal data.
public sealed interface Event {

    /// A message was stored (`[IN]`).
    record Received(InboundMessage message) implements Event {}

    /// A message was delivered again (`[DUP]`).
    record Duplicate(InboundMessage message) implements Event {}

    /// A webhook was answered 2xx (`[ACK]`).
    ///
    /// @param took from the request's arrival to the response
    record Acknowledged(Channel channel, @Nullable MessageId id, Duration took) implements Event {}

    /// A webhook was rejected.
    ///
    /// @param channel null when the request was refused before it was known whose it is
    /// @param status the HTTP status of the response
    record Rejected(@Nullable Channel channel, int status, String reason) implements Event {}

    /// A webhook was rejected because its signature is missing or wrong.
    ///
    /// @param remedy what to check if it came from the provider
    record SignatureRefused(Channel channel, String remedy) implements Event {}

    /// Messages were ignored because they went to a business number that is not answered here.
    ///
    /// @param number masked
    /// @param remedy what to check if the number belongs to the business
    record MessagesIgnored(Channel channel, int messages, String number, String remedy) implements Event {}

    /// Everything that came from a provider lately was rejected or ignored.
    ///
    /// @param problem as text
    record NothingAccepted(Channel channel, String problem, String remedy) implements Event {}

    /// A provider's messages are accepted again, after [NothingAccepted].
    ///
    /// @param sign what shows it, as text
    /// @param after the time since the problem was reported
    record AcceptedAgain(Channel channel, String sign, Duration after) implements Event {}

    /// A message was stored that will get no answer (`[LEFT ALONE]`).
    ///
    /// @param reason as text
    record LeftUnanswered(InboundMessage message, String reason) implements Event {}

    /// Curated answers were searched (`[CACHE]`).
    ///
    /// @param entry the entry that matched; null for a miss
    record CacheSearched(MessageId id, @Nullable String entry, double score, Duration took) implements Step {
        @Override
        public Map<String, Object> record() {
            return entry == null
                    ? Step.record("cache", "miss", took, Map.of())
                    : Step.record("cache", "hit", took, Map.of("entry", entry, "score", score));
        }
    }

    /// A guard stopped a message (`[GUARD]`).
    ///
    /// @param guard one of `limit`, `words`, `injection`, `moderation`, `repeats`
    /// @param rule the rule that matched, without the text
    record GuardTripped(MessageId id, String guard, String rule) implements Step {
        @Override
        public Map<String, Object> record() {
            return Step.record("guard", guard, Duration.ZERO, Map.of("rule", rule));
        }
    }

    /// Documents were searched (`[KB]`).
    ///
    /// @param confidence of the best passage; 0 without passages
    record KnowledgeSearched(MessageId id, int passages, double confidence, Duration took) implements Step {
        @Override
        public Map<String, Object> record() {
            return Step.record(
                    "kb", passages == 0 ? "miss" : "hit", took, Map.of("passages", passages, "confidence", confidence));
        }
    }

    /// A model was called (`[LLM]`).
    ///
    /// @param error null when it answered
    record ModelCalled(
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

    /// A recording was transcribed (`[STT]`).
    ///
    /// @param model provider and name; empty when it was not called
    /// @param error why there is no transcript; null when there is one
    record SpeechTranscribed(
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

    /// A contact was looked up (`[CONTACT]`). Published only when the contact is known or the look-up failed.
    ///
    /// @param error null when the contact is known
    record ContactLookedUp(
            MessageId id, Duration took, @Nullable String error) implements Step {
        @Override
        public Map<String, Object> record() {
            return error == null
                    ? Step.record("contact", "known", took, Map.of())
                    : Step.record("contact", "error", took, Map.of("reason", error));
        }
    }

    /// The provider accepted a part (`[OUT] SENT`).
    ///
    /// @param total the time since the answered message was received
    record PartSent(OutboundMessage part, String externalId, Duration total) implements Event {}

    /// A receipt or the log shows that an earlier run had given a part to the provider (`[OUT] SENT` or
    /// `FAILED`).
    record PartSettled(OutboundMessage part, DeliveryStatus status) implements Event {}

    /// A part will be retried (`[OUT] RETRY`).
    record PartRetried(OutboundMessage part, String reason, Duration after) implements Event {}

    /// It is unknown whether the provider accepted a part (`[OUT] UNKNOWN`).
    record PartUnknown(OutboundMessage part, String why) implements Event {}

    /// A part was refused for good (`[OUT] FAILED`).
    record PartFailed(OutboundMessage part, String code, String reason, Duration total) implements Event {}

    /// A provider accepts nothing from a sender until the operator resolves a problem (`[ALARM]`). Published
    /// once, not for each message.
    ///
    /// @param remedy what the operator has to do
    record SenderBlocked(Channel channel, String code, String reason, String remedy) implements Event {}

    /// A blocked sender can send again.
    record SenderUnblocked(Channel channel, String code, Duration after) implements Event {}

    /// A part may be sent only after the user writes again (`[OUT] HELD`).
    ///
    /// @param code the provider's code, or our own when the provider was not asked
    record PartHeld(OutboundMessage part, String code) implements Event {}

    /// A turn ended, and all messages it answers are closed.
    ///
    /// @param closing what the user got
    /// @param total the time since the first message was received
    record Answered(List<MessageId> ids, Closing closing, Duration total) implements Event {
        public Answered {
            ids = List.copyOf(ids);
        }
    }

    /// A turn could not continue and will be retried.
    record TurnDeferred(MessageId id, String reason, Duration after) implements Event {}

    /// An internal error stopped the reply decision; the user gets a failure notice.
    record TurnFailed(MessageId id, RuntimeException cause) implements Event {}

    /// Messages became dead letters (`[DEAD]`).
    record DeadLettered(List<MessageId> ids, Failure failure) implements Event {
        public DeadLettered {
            ids = List.copyOf(ids);
        }
    }

    /// A dead letter was replayed (`[REPLAY]`).
    ///
    /// @param copy the message that replaces it
    record Replayed(MessageId id, MessageId copy) implements Event {}

    /// The providers' lists were compared with the inbox (`[RECONCILE]`).
    ///
    /// @param accepted how many listed messages had arrived by no webhook
    record Reconciled(Instant since, int listed, int accepted, boolean complete) implements Event {}

    /// The comparison with the providers' lists failed (`[RECONCILE] FAILED`).
    record ReconcileFailed(Instant since, String reason) implements Event {}

    /// A provider failed repeatedly to show the typing indicator and is not asked for a while (`[TYPING]
    /// PAUSED`).
    record TypingPaused(Channel channel, String reason, Duration pause) implements Event {}

    /// A receipt arrived (`[STATUS]`).
    record ReceiptRecorded(DeliveryReceipt receipt, MessageLog.Applied applied) implements Event {}

    /// Fetching a user's file ended (`[MEDIA]`).
    ///
    /// @param outcome one word: `ok`, `too_large`, `gone`, `refused`, `unavailable`
    /// @param reason details, where the outcome needs them; it contains no address
    record MediaFetched(
            MessageId id,
            MediaKind kind,
            String outcome,
            @Nullable String reason,
            long bytes,
            Duration took) implements Event {}

    /// The store could not take an entry; it is safe in the spool (`[SPOOL] KEPT`).
    record EntrySpooled(Spool.Entry entry) implements Event {}

    /// The store is available again and has everything that was in the spool (`[SPOOL] DRAINED`).
    ///
    /// @param entries how many were stored
    record SpoolDrained(long entries, Duration took) implements Event {}

    /// The store answers but refused entries of the spool repeatedly; they are set aside so that the entries
    /// behind them go on (`[ALARM] STORE REFUSES`).
    ///
    /// @param reason why the first one was refused
    /// @param remedy what the operator has to do
    record EntriesSetAside(int entries, String reason, String remedy) implements Event {}

    /// Business events were recorded (`[EVENT] RECORDED`).
    record BusinessEventsRecorded(List<BusinessEvent> events) implements Event {
        public BusinessEventsRecorded {
            events = List.copyOf(events);
        }
    }

    /// A business event was sent to the business's server (`[EVENT]`).
    ///
    /// @param attempt the number of the attempt, from 1
    /// @param reason a few words; null when the server accepted it
    record BusinessEventSent(
            BusinessEvent event,
            int attempt,
            Result result,
            @Nullable String reason,
            Duration took) implements Event {
        /// The result of the attempt.
        public enum Result {
            TAKEN,
            /// It will be sent again.
            NOT_TAKEN,
            /// It will not be sent again.
            SET_ASIDE
        }
    }

    /// A person of the business was told of a request, or was not (`[STAFF]`).
    ///
    /// @param id of the notice
    /// @param way `whatsapp`, `email`
    /// @param attempt the number of the attempt, from 1
    /// @param reason a few words without address or text; null when the person was told
    record StaffNoticeProcessed(
            String id,
            ConversationId conversationId,
            String way,
            int attempt,
            NoticeResult result,
            @Nullable String reason,
            Duration took)
            implements Event {
        /// The result of the attempt.
        public enum NoticeResult {
            TOLD,
            /// It will be tried again.
            RETRY,
            /// It is given up.
            FAILED
        }
    }

    /// A notification changed its state (`[NOTIFY]`).
    ///
    /// @param reason a few words; null without a problem
    /// @param total the time since it was requested
    record NotificationProcessed(
            Notification notification,
            Notification.Status status,
            @Nullable String reason,
            Duration total) implements Event {}

    /// A pass over a user's data erased something, or found nothing left (`[PRIVACY] ERASED`).
    ///
    /// @param erased how many records of each kind, since the request
    /// @param finished whether nothing is looked for any more
    record PersonalDataErased(Map<String, Long> erased, int passes, boolean finished) implements Event {
        public PersonalDataErased {
            erased = Map.copyOf(erased);
        }
    }

    /// Records older than their retention were erased (`[PRIVACY] EXPIRED`).
    record RecordsExpired(Map<String, Long> erased) implements Event {
        public RecordsExpired {
            erased = Map.copyOf(erased);
        }
    }

    /// The store does not answer and is not used until it does (`[STORE] GONE`).
    record StoreUnavailable(String reason) implements Event {}

    /// The store answers again (`[STORE] BACK`).
    record StoreRecovered(Duration after) implements Event {}

    /// The store was used.
    record StoreUsed(String operation, Duration took) implements Event {}

    /// A step in producing a reply, which is also stored with the reply.
    sealed interface Step extends Event {
        /// Returns the step as stored: names and simple values, nothing personal.
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

    /// How a turn ended for the user.
    enum Closing {
        ANSWER,
        NOTICE,
        APOLOGY,
        /// Nothing, deliberately.
        SILENCE
    }
}
