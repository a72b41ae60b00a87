package dev.recado.adapter.meta;

import dev.recado.adapter.http.CallLimits;
import dev.recado.adapter.meta.api.BusinessNumbers;
import dev.recado.adapter.meta.api.GraphClient;
import dev.recado.adapter.meta.api.MetaSettings;
import dev.recado.adapter.meta.sending.AcknowledgementSender;
import dev.recado.adapter.meta.sending.GraphRequestWriter;
import dev.recado.adapter.meta.sending.MetaMessageSender;
import dev.recado.adapter.meta.sending.MetaPresence;
import dev.recado.adapter.meta.sending.NumberThrottle;
import dev.recado.adapter.meta.webhook.NotificationHandler;
import dev.recado.adapter.meta.webhook.SignatureValidator;
import dev.recado.adapter.meta.webhook.WebhookSettings;
import dev.recado.adapter.meta.webhook.WebhookVerifier;
import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.intake.AcceptMessageUseCase;
import dev.recado.domain.policy.Acknowledgements;
import dev.recado.domain.text.LanguageDetector;
import dev.recado.domain.turn.MuteCheckUseCase;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Creates the adapter's beans, when Meta is configured.
@Factory
@Requires(property = "recado.whatsapp.token")
class MetaFactory {
    @Singleton
    @Bean(preDestroy = "close")
    GraphClient client(MetaSettings settings) {
        return new GraphClient(settings, CallLimits.STANDARD);
    }

    @Singleton
    BusinessNumbers numbers(MetaSettings settings) {
        return BusinessNumbers.of(settings.phoneNumberId());
    }

    @Singleton
    GraphRequestWriter requests(MetaSettings settings) {
        return new GraphRequestWriter(settings.bsuidField());
    }

    @Singleton
    NumberThrottle pause(InstantSource clock) {
        return new NumberThrottle(clock);
    }

    @Singleton
    @Named("meta")
    MetaMessageSender sender(
            GraphClient client, BusinessNumbers numbers, GraphRequestWriter requests, NumberThrottle pause) {
        return new MetaMessageSender(client, numbers, requests, pause);
    }

    @Singleton
    MetaPresence presence(GraphClient client, BusinessNumbers numbers, NumberThrottle pause) {
        return new MetaPresence(client, numbers, pause);
    }

    @Singleton
    WebhookVerifier verifier(MetaSettings settings, WebhookSettings webhooks, InstantSource clock) {
        return new WebhookVerifier(
                webhooks.validateSignatures() ? new SignatureValidator(settings.appSecret()) : null,
                settings.verifyToken(),
                clock);
    }

    @Singleton
    NotificationHandler notificationHandler(
            BusinessNumbers numbers, AcceptMessageUseCase accept, RecordReceiptUseCase receipts) {
        return new NotificationHandler(numbers, accept, receipts);
    }

    @Singleton
    @Bean(preDestroy = "close")
    AcknowledgementSender acknowledgements(
            WebhookSettings webhooks,
            LanguageDetector detector,
            BuiltInTexts texts,
            MuteCheckUseCase muteCheck,
            GraphClient client,
            BusinessNumbers numbers,
            GraphRequestWriter requests) {
        boolean sendsText = webhooks.ack() == WebhookSettings.AckMode.TEXT;
        return new AcknowledgementSender(
                sendsText ? new Acknowledgements(detector, texts) : null, muteCheck, client, numbers, requests);
    }
}
