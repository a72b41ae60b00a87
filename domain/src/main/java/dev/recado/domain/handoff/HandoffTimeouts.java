package dev.recado.domain.handoff;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.availability.BusinessHours;
import dev.recado.domain.availability.OpeningHours;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.conversation.Ownership.Handoff;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.BusinessEventSink;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Notification;
import dev.recado.domain.notification.NotifyUseCase;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks after users who wait for a person. Where nobody takes a conversation in time, the user is told once,
/// and the request stays in the queue. Where the person who has it does not answer in time, it goes back to
/// the queue; where a person who answered from the phone app is silent, it goes back to the bot. All of it
/// is read from the store, so that it goes on after a restart; a step that two processes take at once is
/// taken once.
public final class HandoffTimeouts implements BackgroundTask {
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(5);
    private static final int BATCH = 100;
    /// More than wait in a business that this inbox is for.
    private static final int ALL = 1_000;
    /// The occasion of the notice to the user, as templates are mapped to it.
    public static final String OVERDUE_EVENT = "HANDOFF_OVERDUE";

    private final HandoffQueue queue;
    private final SessionStore sessions;
    private final NotifyUseCase notify;
    private final StaffReminder reminder;
    private final BusinessEventSink events;
    private final Rules rules;
    private final Timer timer;
    private final InstantSource clock;
    /// The opening for which people were reminded; a restart repeats it, which is harmless.
    private @Nullable Instant reminded;

    public HandoffTimeouts(
            HandoffQueue queue,
            SessionStore sessions,
            NotifyUseCase notify,
            StaffReminder reminder,
            BusinessEventSink events,
            Rules rules,
            Timer timer,
            InstantSource clock) {
        this.queue = queue;
        this.sessions = sessions;
        this.notify = notify;
        this.reminder = reminder;
        this.events = events;
        this.rules = rules;
        this.timer = timer;
        this.clock = clock;
    }

    /// @param patience how long a request waits before the user is told that nobody has taken it yet
    /// @param idle how long a person may leave the user without an answer
    /// @param texts the wording of what the user is told
    /// @param hours while nobody is there, nothing is overdue
    public record Rules(Duration patience, Duration idle, BuiltInTexts texts, BusinessHours hours) {}

    @Override
    public void start() {
        timer.after(SWEEP_INTERVAL, this::sweepAgain);
    }

    private void sweepAgain() {
        try {
            sweep();
        } catch (PortUnavailableException _) {
            // the next sweep finds the same conversations
        } finally {
            timer.after(SWEEP_INTERVAL, this::sweepAgain);
        }
    }

    void sweep() {
        Instant now = clock.instant();
        Optional<OpeningHours> hours = rules.hours.current();
        if (hours.isEmpty()) {
            queue.overdue(now.minus(rules.patience), BATCH).forEach(conversation -> tellOverdue(conversation, now));
        } else {
            hours.get().openSince(now).ifPresent(opening -> duringHours(hours.get(), opening, now));
        }
        queue.leftUnanswered(now.minus(rules.idle), BATCH).forEach(conversation -> queueAgain(conversation, now));
        queue.leftInPhoneApp(now, BATCH).forEach(conversation -> giveBack(conversation, now));
    }

    /// People are told again of what came while nobody was there, and a request waits from the opening on.
    private void duringHours(OpeningHours hours, Instant opening, Instant now) {
        if (!opening.equals(reminded)) {
            queue.overdue(opening, ALL).stream()
                    .filter(conversation -> !hours.isOpen(since(conversation)))
                    .forEach(conversation -> reminder.remind(conversation, opening));
            reminded = opening;
        }
        queue.overdue(now.minus(rules.patience), ALL).stream()
                .filter(conversation -> hours.isOpen(since(conversation))
                        || opening.plus(rules.patience).isBefore(now))
                .limit(BATCH)
                .forEach(conversation -> tellOverdue(conversation, now));
    }

    private static Instant since(Conversation conversation) {
        return Objects.requireNonNull(conversation.ownership().handoff()).since();
    }

    /// The notice first, under a key that a repeat has too: after a crash in between it is not told twice. It
    /// is not sent any more once a person has the conversation.
    private void tellOverdue(Conversation conversation, Instant now) {
        Handoff request = Objects.requireNonNull(conversation.ownership().handoff());
        String key = conversation.id() + "@" + request.since().toEpochMilli();
        notify.notify(new Notification(
                "overdue/" + key,
                conversation.address(),
                conversation.channel(),
                OVERDUE_EVENT,
                "",
                text(conversation.language()),
                null,
                Author.BOT,
                request.since()));
        Map<String, String> details = HandoffEvents.who(conversation);
        details.put("since", request.since().toString());
        transfer(
                conversation,
                conversation.ownership().overdue(now),
                BusinessEvent.of(BusinessEvent.Type.HANDOFF_OVERDUE, key, conversation.id(), now, details),
                now);
    }

    private String text(@Nullable Language language) {
        Language own = language == null ? rules.texts.defaultLanguage() : language;
        return rules.texts.of(BuiltInText.HANDOFF_OVERDUE, own);
    }

    private void queueAgain(Conversation conversation, Instant now) {
        Ownership next = conversation.ownership().queuedAgain("idle", now);
        transfer(conversation, next, HandoffEvents.queuedAgain(conversation, next, "idle", now), now);
    }

    /// Nobody asked for a person, so that nobody waits for another one.
    private void giveBack(Conversation conversation, Instant now) {
        Ownership next = conversation.ownership().givenBack();
        transfer(conversation, next, BusinessEvent.givenBackByIdle(conversation.id(), next.version(), now), now);
    }

    private void transfer(Conversation conversation, Ownership next, BusinessEvent event, Instant now) {
        if (sessions.transfer(conversation.id(), conversation.ownership(), next, List.of(event), now)) {
            events.submit(List.of(event));
        }
    }
}
