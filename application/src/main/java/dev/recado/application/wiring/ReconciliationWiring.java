package dev.recado.application.wiring;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.intake.AcceptMessage;
import dev.recado.domain.intake.AcceptMessageUseCase;
import dev.recado.domain.intake.Reconcile;
import dev.recado.domain.intake.ReconcileAfterOutages;
import dev.recado.domain.intake.ReconcileUseCase;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.Inbox.Appended;
import dev.recado.domain.message.ReceivedMessages;
import dev.recado.domain.operation.DeadLetters;
import dev.recado.domain.operation.Probe;
import dev.recado.domain.operation.ReplayDeadLetter;
import dev.recado.domain.operation.ReplayDeadLetterUseCase;
import dev.recado.domain.privacy.ErasedMessages;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Wires the repair of failures: dead letters and their replay, and reconciliation with the providers.
@Factory
class ReconciliationWiring {
    @ConfigurationProperties("recado")
    record Settings(Duration reconcileEvery) {}

    /// The use case that webhooks call: a message that had to be refused is looked up at the provider later.
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
                    outages.webhookRefused();
                    throw e;
                }
            }
        };
    }

    @Singleton
    ReconcileUseCase reconcile(
            List<ReceivedMessages> providers,
            Inbox inbox,
            AcceptMessage accept,
            ErasedMessages erased,
            EventSink events) {
        return new Reconcile(providers, inbox, accept, erased, events);
    }

    @Singleton
    ReconcileAfterOutages outages(
            ReconcileUseCase reconcile,
            SessionStore sessions,
            Settings settings,
            VirtualThreadTimer threads,
            InstantSource clock) {
        return new ReconcileAfterOutages(reconcile, sessions, settings.reconcileEvery(), threads, clock);
    }

    /// Dead letters. It never makes `/health` DOWN: an unavailable store is reported by the store's probe.
    @Singleton
    @Named("dead-letters")
    Probe deadLetters(DeadLetters letters) {
        return OperationWiring.probe("dead_letters", () -> {
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
