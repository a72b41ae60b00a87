package dev.recado.application.wiring;

import dev.recado.application.configuration.BusinessSetup;
import dev.recado.application.logging.FanOutEventSink;
import dev.recado.domain.delivery.SendTest;
import dev.recado.domain.delivery.SendTestUseCase;
import dev.recado.domain.delivery.Senders;
import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.intake.WebhookWatch;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.operation.Diagnose;
import dev.recado.domain.operation.DiagnoseUseCase;
import dev.recado.domain.operation.InboxProbe;
import dev.recado.domain.operation.Probe;
import dev.recado.domain.operation.SendersProbe;
import dev.recado.domain.turn.Dispatcher;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Wires what operators see and try: the state of every part, and test messages.
@Factory
class OperationWiring {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);

    @Singleton
    InboxProbe inboxState(Inbox inbox, Dispatcher dispatcher, InstantSource clock) {
        return new InboxProbe(inbox, dispatcher, clock);
    }

    @Singleton
    DiagnoseUseCase diagnose(List<Probe> probes, VirtualThreadTimer threads) {
        return new Diagnose(probes, threads::run, PROBE_LIMIT);
    }

    /// The configured providers, and whether they accepted the last messages. It sends no request: `GET
    /// /api/v1/test` checks the credentials.
    @Singleton
    @Named("providers")
    Probe providers(Senders senders, WebhookWatch webhooks) {
        return new SendersProbe(senders, webhooks);
    }

    /// Listens to events from the start on.
    @Context
    @Bean(typed = WebhookWatch.class)
    WebhookWatch webhookWatch(FanOutEventSink eventSink, InstantSource clock) {
        WebhookWatch webhooks = new WebhookWatch(eventSink, clock);
        eventSink.tell(webhooks);
        return webhooks;
    }

    /// The business that the bot answers for, and the settings to add while there is none.
    @Singleton
    @Named("business")
    Probe business(BusinessSetup setup) {
        return finding("business", () -> new Probe.Finding(true, setup.details(), setup.advice()));
    }

    static Probe probe(String part, Supplier<Map<String, Object>> details) {
        return finding(part, () -> new Probe.Finding(true, details.get()));
    }

    static Probe finding(String part, Supplier<Probe.Finding> finding) {
        return new Probe() {
            @Override
            public String part() {
                return part;
            }

            @Override
            public Finding check() {
                return finding.get();
            }
        };
    }

    @Singleton
    SendTestUseCase sendTest(Senders senders, IdGenerator ids) {
        return new SendTest(senders, ids);
    }
}
