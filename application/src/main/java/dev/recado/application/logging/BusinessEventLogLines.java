package dev.recado.application.logging;

import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.Event;
import java.util.List;
import org.slf4j.event.Level;

/// The log lines of business events and notifications, without their details, which may be personal.
final class BusinessEventLogLines {
    private final LineLogger log;

    BusinessEventLogLines(LineLogger log) {
        this.log = log;
    }

    /// Messages have their own lines.
    void recorded(List<BusinessEvent> events) {
        for (BusinessEvent event : events) {
            switch (event.type()) {
                case HANDOFF_REQUESTED ->
                    log.line(
                            Level.WARN,
                            "[HANDOFF] REQUESTED",
                            "conversation",
                            event.conversationId(),
                            "by",
                            event.details().getOrDefault("by", "-"),
                            "what_to_do",
                            "answer in the inbox at /inbox/conversations/" + event.conversationId()
                                    + ", from the phone app, or call: GET /api/v1/handoffs tells who it is");
                case MESSAGE_RECEIVED, MESSAGE_SENT, MESSAGE_FAILED -> {}
                case LEAD_CREATED,
                        HANDOFF_TAKEN,
                        HANDOFF_GIVEN_BACK,
                        HANDOFF_OVERDUE,
                        QUESTION_UNANSWERED,
                        ANSWER_MARKED_WRONG,
                        NOTIFICATION_SENT,
                        OPTED_OUT,
                        OPTED_IN,
                        LANGUAGE_CHOSEN,
                        CONVERSATION_RESET,
                        CONVERSATION_CLOSED,
                        CONVERSATION_REOPENED,
                        LIMIT_REACHED,
                        GUARD_TRIPPED,
                        USER_BLOCKED,
                        PROVIDER_BLOCKED,
                        PROVIDER_UNBLOCKED ->
                    log.line(
                            Level.INFO,
                            "[EVENT] RECORDED",
                            "type",
                            event.type().id(),
                            "id",
                            event.id(),
                            "conversation",
                            event.conversationId());
            }
        }
    }

    void pushed(Event.BusinessEventSent e) {
        Level level = switch (e.result()) {
            case TAKEN -> Level.DEBUG;
            case NOT_TAKEN -> Level.WARN;
            case SET_ASIDE -> Level.ERROR;
        };
        log.line(
                level,
                "[EVENT] " + e.result().name(),
                "type",
                e.event().type().id(),
                "id",
                e.event().id(),
                "attempt",
                e.attempt(),
                "reason",
                e.reason() == null ? "-" : e.reason(),
                "ms",
                e.took().toMillis());
    }

    /// Neither the address nor the text of the notice.
    void staff(Event.StaffNoticeProcessed e) {
        Level level = switch (e.result()) {
            case TOLD -> Level.INFO;
            case RETRY -> Level.WARN;
            case FAILED -> Level.ERROR;
        };
        log.line(
                level,
                "[STAFF] " + e.result().name(),
                "way",
                e.way(),
                "conversation",
                e.conversationId(),
                "id",
                e.id(),
                "attempt",
                e.attempt(),
                "reason",
                e.reason() == null ? "-" : e.reason(),
                "ms",
                e.took().toMillis());
    }

    void notified(Event.NotificationProcessed e) {
        Level level = switch (e.status()) {
            case QUEUED, SENT -> Level.INFO;
            case HELD, REFUSED -> Level.WARN;
            case FAILED -> Level.ERROR;
        };
        log.line(
                level,
                "[NOTIFY] " + e.status().name(),
                "id",
                e.notification(),
                "to",
                e.notification().to().masked(),
                "event",
                e.notification().event(),
                "reason",
                e.reason() == null ? "-" : e.reason(),
                "total_ms",
                e.total().toMillis());
    }
}
