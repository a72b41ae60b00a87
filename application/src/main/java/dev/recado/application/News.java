package dev.recado.application;

import dev.recado.domain.port.Event;
import dev.recado.domain.port.EventSink;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Where all events come together: the log, the meters, and whoever else listens.
@Singleton
class News implements EventSink {
    private final LogLines log = new LogLines();
    private final Meters meters;
    private final List<EventSink> listeners = new CopyOnWriteArrayList<>();

    News(MeterRegistry registry) {
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
