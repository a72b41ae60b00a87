package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.TwilioStandIn;
import dev.recado.adapter.simulator.core.StandInOptions;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.domain.acceptance.ChannelAcceptance;
import dev.recado.domain.acceptance.ChannelWorld;
import dev.recado.domain.identity.Channel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The suite over Twilio's adapter and stand-in. What was sent is held against Twilio's own documents.
class TwilioAcceptanceIT implements ChannelAcceptance {
    private static ProviderStandInWorld world;

    @BeforeAll
    static void start(@TempDir Path folder) {
        TwilioStandIn twilio = TwilioStandIn.start(StandInOptions.of(InstantSource.system(), new Random(8)));
        world = new ProviderStandInWorld(
                twilio,
                Channel.TWILIO,
                63016,
                folder,
                Map.of(
                        "TWILIO_ACCOUNT_SID", twilio.account().sid(),
                        "TWILIO_AUTH_TOKEN", twilio.account().authToken(),
                        "TWILIO_API_BASE", twilio.baseUrl().toString()));
    }

    @AfterAll
    static void whatWasSentIsAsTwilioPublishes() {
        ProviderDocuments documents = new ProviderDocuments();
        try (ProviderStandInWorld closed = world) {
            assertThat(closed.requests(HttpTrace.Kind.CREATE))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(trace -> assertThat(
                                    documents.inTwilios(trace.request().body()))
                            .as(trace.request().body())
                            .isEmpty());
            assertThat(closed.requests(HttpTrace.Kind.TYPING))
                    .isNotEmpty()
                    .allSatisfy(trace -> assertThat(
                                    documents.inTwiliosTyping(trace.request().body()))
                            .isEmpty());
        }
    }

    @Test
    void everyKindOfPartIsTaken() {
        world.sendsEveryKind();
    }

    @Override
    public ChannelWorld world() {
        return world;
    }
}
