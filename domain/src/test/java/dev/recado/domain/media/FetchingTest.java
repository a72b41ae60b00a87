package dev.recado.domain.media;

import static dev.recado.domain.fake.FakeDownload.file;
import static dev.recado.domain.fake.FakeDownload.given;
import static dev.recado.domain.fake.FakeDownload.redirect;
import static dev.recado.domain.fake.FakeDownload.status;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.FakeDownload;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.fake.SettableClock;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.Attachment;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.InboundMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchingTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final String PROVIDER_URL = "https://api.provider.example/media/1";
    private static final String REFRESHED_URL = "https://api.provider.example/media/1?new";
    private static final String OTHER_URL = "https://cdn.example/file";
    private static final byte[] JPEG = "\u00ff\u00d8\u00ff\u00e0 and a picture".getBytes(ISO_8859_1);

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final FakeDownload web = new FakeDownload();
    private final List<Event> events = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final Provider provider = new Provider();
    private boolean simulated;

    /// Knows one file at two addresses.
    private static final class Provider implements MediaSource {
        private Location first = new Location.At(PROVIDER_URL, null);
        private Location refreshed = new Location.At(REFRESHED_URL, null);
        private final AtomicInteger asked = new AtomicInteger();
        private String configured = "none";

        @Override
        public Channel channel() {
            return Channel.TWILIO;
        }

        @Override
        public Location locate(Attachment file, boolean wantsNew) {
            asked.incrementAndGet();
            return wantsNew ? refreshed : first;
        }

        @Override
        public Optional<String> credentials(URI address) {
            return Optional.of("Bearer secret")
                    .filter(_ -> "api.provider.example".equals(address.getHost()) || isConfigured(address));
        }

        @Override
        public boolean isConfigured(URI address) {
            return configured.equals(address.getRawAuthority());
        }
    }

    private FetchOutcome fetch(MediaKind kind, @Nullable String sha256) {
        MediaFetcher fetch = new MediaFetcher(
                Map.of(Channel.TWILIO, provider),
                web,
                new MediaFolder(folder, () -> "file" + events.size()),
                simulated,
                new MediaFetcher.Pacing(clock, this::pause, new Random(1)),
                events::add);
        Attachment file = new Attachment(PROVIDER_URL, "image/jpeg", null, sha256, null, false);
        InboundMessage message =
                Messages.message("SM1", "+15550100001", new Content.Media(kind, List.of(file), ""), START);
        return fetch.fetch(message, new MessageFile(kind, file), clock.instant().plus(Duration.ofMinutes(5)));
    }

    private void pause(Duration duration) {
        pauses.add(duration);
        clock.advance(duration);
    }

    private FetchOutcome fetch() {
        return fetch(MediaKind.IMAGE, null);
    }

    private List<@Nullable String> sentCredentials() {
        return web.requests().stream().map(Download.Request::authorization).toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static String reason(FetchOutcome fetched) {
        return String.valueOf(fetched.reason());
    }

    @Test
    void aFetchedFileIsReadableByThisUserOnly() throws IOException {
        web.on(PROVIDER_URL, () -> file("image/jpeg", JPEG));

        assertThat(fetch()).asInstanceOf(type(FetchOutcome.File.class)).satisfies(file -> {
            assertThat(file.path()).hasBinaryContent(JPEG);
            assertThat(file.size()).isEqualTo(JPEG.length);
            assertThat(file.contentType()).isEqualTo("image/jpeg");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(file.path().getParent())))
                    .isEqualTo("rwx------");
        });
        assertThat(sentCredentials()).containsExactly("Bearer secret");
        assertThat(events)
                .containsExactly(new Event.MediaFetched(
                        Messages.text("SM1", "+15550100001", "", START).id(),
                        MediaKind.IMAGE,
                        "ok",
                        null,
                        JPEG.length,
                        Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void credentialsAreDroppedOnARedirectToAnotherServer(int status) {
        web.on(PROVIDER_URL, () -> redirect(status, OTHER_URL)).on(OTHER_URL, () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isInstanceOf(FetchOutcome.File.class);
        assertThat(sentCredentials()).containsExactly("Bearer secret", null);
    }

    @Test
    void droppedCredentialsAreNotSentAgainAfterARedirectBack() {
        web.on(PROVIDER_URL, () -> redirect(302, OTHER_URL))
                .on(OTHER_URL, () -> redirect(302, REFRESHED_URL))
                .on(REFRESHED_URL, () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isInstanceOf(FetchOutcome.File.class);
        assertThat(sentCredentials()).containsExactly("Bearer secret", null, null);
    }

    @Test
    void aRedirectOnTheSameServerKeepsTheCredentials() {
        web.on(PROVIDER_URL, () -> redirect(302, "/media/other"))
                .on("https://api.provider.example/media/other", () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isInstanceOf(FetchOutcome.File.class);
        assertThat(sentCredentials()).containsExactly("Bearer secret", "Bearer secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/x", "http://cdn.example/x", "https://cdn.example:8443/x", "file:///etc/passwd",
                "https://me:you@cdn.example/x", "mailto:x@example.com", "ftp://cdn.example/x", "//user@cdn.example/x",
                "https://0x7f.1/", "https://cdn_x.example/"
            })
    void aRedirectToAnInvalidAddressIsRefused(String target) throws IOException {
        web.on(PROVIDER_URL, () -> redirect(302, target));

        assertThat(fetch()).isInstanceOf(FetchOutcome.Refused.class);
        assertThat(web.requests()).hasSize(1);
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "fd00::1"})
    void aHostWithoutAPublicAddressIsRefused(String address) {
        web.at("cdn.example", address)
                .on(PROVIDER_URL, () -> redirect(302, OTHER_URL))
                .on(OTHER_URL, () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isEqualTo(new FetchOutcome.Refused("its host has no public address"));
    }

    @Test
    void theProvidersOwnHostIsCheckedToo() {
        web.at("api.provider.example", "127.0.0.1").on(PROVIDER_URL, () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isInstanceOf(FetchOutcome.Refused.class);
    }

    @Test
    void aConfiguredServerMayBePrivate() {
        provider.first = new MediaSource.Location.At("http://localhost:9/x", null);
        provider.configured = "localhost:9";
        web.at("localhost", "127.0.0.1").on("http://localhost:9/x", () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isInstanceOf(FetchOutcome.File.class);
        assertThat(sentCredentials()).containsExactly("Bearer secret");
    }

    @Test
    void withTheSimulatorOnlyLoopbackAddressesAreAllowedToo() {
        simulated = true;
        web.at("localhost", "127.0.0.1")
                .at("inside.example", "10.0.0.8")
                .on(PROVIDER_URL, () -> redirect(302, "http://localhost:8081/x"))
                .on("http://localhost:8081/x", () -> redirect(302, "http://inside.example/x"));

        assertThat(fetch()).isEqualTo(new FetchOutcome.Refused("its host has no public address"));
        assertThat(sentCredentials()).containsExactly("Bearer secret", null, null);
    }

    @Test
    void endlessRedirectsAreStopped() {
        web.on(PROVIDER_URL, () -> redirect(302, PROVIDER_URL));

        assertThat(fetch()).isEqualTo(new FetchOutcome.Unavailable("more than 5 redirects"));
        assertThat(web.requests()).hasSize(6);
    }

    @Test
    void aRedirectWithoutATargetIsRefused() {
        web.on(PROVIDER_URL, () -> redirect(302, null));

        assertThat(fetch()).isInstanceOf(FetchOutcome.Refused.class);
    }

    @Test
    void aBodyAnnouncedAsTooLargeIsNotRead() throws IOException {
        web.on(PROVIDER_URL, () -> given(200, null, "image/jpeg", 5L * 1024 * 1024 + 1, endless()));

        assertThat(fetch()).isEqualTo(new FetchOutcome.TooLarge(5L * 1024 * 1024));
        assertThat(files()).isEmpty();
    }

    @Test
    void anEndlessBodyIsCutAtTheLimitOfItsKind() throws IOException {
        web.on(PROVIDER_URL, () -> given(200, null, "image/webp", -1, endless()));

        assertThat(fetch(MediaKind.STICKER, null)).isEqualTo(new FetchOutcome.TooLarge(512L * 1024));
        assertThat(files()).isEmpty();
    }

    @Test
    void aFileOfExactlyTheLimitIsNotTooLarge() {
        byte[] full = Arrays.copyOf(JPEG, 5 * 1024 * 1024);
        web.on(PROVIDER_URL, () -> file("image/jpeg", full));

        assertThat(fetch()).isInstanceOf(FetchOutcome.File.class);
    }

    @Test
    void aSlowBodyIsCutAtTheDeadline() throws IOException {
        web.on(
                PROVIDER_URL,
                () -> given(200, null, "image/jpeg", -1, new InputStream() {
                    @Override
                    public int read() {
                        clock.advance(Duration.ofSeconds(1));
                        return 'x';
                    }

                    @Override
                    public int read(byte[] bytes, int from, int length) {
                        bytes[from] = (byte) read();
                        return 1;
                    }
                }));

        assertThat(fetch()).isEqualTo(new FetchOutcome.Unavailable("the time is up"));
        assertThat(clock.instant()).isBeforeOrEqualTo(START.plusSeconds(22));
        assertThat(files()).isEmpty();
    }

    @Test
    void aRequestsTimeoutIsTheRemainingTime() {
        web.on(PROVIDER_URL, () -> status(500));
        fetch();

        assertThat(web.requests().getFirst().timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(web.requests().getLast().timeout()).isLessThan(Duration.ofSeconds(19));
    }

    @Test
    void aFileWithAnotherChecksumIsRefusedAndDeleted() throws IOException {
        web.on(PROVIDER_URL, () -> file("image/jpeg", JPEG));

        assertThat(reason(fetch(MediaKind.IMAGE, "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=")))
                .contains("checksum");
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hmD1LxvjCHcVvEVSplNDLeOySMKeUYMfRnnnfbWbsqM=",
                "8660f52f1be3087715bc4552a653432de3b248c29e51831f4679e77db59bb2a3"
            })
    void aChecksumMayBeBase64OrHexadecimal(String sum) {
        web.on(PROVIDER_URL, () -> file("text/plain", "recado".getBytes(UTF_8)));

        assertThat(fetch(MediaKind.DOCUMENT, sum)).isInstanceOf(FetchOutcome.File.class);
    }

    @Test
    void theProvidersChecksumCountsIfTheMessageHasNone() {
        provider.first = new MediaSource.Location.At(PROVIDER_URL, "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=");
        web.on(PROVIDER_URL, () -> file("image/jpeg", JPEG));

        assertThat(reason(fetch())).contains("checksum");
    }

    @Test
    void theBytesDecideTheTypeNotTheHeader() throws IOException {
        web.on(PROVIDER_URL, () -> file("image/jpeg", "<!doctype html><p>Log in".getBytes(UTF_8)));
        assertThat(fetch()).isEqualTo(new FetchOutcome.Refused("announced as image, but it is text/html"));
        assertThat(files()).isEmpty();

        web.on(REFRESHED_URL, () -> file("text/html", JPEG));
        provider.first = provider.refreshed;
        assertThat(fetch())
                .asInstanceOf(type(FetchOutcome.File.class))
                .extracting(FetchOutcome.File::contentType)
                .isEqualTo("image/jpeg");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void aStaleAddressIsRefreshedOnce(int status) {
        web.on(PROVIDER_URL, () -> status(status)).on(REFRESHED_URL, () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isInstanceOf(FetchOutcome.File.class);
        assertThat(provider.asked).hasValue(2);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aFileMissingAtTheRefreshedAddressIsGone() {
        assertThat(fetch()).isEqualTo(new FetchOutcome.Gone());
        assertThat(web.requests()).hasSize(2);
    }

    @Test
    void aFileThatTheProviderNoLongerHasIsGone() {
        provider.refreshed = new MediaSource.Location.Gone();

        assertThat(fetch()).isEqualTo(new FetchOutcome.Gone());
        assertThat(web.requests()).hasSize(1);
    }

    @Test
    void refusedCredentialsDoNotMakeAFileGone() {
        web.on(PROVIDER_URL, () -> status(401)).on(REFRESHED_URL, () -> status(401));

        assertThat(fetch()).isInstanceOf(FetchOutcome.Unavailable.class);
    }

    @Test
    void aFailingServerIsRetriedAfterGrowingPauses() {
        web.on(PROVIDER_URL, () -> status(500))
                .on(PROVIDER_URL, () -> status(503))
                .on(PROVIDER_URL, () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isInstanceOf(FetchOutcome.File.class);
        assertThat(pauses).hasSize(2);
        assertThat(pauses.getFirst()).isBetween(Duration.ofMillis(300), Duration.ofMillis(450));
        assertThat(pauses.getLast()).isBetween(Duration.ofMillis(600), Duration.ofMillis(900));
    }

    @Test
    void aServerThatAlwaysFailsIsGivenUp() {
        web.on(PROVIDER_URL, FakeDownload.broken());

        assertThat(fetch()).isEqualTo(new FetchOutcome.Unavailable("no connection: ConnectException"));
        assertThat(web.requests()).hasSize(4);
        assertThat(pauses).hasSize(3);
    }

    @Test
    void aConnectionThatBreaksInTheBodyIsRetried() throws IOException {
        InputStream broken = InputStream.nullInputStream();
        broken.close();
        web.on(PROVIDER_URL, () -> given(200, null, "image/jpeg", -1, broken))
                .on(PROVIDER_URL, () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isInstanceOf(FetchOutcome.File.class);
        assertThat(web.requests()).hasSize(2);
    }

    @Test
    void anInternalErrorIsAnOutcome() {
        web.on(PROVIDER_URL, () -> {
            throw new IllegalStateException("a mistake of ours");
        });
        assertThat(fetch()).isEqualTo(new FetchOutcome.Unavailable("broken: IllegalStateException"));

        provider.first = new MediaSource.Location.At("not an address", null);
        assertThat(fetch()).isInstanceOf(FetchOutcome.Refused.class);
    }

    @Test
    void anUnreachableProviderIsRetried() {
        AtomicInteger calls = new AtomicInteger();
        web.on(PROVIDER_URL, () -> file("image/jpeg", JPEG));
        var shaky = new MediaSource() {
            @Override
            public Channel channel() {
                return Channel.TWILIO;
            }

            @Override
            public Location locate(Attachment file, boolean anew) {
                if (calls.incrementAndGet() == 1) {
                    throw new PortUnavailableException("the provider does not tell");
                }
                return provider.locate(file, anew);
            }

            @Override
            public Optional<String> credentials(URI address) {
                return Optional.empty();
            }

            @Override
            public boolean isConfigured(URI address) {
                return false;
            }
        };
        var fetch = new MediaFetcher(
                Map.of(Channel.TWILIO, shaky),
                web,
                new MediaFolder(folder, () -> "f"),
                false,
                new MediaFetcher.Pacing(clock, this::pause, new Random(1)),
                events::add);
        Attachment file = new Attachment(PROVIDER_URL, "image/jpeg");
        assertThat(fetch.fetch(
                        Messages.text("SM1", "+15550100001", "", START),
                        new MessageFile(MediaKind.IMAGE, file),
                        START.plusSeconds(9)))
                .isInstanceOf(FetchOutcome.File.class);
    }

    @Test
    void aFailureEventContainsNoAddress() {
        web.on(PROVIDER_URL, () -> redirect(302, "http://inside.example/secret"));
        fetch();

        assertThat(events)
                .singleElement()
                .asInstanceOf(type(Event.MediaFetched.class))
                .satisfies(event -> {
                    assertThat(event.outcome()).isEqualTo("refused");
                    assertThat(event.reason()).doesNotContain("inside", "secret");
                });
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                return length;
            }
        };
    }
}
