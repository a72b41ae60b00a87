package dev.recado.adapter.twilio.api;

import static dev.recado.domain.fake.FakeDownload.file;
import static dev.recado.domain.fake.FakeDownload.redirect;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.twilio.inbound.Fixtures;
import dev.recado.adapter.twilio.inbound.InboundMessageReader;
import dev.recado.domain.fake.FakeDownload;
import dev.recado.domain.fake.SettableClock;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.media.Download;
import dev.recado.domain.media.FetchOutcome;
import dev.recado.domain.media.MediaFetcher;
import dev.recado.domain.media.MediaFolder;
import dev.recado.domain.media.MessageFile;
import dev.recado.domain.message.InboundMessage;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioMediaSourceTest {
    private static final byte[] OPUS = ("OggS" + "\0".repeat(24) + "OpusHead").getBytes(ISO_8859_1);
    private static final String BASIC = "Basic QUMxOnMzY3JldA==";

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final FakeDownload web = new FakeDownload();

    private static TwilioMediaSource source(@Nullable String base) {
        return new TwilioMediaSource(new TwilioSettings("AC1", "s3cret", null, null, null, base));
    }

    private FetchOutcome fetch(String payload) {
        InboundMessageReader.Reading read =
                InboundMessageReader.read(Fixtures.form(Fixtures.inbound(payload)), clock.instant());
        assertThat(read).isInstanceOf(InboundMessageReader.Reading.Message.class);
        InboundMessage message = ((InboundMessageReader.Reading.Message) read).message();
        var fetch = new MediaFetcher(
                Map.of(Channel.TWILIO, source(null)),
                web,
                new MediaFolder(folder, () -> "f"),
                false,
                new MediaFetcher.Pacing(clock, clock::advance, new Random(1)),
                event -> {});
        return fetch.fetch(
                message,
                MessageFile.of(message.content()).getFirst(),
                clock.instant().plusSeconds(60));
    }

    @Test
    void aCapturedVoiceNoteOnAForeignHostIsFetchedWithoutCredentials() {
        web.on("https://fake.twilio.com/audio.ogg", () -> file("audio/ogg", OPUS));

        assertThat(fetch("audio-ogg-foreign-host")).isInstanceOf(FetchOutcome.File.class);
        assertThat(web.requests()).extracting(Download.Request::authorization).containsOnlyNulls();
    }

    @Test
    void aCapturedFileOnAnInternalHostIsRefused() {
        web.at("internal.example", "10.0.0.8");

        assertThat(fetch("media-internal-host-ssrf")).isInstanceOf(FetchOutcome.Refused.class);
        assertThat(web.requests()).isEmpty();
    }

    @Test
    void aCapturedVoiceNoteIsFetchedFromTheNetworkThatTwilioNamesWithoutCredentials() {
        InboundMessageReader.Reading read =
                InboundMessageReader.read(Fixtures.form(Fixtures.inbound("audio-ogg-no-body")), clock.instant());
        InboundMessage message = ((InboundMessageReader.Reading.Message) read).message();
        String url = String.valueOf(
                MessageFile.of(message.content()).getFirst().attachment().url());
        web.on(url, () -> redirect(307, "https://mms.twiliocdn.example/x"))
                .on("https://mms.twiliocdn.example/x", () -> file("audio/ogg", OPUS));

        assertThat(fetch("audio-ogg-no-body")).isInstanceOf(FetchOutcome.File.class);
        assertThat(web.requests()).extracting(Download.Request::authorization).containsExactly(BASIC, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.twilio.com/2010-04-01/x",
                "https://API.twilio.com:443/x",
                "https://api.ie1.twilio.com/x",
                "https://api.dublin.ie1.twilio.com/x"
            })
    void credentialsGoToTwiliosApi(String url) {
        assertThat(source(null).credentials(URI.create(url))).contains(BASIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.twilio.com/x",
                "https://api.twilio.com:8443/x",
                "https://fake.twilio.com/x",
                "https://api.twilio.com.example/x",
                "https://notapi.twilio.com/x",
                "https://api.a.b.c.twilio.com/x",
                "https://api.twilio.com@evil.example/x",
                "https://media.twiliocdn.com/x",
                "http://127.0.0.1:9000/x"
            })
    void credentialsGoNowhereElse(String url) {
        assertThat(source("http://127.0.0.1:9001").credentials(URI.create(url))).isEmpty();
    }

    @Test
    void credentialsGoToTheConfiguredBaseToo() {
        TwilioMediaSource source = source("http://127.0.0.1:9001/twilio");

        assertThat(source.credentials(URI.create("http://127.0.0.1:9001/any"))).contains(BASIC);
        assertThat(source.isConfigured(URI.create("http://127.0.0.1:9001/any"))).isTrue();
        assertThat(source.isConfigured(URI.create("https://127.0.0.1:9001/any")))
                .isFalse();
        assertThat(source.isConfigured(URI.create("https://api.twilio.com/any")))
                .isFalse();
    }
}
