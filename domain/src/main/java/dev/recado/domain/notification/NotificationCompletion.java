package dev.recado.domain.notification;

import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.Notification.Status;
import dev.recado.domain.notification.Notifications.ClaimedNotification;
import dev.recado.domain.turn.Step;
import dev.recado.domain.turn.Turn;
import dev.recado.domain.turn.TurnCompletion;
import dev.recado.domain.turn.TurnSteps.Stores;
import dev.recado.domain.turn.TurnSteps.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Closes a notification with its status. Each method returns when to try again; zero when nothing is left to
/// do.
final class NotificationCompletion {
    static final Duration DONE = Duration.ZERO;

    private final Notifications notifications;
    private final Stores stores;
    private final TurnCompletion completion;
    private final EventSink events;
    private final TimeSource time;

    NotificationCompletion(
            Notifications notifications, Stores stores, TurnCompletion completion, EventSink events, TimeSource time) {
        this.notifications = notifications;
        this.stores = stores;
        this.completion = completion;
        this.events = events;
        this.time = time;
    }

    /// All parts are settled. The business event goes with the conversation; only then the notification is
    /// closed.
    Duration sent(ClaimedNotification taken, Turn turn, Collection<DeliveryStatus> states) {
        Status status = status(states);
        if (status == Status.SENT && taken.notification().isUnasked()) {
            completion.addEvents(turn, List.of(event(taken.notification(), turn)));
        }
        completion.release(turn);
        return close(
                taken,
                status,
                switch (status) {
                    case QUEUED, SENT, REFUSED -> null;
                    case HELD -> "window_closed";
                    case FAILED -> "provider";
                });
    }

    private static Status status(Collection<DeliveryStatus> states) {
        if (states.contains(DeliveryStatus.FAILED)) {
            return Status.FAILED;
        }
        return states.contains(DeliveryStatus.HELD) ? Status.HELD : Status.SENT;
    }

    private BusinessEvent event(Notification notification, Turn turn) {
        return BusinessEvent.of(
                BusinessEvent.Type.NOTIFICATION_SENT,
                notification.id(),
                turn.id(),
                time.now(),
                Map.of(BusinessEvent.NOTIFICATION_ID, notification.id(), "event", notification.event()));
    }

    /// Closes it while no other process can send it.
    Duration unsent(ClaimedNotification taken, Turn turn, Status status, String reason) {
        if (!turn.holds()) {
            return Step.SOON;
        }
        close(taken, status, reason);
        // one that is blank was created by this claim
        if (!turn.conversation().isBlank() || !stores.joins().delete(turn.claim())) {
            completion.release(turn);
        }
        return DONE;
    }

    /// If another process claimed it since, that one finds its state and closes it.
    Duration close(ClaimedNotification taken, Status status, @Nullable String reason) {
        Instant now = time.now();
        if (notifications.close(taken, status, reason, now)) {
            Notification notification = taken.notification();
            events.publish(new Event.NotificationProcessed(
                    notification, status, reason, Duration.between(notification.createdAt(), now)));
        }
        return DONE;
    }
}
