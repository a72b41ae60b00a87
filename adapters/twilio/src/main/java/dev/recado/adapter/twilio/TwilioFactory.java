package dev.recado.adapter.twilio;

import com.twilio.http.TwilioRestClient;
import dev.recado.domain.model.Texts;
import dev.recado.domain.policy.Acknowledgements;
import dev.recado.domain.port.IdGenerator;
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

/// Puts the adapter together, once the account is known.
@Factory
@Requires(property = "recado.twilio.account-sid")
class TwilioFactory {
    @Singleton
    @Bean(preDestroy = "close")
    TwilioTransport transport(TwilioSettings settings, InstantSource clock) {
        return new TwilioTransport(settings, clock);
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
            StatusCallbacks callbacks,
            ReplySlots slots,
            InstantSource clock) {
        return new TwilioMessageSender(client, settings, callbacks, slots, new AccountPause(clock));
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
    ReplySlots slots() {
        return new ReplySlots();
    }

    @Singleton
    StatusCallbacks callbacks(WebhookSettings webhooks) {
        return new StatusCallbacks(webhooks.publicBase().orElse(null));
    }

    @Singleton
    Intakes intakes(AcceptMessageUseCase accept, RecordReceiptUseCase receipts) {
        return new Intakes(accept, receipts);
    }

    @Singleton
    WebhookGate gate(TwilioSettings settings, WebhookSettings webhooks, IdGenerator ids, InstantSource clock) {
        return new WebhookGate(
                webhooks.validateSignatures() ? new SignatureValidator(settings.tokens()) : null,
                new UnsignedMessageIds(ids, clock),
                webhooks.publicBase().orElse(null),
                clock);
    }

    @Singleton
    Senders senders(TwilioSettings settings) {
        return settings.senders();
    }

    @Singleton
    WebhookReply reply(
            WebhookSettings webhooks,
            ReplySlots slots,
            LanguageDetector detector,
            Texts texts,
            HushedUseCase hushed,
            StatusCallbacks callbacks) {
        return new WebhookReply(webhooks, slots, new Acknowledgements(detector, texts), hushed, callbacks);
    }
}
