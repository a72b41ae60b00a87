package dev.recado.application;

import dev.recado.domain.BackgroundTask;
import io.micronaut.context.BeanProvider;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.Optional;

/// When the server receives webhooks, lets the simulator send its own, and starts every background task. No task may
/// depend on another being started first.
@Singleton
final class ServerStartListener {
    private final Optional<SimulatedProviders> simulator;
    private final StoreOpening store;
    private final BeanProvider<BackgroundTask> tasks;

    ServerStartListener(
            Optional<SimulatedProviders> simulator, StoreOpening store, BeanProvider<BackgroundTask> tasks) {
        this.simulator = simulator;
        this.store = store;
        this.tasks = tasks;
    }

    @EventListener
    void start(ServerStartupEvent started) {
        // The tasks need the store: without this, they would open once more one that cannot be opened.
        store.await();
        simulator.ifPresent(providers -> providers.pointAt(started.getSource().getPort()));
        tasks.stream().forEach(BackgroundTask::start);
    }
}
