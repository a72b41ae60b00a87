package dev.recado.application.logging;

import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.PublicIdKey;
import dev.recado.domain.identity.PublicIds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Passes every event to the log, the metrics and further listeners.
@Singleton
public class FanOutEventSink implements EventSink {
    private final LogLineWriter log;
    private final EventMetrics meters;
    private final List<EventSink> listeners = new CopyOnWriteArrayList<>();

    /// @param key the key of public ids, from the store, which publishes events itself
    FanOutEventSink(MeterRegistry registry, BeanProvider<PublicIdKey> key) {
        this.log = new LogLineWriter(
                new PublicIds(PublicIdsWiring.orOwn(() -> key.get().get())));
        this.meters = new EventMetrics(registry);
    }

    /// Adds a listener.
    public void tell(EventSink listener) {
        listeners.add(listener);
    }

    @Override
    public void publish(Event event) {
        log.write(event);
        meters.count(event);
        listeners.forEach(each -> each.publish(event));
    }
}
