package dev.recado.adapter.twilio;

import com.twilio.http.TwilioRestClient;
import dev.recado.adapter.http.CallLimits;
import dev.recado.adapter.twilio.api.BusinessNumbers;
import dev.recado.adapter.twilio.api.TwilioMediaSource;
import dev.recado.adapter.twilio.api.TwilioSettings;
import dev.recado.adapter.twilio.api.TwilioTransport;
import dev.recado.adapter.twilio.inbound.TwilioReceivedMessages;
import dev.recado.adapter.twilio.sending.AccountThrottle;
import dev.recado.adapter.twilio.sending.OpenWebhookResponses;
import dev.recado.adapter.twilio.sending.StatusCallbackUrls;
import dev.recado.adapter.twilio.sending.TwilioMessageSender;
import dev.recado.adapter.twilio.sending.TwilioPresence;
import dev.recado.adapter.twilio.webhook.SignatureValidator;
import dev.recado.adapter.twilio.webhook.UnsignedMessageIds;
import dev.recado.adapter.twilio.webhook.WebhookResponder;
import dev.recado.adapter.twilio.webhook.WebhookSettings;
import dev.recado.adapter.twilio.webhook.WebhookUseCases;
import dev.recado.adapter.twilio.webhook.WebhookVerifier;
import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.identity.IdGenerator;
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

/// Creates the adapter's beans, when Twilio is configured.
@Factory
@Requires(property = "recado.twilio.account-sid")
class TwilioFactory {
    @Singleton
    @Bean(preDestroy = "close")
    TwilioTransport transport(TwilioSettings settings, InstantSource clock) {
        return new TwilioTransport(settings, CallLimits.STANDARD, clock);
    }

    @Singleton
    TwilioRestClient client(TwilioTransport transport, TwilioSettings settings) {
        return new TwilioRestClient.Builder(settings.accountSid(), settings.authToken())
                .httpClient(transport)
                .build();
    }

    @Singleton
    @Named("twilio")
    TwilioMessageSender sender(
            TwilioRestClient client,
            TwilioSettings settings,
            StatusCallbackUrls callbacks,
            OpenWebhookResponses openResponses,
            InstantSource clock) {
        return new TwilioMessageSender(client, settings, callbacks, openResponses, new AccountThrottle(clock));
    }

    @Singleton
    TwilioPresence presence(TwilioRestClient client) {
        return new TwilioPresence(client);
    }

    @Singleton
    TwilioReceivedMessages received(TwilioRestClient client, TwilioSettings settings) {
        return new TwilioReceivedMessages(client, settings);
    }

    @Singleton
    TwilioMediaSource media(TwilioSettings settings) {
        return new TwilioMediaSource(settings);
    }

    @Singleton
    @Bean(preDestroy = "close")
    OpenWebhookResponses openResponses() {
        return new OpenWebhookResponses();
    }

    @Singleton
    StatusCallbackUrls callbacks(WebhookSettings webhooks) {
        return new StatusCallbackUrls(webhooks.publicBase().orElse(null));
    }

    @Singleton
    WebhookUseCases useCases(AcceptMessageUseCase accept, RecordReceiptUseCase receipts) {
        return new WebhookUseCases(accept, receipts);
    }

    @Singleton
    WebhookVerifier verifier(TwilioSettings settings, WebhookSettings webhooks, IdGenerator ids, InstantSource clock) {
        return new WebhookVerifier(
                webhooks.validateSignatures() ? new SignatureValidator(settings.tokens()) : null,
                new UnsignedMessageIds(ids, clock),
                webhooks.publicBase().orElse(null),
                clock);
    }

    @Singleton
    BusinessNumbers businessNumbers(TwilioSettings settings) {
        return settings.businessNumbers();
    }

    @Singleton
    WebhookResponder reply(
            WebhookSettings webhooks,
            OpenWebhookResponses openResponses,
            LanguageDetector detector,
            BuiltInTexts texts,
            MuteCheckUseCase muteCheck,
            StatusCallbackUrls callbacks) {
        return new WebhookResponder(
                webhooks, openResponses, new Acknowledgements(detector, texts), muteCheck, callbacks);
    }
}
