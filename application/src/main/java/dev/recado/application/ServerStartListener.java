package dev.recado.application;

import dev.recado.domain.BackgroundTask;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// When the server receives webhooks, lets the simulator send its own, and starts every background task.
@Singleton
final class ServerStartListener {
    private final Optional<SimulatedProviders> simulator;
    private final List<BackgroundTask> tasks;

    ServerStartListener(Optional<SimulatedProviders> simulator, List<BackgroundTask> tasks) {
        this.simulator = simulator;
        this.tasks = List.copyOf(tasks);
    }

    @EventListener
    void start(ServerStartupEvent started) {
        simulator.ifPresent(providers -> providers.pointAt(started.getSource().getPort()));
        tasks.forEach(BackgroundTask::start);
    }
}
