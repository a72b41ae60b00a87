package dev.recado.adapter.simulator.page;

import dev.recado.adapter.simulator.StandIn;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.message.SimulatedProvider;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The running stand-ins, Twilio's first.
@Singleton
@Requires(property = "recado.simulator", value = "on")
final class RunningStandIns {
    private final List<StandIn> all;

    RunningStandIns(List<StandIn> all) {
        this.all = all.stream().sorted(Comparator.comparing(StandIn::provider)).toList();
    }

    List<StandIn> all() {
        return all;
    }

    /// The stand-in named by the field `provider` of an order; the first when it names none.
    ///
    /// @throws IllegalArgumentException when there is no such provider here
    StandIn named(Map<String, @Nullable Object> order) {
        var name = Json.text(order, "provider");
        if (name.isEmpty()) {
            return all.getFirst();
        }
        var provider = SimulatedProvider.named(name);
        return all.stream()
                .filter(each -> each.provider() == provider)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no stand-in for " + name + " here"));
    }
}
