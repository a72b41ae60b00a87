package dev.recado.adapter.twilio;

import dev.recado.domain.model.Language;
import dev.recado.domain.model.Texts;
import dev.recado.domain.port.Event;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.IdGenerator;
import dev.recado.domain.port.LanguageDetector;
import dev.recado.domain.usecase.HushedUseCase;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// What the application gives the adapter, made small.
@Factory
class TestBeans {
    @Singleton
    Events events() {
        return new Events();
    }

    @Singleton
    LanguageDetector detector() {
        return text -> text.contains("Hello") ? Optional.of(Language.ENGLISH) : Optional.empty();
    }

    @Singleton
    IdGenerator ids() {
        return () -> UUID.randomUUID().toString();
    }

    @Singleton
    Texts texts() {
        return Texts.builtIn(Language.SPANISH);
    }

    @Singleton
    HushedUseCase nobody() {
        return message -> false;
    }

    static final class Events implements EventSink {
        private final List<Event> published = new CopyOnWriteArrayList<>();

        @Override
        public void publish(Event event) {
            published.add(event);
        }

        List<Event> published() {
            return published;
        }
    }
}
