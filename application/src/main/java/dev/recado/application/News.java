package dev.recado.application;

import dev.recado.domain.model.PublicIds;
import dev.recado.domain.port.Event;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.IdKey;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Where all events come together: the log, the meters, and whoever else listens.
@Singleton
class News implements EventSink {
    private final LogLines log;
    private final Meters meters;
    private final List<EventSink> listeners = new CopyOnWriteArrayList<>();

    /// @param key of the store, which itself tells what happens to it
    News(MeterRegistry registry, BeanProvider<IdKey> key) {
        this.log =
                new LogLines(new PublicIds(PublicIdsWiring.orOwn(() -> key.get().get())));
        this.meters = new Meters(registry);
    }

    /// From now on it hears what happens too.
    void tell(EventSink listener) {
        listeners.add(listener);
    }

    @Override
    public void publish(Event event) {
        log.write(event);
        meters.count(event);
        listeners.forEach(each -> each.publish(event));
    }
}
