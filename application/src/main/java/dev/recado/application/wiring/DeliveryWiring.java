package dev.recado.application.wiring;

import dev.recado.domain.delivery.ClosedWindowNotice;
import dev.recado.domain.delivery.Pacing;
import dev.recado.domain.delivery.Templates;
import dev.recado.domain.delivery.TypingIndicator;
import dev.recado.domain.delivery.TypingPresence;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.turn.TurnRules;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Wires typing indicators, pacing, and the templates that are sent outside the service window.
@Factory
class DeliveryWiring {

    /// @param typing whether users see a typing indicator
    /// @param senderPerSecond parts that one sender may send in a second; 0 for no limit
    /// @param userEvery the time in which one user gets one part, after a burst; zero for no limit
    /// @param userBurst how many parts one user may get at once
    @ConfigurationProperties("recado")
    record Settings(boolean typing, int senderPerSecond, Duration userEvery, int userBurst, String botName) {
        /// The presences that users are to see.
        Map<Channel, TypingPresence> shown(List<TypingPresence> presences) {
            return typing
                    ? presences.stream().collect(Collectors.toMap(TypingPresence::channel, Function.identity()))
                    : Map.of();
        }
    }

    /// The business's numbers at Meta, by their ids.
    ///
    /// @param coexistence those that the WhatsApp phone app uses too
    @ConfigurationProperties("recado.whatsapp")
    record MetaNumbers(
            @Nullable String phoneNumberId, @Nullable String coexistence) {}

    @Singleton
    TypingIndicator typing(
            List<TypingPresence> presences,
            Settings settings,
            VirtualThreadTimer threads,
            EventSink events,
            InstantSource clock) {
        return new TypingIndicator(settings.shown(presences), threads, events, clock);
    }

    @Singleton
    Pacing pacing(Settings settings, MetaNumbers numbers, VirtualThreadTimer threads, InstantSource clock) {
        Pacing pacing = new Pacing(
                new Pacing.Limits(settings.senderPerSecond(), settings.userEvery(), settings.userBurst()),
                clock,
                threads::pause);
        List<String> shared = listed(numbers.coexistence());
        shared.forEach(number -> pacing.sharedWithApp(Channel.META, number));
        if (listed(numbers.phoneNumberId()).stream().limit(1).anyMatch(shared::contains)) {
            // a part that answers no message is sent from the first number and names none
            pacing.sharedWithApp(Channel.META, null);
        }
        return pacing;
    }

    private static List<String> listed(@Nullable String numbers) {
        return numbers == null
                ? List.of()
                : Arrays.stream(numbers.split(",", -1)).map(String::strip).toList();
    }

    @Singleton
    ClosedWindowNotice windowNotice(Templates templates, Settings settings, TurnRules rules) {
        return new ClosedWindowNotice(templates, settings.botName(), rules.defaultLanguage());
    }
}
