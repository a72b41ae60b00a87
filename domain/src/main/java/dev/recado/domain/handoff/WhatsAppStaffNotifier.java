package dev.recado.domain.handoff;

import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Notification;
import dev.recado.domain.notification.NotificationStateUseCase;
import dev.recado.domain.notification.NotificationStateUseCase.State;
import dev.recado.domain.notification.NotifyUseCase;
import dev.recado.domain.notification.NotifyUseCase.NotifyResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Tells people by the business's own WhatsApp, through the queue of notifications: by the rules of the service window,
/// with the template mapped to [#EVENT] where it is closed.
public final class WhatsAppStaffNotifier implements StaffNotifier {
    /// The occasion, as templates are mapped to it.
    public static final String EVENT = "STAFF_NOTICE";

    private static final Duration SOON = Duration.ofSeconds(2);

    private final List<Phone> numbers;
    private final NotifyUseCase notify;
    private final NotificationStateUseCase states;
    private final InstantSource clock;

    public WhatsAppStaffNotifier(
            List<Phone> numbers, NotifyUseCase notify, NotificationStateUseCase states, InstantSource clock) {
        this.numbers = List.copyOf(numbers);
        this.notify = notify;
        this.states = states;
        this.clock = clock;
    }

    /// The id of the notification that carries a notice.
    public static String notificationId(String notice) {
        return "staff/" + notice;
    }

    @Override
    public String way() {
        return "whatsapp";
    }

    @Override
    public List<String> recipients() {
        return numbers.stream().map(Phone::e164).toList();
    }

    @Override
    public Outcome tell(StaffNotice notice, String recipient) {
        String id = notificationId(notice.id());
        return states.state(id).map(WhatsAppStaffNotifier::outcome).orElseGet(() -> queue(id, notice, recipient));
    }

    private Outcome queue(String id, StaffNotice notice, String recipient) {
        Notification message = new Notification(
                id,
                new Phone(recipient),
                null,
                EVENT,
                notice.subject(),
                "*" + notice.subject() + "*\n" + notice.body(),
                null,
                Author.BOT,
                clock.instant());
        return switch (notify.notify(message)) {
            // another process may have queued it in other words, a minute later
            case NotifyResult.Queued _, NotifyResult.Known _, NotifyResult.Conflict _ -> new Outcome.UnderWay(SOON);
            case NotifyResult.NoProvider _ -> new Outcome.NotTold("no provider is configured");
        };
    }

    private static Outcome outcome(State state) {
        String reason = state.reason() == null ? "" : state.reason();
        return switch (Notification.Status.ofId(stored(state.status()))) {
            case QUEUED -> new Outcome.UnderWay(SOON);
            case SENT -> new Outcome.Told();
            case HELD, REFUSED ->
                new Outcome.Refused(
                        reason.startsWith("window_closed")
                                ? "the service window is closed and RECADO_TEMPLATES_FILE maps no template to " + EVENT
                                : "WhatsApp: " + reason);
            case FAILED -> new Outcome.Refused("WhatsApp: " + reason);
        };
    }

    /// A receipt's later state counts as sent.
    private static String stored(String status) {
        return switch (status) {
            case "queued", "held", "refused", "failed" -> status;
            default -> Notification.Status.SENT.id();
        };
    }
}
