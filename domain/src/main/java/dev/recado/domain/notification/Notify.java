package dev.recado.domain.notification;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.Notification.Status;
import dev.recado.domain.notification.Notifications.DueNotification;
import dev.recado.domain.notification.Notifications.StoredNotification;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Accepts notifications and reports their states. They are sent in the background.
public final class Notify implements NotifyUseCase, NotificationStateUseCase {
    private final Notifications notifications;
    private final MessageLog log;
    private final Set<Channel> channels;
    private final NotificationScheduler work;

    /// @param channels of the configured providers
    public Notify(Notifications notifications, MessageLog log, Set<Channel> channels, NotificationScheduler work) {
        this.notifications = notifications;
        this.log = log;
        this.channels = Set.copyOf(channels);
        this.work = work;
    }

    @Override
    public NotifyResult notify(Notification notification) {
        Channel channel = notification.channel();
        if (channel != null && !channels.contains(channel)) {
            return new NotifyResult.NoProvider();
        }
        Optional<StoredNotification> before = notifications.put(notification);
        if (before.isEmpty()) {
            work.wake(new DueNotification(notification.id(), notification.isUnasked()));
            return new NotifyResult.Queued();
        }
        return before.get().notification().isRepeatOf(notification)
                ? new NotifyResult.Known(before.get())
                : new NotifyResult.Conflict();
    }

    @Override
    public Optional<State> state(String id) {
        return notifications
                .find(id)
                .map(kept -> new State(id, kept.notification().event(), status(kept), kept.reason()));
    }

    /// Receipts may show a later state than the stored one.
    private String status(StoredNotification kept) {
        if (kept.status() != Status.SENT && kept.status() != Status.HELD) {
            return kept.status().id();
        }
        Map<PartId, DeliveryStatus> states = log.states(kept.notification().parts());
        if (states.containsValue(DeliveryStatus.HELD)) {
            return Status.HELD.id();
        }
        return states.values().stream()
                .min(Comparator.comparingInt(DeliveryStatus::rank))
                .filter(state -> state.rank() > DeliveryStatus.SENDING.rank())
                .map(DeliveryStatus::id)
                .orElse(kept.status().id());
    }
}
