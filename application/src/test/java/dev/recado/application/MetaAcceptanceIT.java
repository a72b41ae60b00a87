package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.MetaStandIn;
import dev.recado.adapter.simulator.core.StandInOptions;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.domain.acceptance.ChannelAcceptance;
import dev.recado.domain.acceptance.ChannelWorld;
import dev.recado.domain.identity.Channel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The suite over the adapter and the stand-in of Meta's Cloud API. What was sent is held against Meta's own document.
class MetaAcceptanceIT implements ChannelAcceptance {
    private static ProviderStandInWorld world;

    @BeforeAll
    static void start(@TempDir Path folder) {
        MetaStandIn meta = MetaStandIn.start(StandInOptions.of(InstantSource.system(), new Random(9)));
        world = new ProviderStandInWorld(meta, Channel.META, 131047, folder, settings(meta));
    }

    /// What joins Recado to the stand-in.
    static Map<String, String> settings(MetaStandIn meta) {
        return Map.of(
                "WHATSAPP_TOKEN", meta.account().token(),
                "WHATSAPP_PHONE_NUMBER_ID", meta.account().phoneNumberId(),
                "WHATSAPP_APP_SECRET", meta.account().appSecret(),
                "WHATSAPP_VERIFY_TOKEN", meta.account().verifyToken(),
                "WHATSAPP_API_BASE_URL", meta.baseUrl().toString());
    }

    @AfterAll
    static void whatWasSentIsAsMetaPublishes() {
        ProviderDocuments documents = new ProviderDocuments();
        try (ProviderStandInWorld closed = world) {
            assertThat(Stream.of(HttpTrace.Kind.CREATE, HttpTrace.Kind.TYPING)
                            .flatMap(kind -> closed.requests(kind).stream()))
                    .hasSizeGreaterThan(40)
                    .allSatisfy(trace -> assertThat(
                                    documents.inMetas(trace.request().body()))
                            .as(trace.request().body())
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
