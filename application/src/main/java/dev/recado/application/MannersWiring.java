package dev.recado.application;

import dev.recado.domain.model.Channel;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.Presence;
import dev.recado.domain.port.Templates;
import dev.recado.domain.usecase.Pacing;
import dev.recado.domain.usecase.TurnRules;
import dev.recado.domain.usecase.Typing;
import dev.recado.domain.usecase.WindowNotice;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Builds what keeps to the manners of WhatsApp: who types is seen, nobody is written to too fast, and outside the
/// service window there are templates.
@Factory
class MannersWiring {

    /// @param typing whether users see that somebody types
    /// @param senderPerSecond parts a second of one sender; 0 for no limit
    /// @param userEvery one part for each user in this time; zero for no limit
    /// @param userBurst so many parts for one user at once
    @ConfigurationProperties("recado")
    record Settings(
            @Bindable(defaultValue = "true") boolean typing,
            @Bindable(defaultValue = "80") int senderPerSecond,
            @Bindable(defaultValue = "6s") Duration userEvery,
            @Bindable(defaultValue = "45") int userBurst,
            @Bindable(defaultValue = "Recado") String botName) {}

    @Singleton
    Typing typing(List<Presence> presences, Settings settings, Threads threads, EventSink events, InstantSource clock) {
        Map<Channel, Presence> byChannel = settings.typing()
                ? presences.stream().collect(Collectors.toMap(Presence::channel, Function.identity()))
                : Map.of();
        return new Typing(byChannel, threads, events, clock);
    }

    @Singleton
    Pacing pacing(
            Settings settings,
            @Property(name = "recado.whatsapp.coexistence") @Nullable String coexistence,
            @Property(name = "recado.whatsapp.phone-number-id") @Nullable String numbers,
            Threads threads,
            InstantSource clock) {
        Pacing pacing = new Pacing(
                new Pacing.Limits(settings.senderPerSecond(), settings.userEvery(), settings.userBurst()),
                clock,
                threads::pause);
        List<String> shared = listed(coexistence);
        shared.forEach(number -> pacing.sharedWithApp(Channel.META, number));
        if (listed(numbers).stream().limit(1).anyMatch(shared::contains)) {
            // what answers nobody leaves from the first number, and names none
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
    WindowNotice windowNotice(Templates templates, Settings settings, TurnRules rules) {
        return new WindowNotice(templates, settings.botName(), rules.defaultLanguage());
    }
}
