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
    private static final String HOME = "https://api.provider.example/media/1";
    private static final String HOME_ANEW = "https://api.provider.example/media/1?new";
    private static final String ELSEWHERE = "https://cdn.example/file";
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
        private Whereabouts first = new Whereabouts.At(HOME, null);
        private Whereabouts anew = new Whereabouts.At(HOME_ANEW, null);
        private final AtomicInteger asked = new AtomicInteger();
        private String configured = "none";

        @Override
        public Channel channel() {
            return Channel.TWILIO;
        }

        @Override
        public Whereabouts locate(Attachment file, boolean wantsNew) {
            asked.incrementAndGet();
            return wantsNew ? anew : first;
        }

        @Override
        public Optional<String> credentials(URI address) {
            return Optional.of("Bearer secret")
                    .filter(word -> "api.provider.example".equals(address.getHost()) || isConfigured(address));
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
        Attachment file = new Attachment(HOME, "image/jpeg", null, sha256, null, false);
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

    private List<@Nullable String> shown() {
        return web.asked().stream().map(Download.Request::authorization).toList();
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
    void aFileIsBroughtToThisMachineForThisUserAlone() throws IOException {
        web.on(HOME, () -> file("image/jpeg", JPEG));

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
        assertThat(shown()).containsExactly("Bearer secret");
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
    void credentialsStayBehindWhenARedirectLeadsElsewhere(int status) {
        web.on(HOME, () -> redirect(status, ELSEWHERE)).on(ELSEWHERE, () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isInstanceOf(FetchOutcome.File.class);
        assertThat(shown()).containsExactly("Bearer secret", null);
    }

    @Test
    void credentialsThatStayedBehindAreNotTakenUpAgainOnTheWayBack() {
        web.on(HOME, () -> redirect(302, ELSEWHERE))
                .on(ELSEWHERE, () -> redirect(302, HOME_ANEW))
                .on(HOME_ANEW, () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isInstanceOf(FetchOutcome.File.class);
        assertThat(shown()).containsExactly("Bearer secret", null, null);
    }

    @Test
    void aRedirectOnTheSameServerKeepsThem() {
        web.on(HOME, () -> redirect(302, "/media/other"))
                .on("https://api.provider.example/media/other", () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isInstanceOf(FetchOutcome.File.class);
        assertThat(shown()).containsExactly("Bearer secret", "Bearer secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/x", "http://cdn.example/x", "https://cdn.example:8443/x", "file:///etc/passwd",
                "https://me:you@cdn.example/x", "mailto:x@example.com", "ftp://cdn.example/x", "//user@cdn.example/x",
                "https://0x7f.1/", "https://cdn_x.example/"
            })
    void aRedirectToWhereFilesDoNotLieIsRefused(String target) throws IOException {
        web.on(HOME, () -> redirect(302, target));

        assertThat(fetch()).isInstanceOf(FetchOutcome.Refused.class);
        assertThat(web.asked()).hasSize(1);
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "fd00::1"})
    void aHostThatIsNotOnTheOpenInternetIsRefused(String address) {
        web.at("cdn.example", address)
                .on(HOME, () -> redirect(302, ELSEWHERE))
                .on(ELSEWHERE, () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isEqualTo(new FetchOutcome.Refused("its host has no public address"));
    }

    @Test
    void theProvidersOwnHostIsJudgedToo() {
        web.at("api.provider.example", "127.0.0.1").on(HOME, () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isInstanceOf(FetchOutcome.Refused.class);
    }

    @Test
    void theServerThatTheOperatorNamedMayBeAnywhere() {
        provider.first = new MediaSource.Whereabouts.At("http://localhost:9/x", null);
        provider.configured = "localhost:9";
        web.at("localhost", "127.0.0.1").on("http://localhost:9/x", () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isInstanceOf(FetchOutcome.File.class);
        assertThat(shown()).containsExactly("Bearer secret");
    }

    @Test
    void withTheSimulatorOnFilesMayLieOnThisMachineAndNowhereElseInside() {
        simulated = true;
        web.at("localhost", "127.0.0.1")
                .at("inside.example", "10.0.0.8")
                .on(HOME, () -> redirect(302, "http://localhost:8081/x"))
                .on("http://localhost:8081/x", () -> redirect(302, "http://inside.example/x"));

        assertThat(fetch()).isEqualTo(new FetchOutcome.Refused("its host has no public address"));
        assertThat(shown()).containsExactly("Bearer secret", null, null);
    }

    @Test
    void redirectsWithoutEndEnd() {
        web.on(HOME, () -> redirect(302, HOME));

        assertThat(fetch()).isEqualTo(new FetchOutcome.Unavailable("more than 5 redirects"));
        assertThat(web.asked()).hasSize(6);
    }

    @Test
    void aRedirectToNowhereIsRefused() {
        web.on(HOME, () -> redirect(302, null));

        assertThat(fetch()).isInstanceOf(FetchOutcome.Refused.class);
    }

    @Test
    void anAnnouncedLengthThatIsTooLargeIsNotRead() throws IOException {
        web.on(HOME, () -> given(200, null, "image/jpeg", 5L * 1024 * 1024 + 1, endless()));

        assertThat(fetch()).isEqualTo(new FetchOutcome.TooLarge(5L * 1024 * 1024));
        assertThat(files()).isEmpty();
    }

    @Test
    void aBodyWithoutEndIsCutAtTheLimitOfItsKind() throws IOException {
        web.on(HOME, () -> given(200, null, "image/webp", -1, endless()));

        assertThat(fetch(MediaKind.STICKER, null)).isEqualTo(new FetchOutcome.TooLarge(512L * 1024));
        assertThat(files()).isEmpty();
    }

    @Test
    void aFileOfExactlyTheLimitIsNotTooLarge() {
        byte[] full = Arrays.copyOf(JPEG, 5 * 1024 * 1024);
        web.on(HOME, () -> file("image/jpeg", full));

        assertThat(fetch()).isInstanceOf(FetchOutcome.File.class);
    }

    @Test
    void aBodyThatDripsIsCutWhenItsTimeIsUp() throws IOException {
        web.on(
                HOME,
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
    void theTimeOfARequestIsWhatIsLeft() {
        web.on(HOME, () -> status(500));
        fetch();

        assertThat(web.asked().getFirst().limit()).isEqualTo(Duration.ofSeconds(20));
        assertThat(web.asked().getLast().limit()).isLessThan(Duration.ofSeconds(19));
    }

    @Test
    void aFileWithAnotherChecksumIsRefusedAndNotLeftBehind() throws IOException {
        web.on(HOME, () -> file("image/jpeg", JPEG));

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
    void aChecksumMayBeInEitherSpelling(String sum) {
        web.on(HOME, () -> file("text/plain", "recado".getBytes(UTF_8)));

        assertThat(fetch(MediaKind.DOCUMENT, sum)).isInstanceOf(FetchOutcome.File.class);
    }

    @Test
    void theProvidersChecksumCountsWhereTheMessageBroughtNone() {
        provider.first = new MediaSource.Whereabouts.At(HOME, "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=");
        web.on(HOME, () -> file("image/jpeg", JPEG));

        assertThat(reason(fetch())).contains("checksum");
    }

    @Test
    void whatTheBytesAreCountsNotWhatTheHeaderSays() throws IOException {
        web.on(HOME, () -> file("image/jpeg", "<!doctype html><p>Log in".getBytes(UTF_8)));
        assertThat(fetch()).isEqualTo(new FetchOutcome.Refused("announced as image, but it is text/html"));
        assertThat(files()).isEmpty();

        web.on(HOME_ANEW, () -> file("text/html", JPEG));
        provider.first = provider.anew;
        assertThat(fetch())
                .asInstanceOf(type(FetchOutcome.File.class))
                .extracting(FetchOutcome.File::contentType)
                .isEqualTo("image/jpeg");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void anAddressThatDoesNotHoldIsAskedForAnewOnce(int status) {
        web.on(HOME, () -> status(status)).on(HOME_ANEW, () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isInstanceOf(FetchOutcome.File.class);
        assertThat(provider.asked).hasValue(2);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aFileThatIsNotThereAnewIsGone() {
        assertThat(fetch()).isEqualTo(new FetchOutcome.Gone());
        assertThat(web.asked()).hasSize(2);
    }

    @Test
    void aFileThatTheProviderDoesNotKnowAnyMoreIsGone() {
        provider.anew = new MediaSource.Whereabouts.Nowhere();

        assertThat(fetch()).isEqualTo(new FetchOutcome.Gone());
        assertThat(web.asked()).hasSize(1);
    }

    @Test
    void credentialsThatAreNotTakenAreNoLoss() {
        web.on(HOME, () -> status(401)).on(HOME_ANEW, () -> status(401));

        assertThat(fetch()).isInstanceOf(FetchOutcome.Unavailable.class);
    }

    @Test
    void aServerThatFailsTwiceIsAskedAgainAfterGrowingPauses() {
        web.on(HOME, () -> status(500)).on(HOME, () -> status(503)).on(HOME, () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isInstanceOf(FetchOutcome.File.class);
        assertThat(pauses).hasSize(2);
        assertThat(pauses.getFirst()).isBetween(Duration.ofMillis(300), Duration.ofMillis(450));
        assertThat(pauses.getLast()).isBetween(Duration.ofMillis(600), Duration.ofMillis(900));
    }

    @Test
    void aServerThatFailsForEverIsGivenUp() {
        web.on(HOME, FakeDownload.broken());

        assertThat(fetch()).isEqualTo(new FetchOutcome.Unavailable("no connection: ConnectException"));
        assertThat(web.asked()).hasSize(4);
        assertThat(pauses).hasSize(3);
    }

    @Test
    void aConnectionThatBreaksInTheBodyIsTriedAgain() throws IOException {
        InputStream broken = InputStream.nullInputStream();
        broken.close();
        web.on(HOME, () -> given(200, null, "image/jpeg", -1, broken)).on(HOME, () -> file("image/jpeg", JPEG));

        assertThat(fetch()).isInstanceOf(FetchOutcome.File.class);
        assertThat(web.asked()).hasSize(2);
    }

    @Test
    void whateverBreaksNoTurnFallsWithIt() {
        web.on(HOME, () -> {
            throw new IllegalStateException("a mistake of ours");
        });
        assertThat(fetch()).isEqualTo(new FetchOutcome.Unavailable("broken: IllegalStateException"));

        provider.first = new MediaSource.Whereabouts.At("not an address", null);
        assertThat(fetch()).isInstanceOf(FetchOutcome.Refused.class);
    }

    @Test
    void aProviderThatIsNotReachedIsTriedAgain() {
        AtomicInteger calls = new AtomicInteger();
        web.on(HOME, () -> file("image/jpeg", JPEG));
        var shaky = new MediaSource() {
            @Override
            public Channel channel() {
                return Channel.TWILIO;
            }

            @Override
            public Whereabouts locate(Attachment file, boolean anew) {
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
        Attachment file = new Attachment(HOME, "image/jpeg");
        assertThat(fetch.fetch(
                        Messages.text("SM1", "+15550100001", "", START),
                        new MessageFile(MediaKind.IMAGE, file),
                        START.plusSeconds(9)))
                .isInstanceOf(FetchOutcome.File.class);
    }

    @Test
    void aFailureIsToldInAWordWithoutItsAddress() {
        web.on(HOME, () -> redirect(302, "http://inside.example/secret"));
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
