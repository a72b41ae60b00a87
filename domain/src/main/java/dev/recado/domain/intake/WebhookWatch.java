package dev.recado.domain.intake;

import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Spool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Detects that all webhooks of a provider are rejected for their signature, or go to business numbers that are
/// not answered here: a wrong secret or number, which nothing else would show. Thread-safe.
public final class WebhookWatch implements EventSink {
    private static final Duration RECENT = Duration.ofMinutes(15);
    /// Fewer may be chance, or come from a stranger.
    private static final int MIN_RUN = 3;

    private static final String REFUSED = "every webhook of the last 15 minutes was refused: the signature is wrong";

    private final EventSink events;
    private final InstantSource clock;
    private final Map<Channel, ChannelState> channels = new EnumMap<>(Channel.class);

    /// A run of webhooks with one kind of problem, at one provider.
    private static final class Streak {
        private @Nullable Instant last;
        private int count;
        private boolean reported;
        /// When the problem was reported, until it is over.
        private @Nullable Instant since;

        /// @return whether the run is now long enough, for the first time
        boolean add(Instant now) {
            count = isOver(now) ? 1 : count + 1;
            reported &= !isOver(now);
            last = now;
            boolean reached = count >= MIN_RUN && !reported;
            reported |= reached;
            since = reached && since == null ? now : since;
            return reached;
        }

        /// Ends the run.
        ///
        /// @return when its problem was reported; empty when it was not
        Optional<Instant> end() {
            Optional<Instant> was = Optional.ofNullable(since);
            last = null;
            count = 0;
            reported = false;
            since = null;
            return was;
        }

        boolean isOver(Instant now) {
            return last == null || last.plus(RECENT).isBefore(now);
        }
    }

    private static final class ChannelState {
        private final Streak refused = new Streak();
        private final Streak ignored = new Streak();
        private @Nullable Instant signed;
        /// True once a message went to our number: then the number is right, and another number of the account
        /// may belong to another system.
        private boolean ours;
        private String signatureRemedy = "";
        private String number = "";
        private String numberRemedy = "";
    }

    /// A problem.
    ///
    /// @param certain whether the provider itself caused it, too often for chance. Anybody can send a wrong
    ///     signature, so that alone is not certain
    public record Trouble(Channel channel, String problem, String remedy, boolean certain) {}

    public WebhookWatch(EventSink events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void publish(Event event) {
        switch (event) {
            case Event.SignatureRefused e -> refused(e).ifPresent(this::report);
            case Event.MessagesIgnored e -> ignored(e).ifPresent(this::report);
            case Event.Acknowledged e -> signed(e.channel()).ifPresent(events::publish);
            case Event.Received e -> ours(e.message().channel()).ifPresent(events::publish);
            case Event.EntrySpooled(Spool.Entry.Message(InboundMessage message)) ->
                ours(message.channel()).ifPresent(events::publish);
            case Event.Duplicate e -> ours(e.message().channel()).ifPresent(events::publish);
            default -> {}
        }
    }

    private void report(Trouble trouble) {
        events.publish(new Event.NothingAccepted(trouble.channel(), trouble.problem(), trouble.remedy()));
    }

    private synchronized Optional<Trouble> refused(Event.SignatureRefused event) {
        ChannelState state = of(event.channel());
        state.signatureRemedy = event.remedy();
        Instant now = clock.instant();
        return isRecent(state.signed, now) || !state.refused.add(now)
                ? Optional.empty()
                : Optional.of(refused(event.channel(), state));
    }

    private synchronized Optional<Trouble> ignored(Event.MessagesIgnored event) {
        ChannelState state = of(event.channel());
        state.number = event.number();
        state.numberRemedy = event.remedy();
        Instant now = clock.instant();
        return state.ours || !state.ignored.add(now) ? Optional.empty() : Optional.of(ignored(event.channel(), state));
    }

    private synchronized Optional<Event> signed(Channel channel) {
        ChannelState state = of(channel);
        Instant now = clock.instant();
        state.signed = now;
        return state.refused.end().map(since -> over(channel, "a signature is right again", since, now));
    }

    private synchronized Optional<Event> ours(Channel channel) {
        ChannelState state = of(channel);
        state.ours = true;
        Instant now = clock.instant();
        return state.ignored.end().map(since -> over(channel, "a message to our number came in", since, now));
    }

    private static Event over(Channel channel, String how, Instant since, Instant now) {
        return new Event.AcceptedAgain(channel, how, Duration.between(since, now));
    }

    private ChannelState of(Channel channel) {
        return channels.computeIfAbsent(channel, _ -> new ChannelState());
    }

    /// Returns the current problems.
    public synchronized List<Trouble> current() {
        Instant now = clock.instant();
        List<Trouble> current = new ArrayList<>();
        channels.forEach((channel, state) -> {
            if (!state.refused.isOver(now) && state.refused.count >= MIN_RUN) {
                current.add(refused(channel, state));
            }
            if (!state.ours && !state.ignored.isOver(now)) {
                current.add(ignored(channel, state));
            }
        });
        return current;
    }

    private static Trouble refused(Channel channel, ChannelState state) {
        return new Trouble(channel, REFUSED, state.signatureRemedy, false);
    }

    private static Trouble ignored(Channel channel, ChannelState state) {
        String problem = "every message of the last 15 minutes was left alone: it is to " + state.number
                + ", which is not among the numbers that are answered";
        return new Trouble(channel, problem, state.numberRemedy, state.ignored.count >= MIN_RUN);
    }

    private static boolean isRecent(@Nullable Instant time, Instant now) {
        return time != null && time.plus(RECENT).isAfter(now);
    }
}
