package dev.recado.application;

import dev.recado.adapter.simulator.MetaStandIn;
import dev.recado.adapter.simulator.TwilioStandIn;
import dev.recado.adapter.simulator.account.MetaAccount;
import dev.recado.adapter.simulator.account.TwilioAccount;
import dev.recado.adapter.simulator.core.StandInOptions;
import dev.recado.application.configuration.Configuration;
import io.micronaut.context.ApplicationContext;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/// The stand-ins for both providers. They start before the adapters, which find an account, a token and an API
/// as with a real provider.
record SimulatedProviders(TwilioStandIn twilio, MetaStandIn meta) implements AutoCloseable {
    /// Starts the stand-ins with the configured accounts, or invented ones, and adds the settings that the
    /// adapters need to `properties`.
    static SimulatedProviders start(Configuration configuration, Map<String, Object> properties) {
        TwilioStandIn twilio = twilio(configuration, options(configuration, "simulator.jsonl"));
        try {
            MetaStandIn meta = meta(configuration, options(configuration, "simulator-meta.jsonl"));
            properties.put("recado.twilio.account-sid", twilio.account().sid());
            properties.put("recado.twilio.auth-token", twilio.account().authToken());
            properties.put("recado.twilio.api-base", twilio.baseUrl().toString());
            properties.put("recado.whatsapp.token", meta.account().token());
            properties.put("recado.whatsapp.phone-number-id", meta.account().phoneNumberId());
            properties.put("recado.whatsapp.app-secret", meta.account().appSecret());
            properties.put("recado.whatsapp.verify-token", meta.account().verifyToken());
            properties.put("recado.whatsapp.api-base-url", meta.baseUrl().toString());
            return new SimulatedProviders(twilio, meta);
        } catch (RuntimeException e) {
            twilio.close();
            throw e;
        }
    }

    private static StandInOptions options(Configuration configuration, String journal) {
        Path folder = Path.of(configuration.value("RECADO_DATA_DIR").orElseThrow());
        return StandInOptions.of(InstantSource.system(), new SecureRandom())
                .pace(StandInOptions.Pace.LIFELIKE)
                .journal(folder.resolve(journal));
    }

    private static TwilioStandIn twilio(Configuration configuration, StandInOptions options) {
        return configuration.isSet("TWILIO_ACCOUNT_SID")
                ? TwilioStandIn.start(
                        options,
                        new TwilioAccount(
                                configuration.value("TWILIO_ACCOUNT_SID").orElseThrow(),
                                configuration.value("TWILIO_AUTH_TOKEN").orElseThrow(),
                                first(configuration, "TWILIO_WHATSAPP_FROM")))
                : TwilioStandIn.start(options);
    }

    private static MetaStandIn meta(Configuration configuration, StandInOptions options) {
        return configuration.isSet("WHATSAPP_TOKEN")
                ? MetaStandIn.start(
                        options,
                        new MetaAccount(
                                configuration.value("WHATSAPP_TOKEN").orElseThrow(),
                                first(configuration, "WHATSAPP_PHONE_NUMBER_ID"),
                                configuration.value("WHATSAPP_APP_SECRET").orElseThrow(),
                                configuration.value("WHATSAPP_VERIFY_TOKEN").orElseThrow(),
                                MetaAccount.DISPLAY_NUMBER))
                : MetaStandIn.start(options);
    }

    /// The first of a list: a stand-in has one number.
    private static String first(Configuration configuration, String variable) {
        return configuration.value(variable).orElseThrow().split(",", 2)[0];
    }

    void register(ApplicationContext context) {
        context.registerSingleton(SimulatedProviders.class, this);
        context.registerSingleton(TwilioStandIn.class, twilio);
        context.registerSingleton(MetaStandIn.class, meta);
    }

    /// Starts to deliver users' messages to the port, beginning with those that an earlier run left
    /// undelivered.
    void pointAt(int port) {
        URI here = URI.create("http://127.0.0.1:" + port);
        twilio.pointAt(here.resolve("/webhooks/twilio"));
        meta.pointAt(here.resolve("/webhooks/meta"));
    }

    @Override
    public void close() {
        twilio.close();
        meta.close();
    }
}
