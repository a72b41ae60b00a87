package dev.recado.application;

import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.port.DeadLetters;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.Inbox;
import dev.recado.domain.port.Inbox.Appended;
import dev.recado.domain.port.PortUnavailableException;
import dev.recado.domain.port.Probe;
import dev.recado.domain.port.ReceivedMessages;
import dev.recado.domain.port.SessionStore;
import dev.recado.domain.usecase.AcceptMessage;
import dev.recado.domain.usecase.AcceptMessageUseCase;
import dev.recado.domain.usecase.Reconcile;
import dev.recado.domain.usecase.ReconcileAfterOutages;
import dev.recado.domain.usecase.ReconcileUseCase;
import dev.recado.domain.usecase.ReplayDeadLetter;
import dev.recado.domain.usecase.ReplayDeadLetterUseCase;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Builds what makes up for failures: dead letters and their replay, the search for messages no webhook brought.
@Factory
class MendingWiring {
    /// What webhooks call: a message that had to be refused is looked for at the provider later.
    @Singleton
    AcceptMessageUseCase acceptOrLookLater(AcceptMessage accept, ReconcileAfterOutages outages) {
        return new AcceptMessageUseCase() {
            @Override
            public Appended accept(InboundMessage message) {
                return acceptAll(List.of(message)).getFirst();
            }

            @Override
            public List<Appended> acceptAll(List<InboundMessage> messages) {
                try {
                    return accept.acceptAll(messages);
                } catch (PortUnavailableException e) {
                    outages.refused();
                    throw e;
                }
            }
        };
    }

    @Singleton
    ReconcileUseCase reconcile(List<ReceivedMessages> providers, Inbox inbox, AcceptMessage accept, EventSink events) {
        return new Reconcile(providers, inbox, accept, events);
    }

    @Singleton
    ReconcileAfterOutages outages(
            ReconcileUseCase reconcile,
            SessionStore sessions,
            @Property(name = "recado.reconcile-every", defaultValue = "5m") Duration every,
            Threads threads,
            InstantSource clock) {
        return new ReconcileAfterOutages(reconcile, sessions, every, threads, clock);
    }

    /// What was set aside. It makes nothing ill: that the store does not answer is the store's finding.
    @Singleton
    @Named("dead-letters")
    Probe deadLetters(DeadLetters letters) {
        return Wiring.probe("dead_letters", () -> {
            try {
                DeadLetters.Count found = letters.count();
                return found.oldest().isEmpty()
                        ? Map.of("count", found.count())
                        : Map.of(
                                "count",
                                found.count(),
                                "oldest",
                                found.oldest().get().toString());
            } catch (PortUnavailableException e) {
                return Map.of("error", "the store does not answer");
            }
        });
    }

    @Singleton
    ReplayDeadLetterUseCase replayDeadLetter(
            DeadLetters letters, AcceptMessage accept, EventSink events, InstantSource clock) {
        return new ReplayDeadLetter(letters, accept, events, clock);
    }
}
