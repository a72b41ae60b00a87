package dev.recado.adapter.meta;

import dev.recado.domain.model.Texts;
import dev.recado.domain.policy.Acknowledgements;
import dev.recado.domain.port.LanguageDetector;
import dev.recado.domain.usecase.AcceptMessageUseCase;
import dev.recado.domain.usecase.HushedUseCase;
import dev.recado.domain.usecase.RecordReceiptUseCase;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Puts the adapter together, once the number is known.
@Factory
@Requires(property = "recado.whatsapp.token")
class MetaFactory {
    @Singleton
    @Bean(preDestroy = "close")
    GraphClient client(MetaSettings settings) {
        return new GraphClient(settings);
    }

    @Singleton
    Numbers numbers(MetaSettings settings) {
        return Numbers.of(settings.phoneNumberId());
    }

    @Singleton
    Requests requests(MetaSettings settings) {
        return new Requests(settings.bsuidField());
    }

    @Singleton
    NumberPause pause(InstantSource clock) {
        return new NumberPause(clock);
    }

    @Singleton
    @Named("meta")
    MetaMessageSender sender(GraphClient client, Numbers numbers, Requests requests, NumberPause pause) {
        return new MetaMessageSender(client, numbers, requests, pause);
    }

    @Singleton
    MetaPresence presence(GraphClient client, Numbers numbers, NumberPause pause) {
        return new MetaPresence(client, numbers, pause);
    }

    @Singleton
    WebhookGate gate(MetaSettings settings, WebhookSettings webhooks, InstantSource clock) {
        return new WebhookGate(
                webhooks.validateSignatures() ? new SignatureValidator(settings.appSecret()) : null,
                settings.verifyToken(),
                clock);
    }

    @Singleton
    Intakes intakes(Numbers numbers, AcceptMessageUseCase accept, RecordReceiptUseCase receipts) {
        return new Intakes(numbers, accept, receipts);
    }

    @Singleton
    @Bean(preDestroy = "close")
    OneMoment moment(
            WebhookSettings webhooks,
            LanguageDetector detector,
            Texts texts,
            HushedUseCase hushed,
            GraphClient client,
            Numbers numbers,
            Requests requests) {
        boolean says = webhooks.ack() == WebhookSettings.AckMode.TEXT;
        return new OneMoment(says ? new Acknowledgements(detector, texts) : null, hushed, client, numbers, requests);
    }
}
