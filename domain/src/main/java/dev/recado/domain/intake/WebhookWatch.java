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
    private static final Duration LATELY = Duration.ofMinutes(15);
    /// Fewer may be chance, or come from a stranger.
    private static final int ENOUGH = 3;

    private static final String REFUSED = "every webhook of the last 15 minutes was refused: the signature is wrong";

    private final EventSink events;
    private final InstantSource clock;
    private final Map<Channel, ChannelState> seen = new EnumMap<>(Channel.class);

    /// A run of webhooks with one kind of problem, at one provider.
    private static final class Streak {
        private @Nullable Instant last;
        private int count;
        private boolean told;

        /// @return whether the run is now long enough, for the first time
        boolean add(Instant now) {
            count = isOver(now) ? 1 : count + 1;
            told &= !isOver(now);
            last = now;
            boolean news = count >= ENOUGH && !told;
            told |= news;
            return news;
        }

        void end() {
            last = null;
            count = 0;
            told = false;
        }

        boolean isOver(Instant now) {
            return last == null || last.plus(LATELY).isBefore(now);
        }
    }

    private static final class ChannelState {
        private final Streak refused = new Streak();
        private final Streak alone = new Streak();
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
            case Event.SignatureRefused e -> refused(e).ifPresent(this::tell);
            case Event.LeftAlone e -> alone(e).ifPresent(this::tell);
            case Event.Acknowledged e -> signed(e.channel());
            case Event.Received e -> ours(e.message().channel());
            case Event.Spooled(Spool.Entry.Arrived(InboundMessage message)) -> ours(message.channel());
            case Event.Duplicate e -> ours(e.message().channel());
            default -> {}
        }
    }

    private void tell(Trouble trouble) {
        events.publish(new Event.NothingTaken(trouble.channel(), trouble.problem(), trouble.remedy()));
    }

    private synchronized Optional<Trouble> refused(Event.SignatureRefused event) {
        ChannelState its = of(event.channel());
        its.signatureRemedy = event.remedy();
        Instant now = clock.instant();
        return isLately(its.signed, now) || !its.refused.add(now)
                ? Optional.empty()
                : Optional.of(refused(event.channel(), its));
    }

    private synchronized Optional<Trouble> alone(Event.LeftAlone event) {
        ChannelState its = of(event.channel());
        its.number = event.number();
        its.numberRemedy = event.remedy();
        Instant now = clock.instant();
        return its.ours || !its.alone.add(now) ? Optional.empty() : Optional.of(alone(event.channel(), its));
    }

    private synchronized void signed(Channel channel) {
        ChannelState its = of(channel);
        its.signed = clock.instant();
        its.refused.end();
    }

    private synchronized void ours(Channel channel) {
        ChannelState its = of(channel);
        its.ours = true;
        its.alone.end();
    }

    private ChannelState of(Channel channel) {
        return seen.computeIfAbsent(channel, _ -> new ChannelState());
    }

    /// Returns the current problems.
    public synchronized List<Trouble> current() {
        Instant now = clock.instant();
        List<Trouble> current = new ArrayList<>();
        seen.forEach((channel, its) -> {
            if (!its.refused.isOver(now) && its.refused.count >= ENOUGH) {
                current.add(refused(channel, its));
            }
            if (!its.ours && !its.alone.isOver(now)) {
                current.add(alone(channel, its));
            }
        });
        return current;
    }

    private static Trouble refused(Channel channel, ChannelState its) {
        return new Trouble(channel, REFUSED, its.signatureRemedy, false);
    }

    private static Trouble alone(Channel channel, ChannelState its) {
        String problem = "every message of the last 15 minutes was left alone: it is to " + its.number
                + ", which is not among the numbers that are answered";
        return new Trouble(channel, problem, its.numberRemedy, its.alone.count >= ENOUGH);
    }

    private static boolean isLately(@Nullable Instant time, Instant now) {
        return time != null && time.plus(LATELY).isAfter(now);
    }
}
