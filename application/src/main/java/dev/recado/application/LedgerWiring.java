package dev.recado.application;

import dev.recado.domain.port.EventLog;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.Tidings;
import dev.recado.domain.usecase.Chronicle;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/// Builds what the business is told, and what it says unasked.
@Factory
class LedgerWiring {

    @Singleton
    @Bean(typed = {Chronicle.class, Tidings.class})
    Chronicle chronicle(EventLog log, Threads threads, EventSink events) {
        return new Chronicle(log, threads, events);
    }
}
