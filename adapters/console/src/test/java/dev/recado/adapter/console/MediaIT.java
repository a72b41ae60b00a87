package dev.recado.adapter.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.recado.adapter.console.RawHttpRequest.Reply;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.media.OpenMediaUseCase;
import dev.recado.domain.media.OpenMediaUseCase.Opened;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest
@Property(name = "core", value = "mocked")
@Property(name = "micronaut.server.port", value = "-1")
@Property(name = "recado.ops-token", value = MediaIT.TOKEN)
@Property(name = "recado.twilio-paths", value = "/api/v1/messages/x/media/0")
class MediaIT {
    static final String TOKEN = "s3cret-of-the-operators";
    private static final String FILE = "/api/v1/messages/twilio:MM1/media/0";

    private final EmbeddedServer server;
    private final OpenMediaUseCase media;

    MediaIT(EmbeddedServer server, OpenMediaUseCase media) {
        this.server = server;
        this.media = media;
    }

    @BeforeEach
    void aFreshCore() {
        reset(media);
    }

    private Reply get(String path) throws IOException {
        return RawHttpRequest.get(server.getPort(), path).bearing(TOKEN).send();
    }

    private static final class Watched extends ByteArrayInputStream {
        private final AtomicBoolean closed = new AtomicBoolean();

        Watched(String text) {
            super(text.getBytes(UTF_8));
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    private static Opened file(InputStream bytes, long size, String contentType, String name) {
        return new Opened.File(bytes, size, contentType, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {FILE, "/api/v1/messages/x/media/0"})
    void aFileNeedsTheToken(String path) throws IOException {
        assertThat(RawHttpRequest.get(server.getPort(), path).send().status()).isEqualTo(401);
        verifyNoInteractions(media);
    }

    @Test
    void aFileIsADownloadWithItsType() throws IOException {
        Watched bytes = new Watched("a voice note");
        when(media.open(eq(new MessageId("twilio:MM1")), eq(0), any()))
                .thenReturn(file(bytes, 12, "audio/ogg; codecs=opus", "audio-0.ogg"));

        Reply reply = get(FILE);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("a voice note");
        assertThat(reply.headers())
                .containsEntry("content-type", "audio/ogg; codecs=opus")
                .containsEntry("content-length", "12")
                .containsEntry(
                        "content-disposition", "attachment; filename=\"audio-0.ogg\"; filename*=UTF-8''audio-0.ogg")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("content-security-policy", "sandbox")
                .containsEntry("cache-control", "private, no-store");
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilTrue(bytes.closed);
    }

    @Test
    void aNameInAnyScriptIsKept() throws IOException {
        when(media.open(any(), anyInt(), any()))
                .thenReturn(file(new Watched("x"), 1, "application/pdf", "Año (1).pdf"));

        assertThat(get(FILE).headers())
                .containsEntry(
                        "content-disposition",
                        "attachment; filename=\"A_o (1).pdf\"; filename*=UTF-8''A%C3%B1o%20%281%29.pdf");
    }

    @Test
    void anIdWithASlashIsAccepted() throws IOException {
        when(media.open(any(), anyInt(), any())).thenReturn(new Opened.Gone());
        get("/api/v1/messages/meta%3Awamid.HBg%2FAb%3D%3D/media/12");

        verify(media).open(eq(new MessageId("meta:wamid.HBg/Ab==")), eq(12), any());
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(new Opened.Unknown(), 404, "not_found", "no message under this id"),
                Arguments.of(new Opened.Gone(), 410, "gone", "no more"),
                Arguments.of(new Opened.TooLarge(5_242_880), 413, "too_large", "5242880 bytes"),
                Arguments.of(new Opened.Refused("its host has no public address"), 422, "refused", "public address"),
                Arguments.of(new Opened.Unavailable("HTTP 503"), 502, "unavailable", "HTTP 503"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void aMissingFileIsExplained(Opened opened, int status, String word, String expected) throws IOException {
        when(media.open(any(), anyInt(), any())).thenReturn(opened);

        Reply reply = get(FILE);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers()).containsEntry("content-type", "application/json");
        assertThat(reply.json()).containsEntry("error", word);
        assertThat(String.valueOf(reply.json().get("message"))).contains(expected);
    }

    @Test
    void aStoreThatDoesNotAnswerIs503() throws IOException {
        when(media.open(any(), anyInt(), any())).thenThrow(new PortUnavailableException("inside"));

        Reply reply = get(FILE);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body()).contains("unavailable").doesNotContain("inside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "1000", "1e2"})
    void anInvalidNumberIsNotFound(String n) throws IOException {
        assertThat(get("/api/v1/messages/twilio:MM1/media/" + n).status()).isEqualTo(404);
        verifyNoInteractions(media);
    }
}
