package dev.recado.adapter.twilio;

import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.text.Language;
import dev.recado.domain.text.LanguageDetector;
import dev.recado.domain.turn.MuteCheckUseCase;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// Minimal versions of the beans that the application provides.
@Factory
public class ApplicationBeans {
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
    BuiltInTexts texts() {
        return BuiltInTexts.builtIn(Language.SPANISH);
    }

    @Singleton
    MuteCheckUseCase nobody() {
        return message -> false;
    }

    public static final class Events implements EventSink {
        private final List<Event> published = new CopyOnWriteArrayList<>();

        @Override
        public void publish(Event event) {
            published.add(event);
        }

        public List<Event> published() {
            return published;
        }
    }
}
