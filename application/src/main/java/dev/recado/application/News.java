package dev.recado.application;

import dev.recado.domain.port.Event;
import dev.recado.domain.port.EventSink;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/// Where all events come together: the log and the meters.
@Singleton
class News implements EventSink {
    private final LogLines log = new LogLines();
    private final Meters meters;

    News(MeterRegistry registry) {
        this.meters = new Meters(registry);
    }

    @Override
    public void publish(Event event) {
        log.write(event);
        meters.count(event);
    }
}
