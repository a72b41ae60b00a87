package dev.recado.domain.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.FakeDownload;
import dev.recado.domain.fake.InMemoryStore;
import dev.recado.domain.fake.ManualTimer;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.fake.SettableClock;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.media.OpenMediaUseCase.Opened;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.Attachment;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.InboundMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A user's file, opened by an operator and cached where that is enabled.
class AFileOfAMessageTest {
    private static final byte[] JPEG = "\u00ff\u00d8\u00ff\u00e0 and a picture".getBytes(ISO_8859_1);
    private static final String FIRST = "https://api.provider.example/1";
    private static final String SECOND = "https://api.provider.example/2";

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final InMemoryStore store = new InMemoryStore();
    private final FakeDownload web = new FakeDownload();
    private final ManualTimer timer = new ManualTimer(clock);
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final InboundMessage photo = Messages.message(
            "MM1",
            "+15550100001",
            new Content.Media(
                    MediaKind.IMAGE,
                    List.of(new Attachment(FIRST, "image/jpeg"), new Attachment(SECOND, "image/jpeg")),
                    "mira"),
            clock.instant());

    private record Plain() implements MediaSource {
        @Override
        public Channel channel() {
            return Channel.TWILIO;
        }

        @Override
        public Location locate(Attachment file, boolean anew) {
            return new Location.At(String.valueOf(file.url()), null);
        }

        @Override
        public Optional<String> credentials(URI address) {
            return Optional.empty();
        }

        @Override
        public boolean isConfigured(URI address) {
            return false;
        }
    }

    private MediaFolder mediaFolder() {
        return new MediaFolder(folder, () -> "f" + ids.incrementAndGet());
    }

    private MediaCache media(Duration keep) {
        var fetch = new MediaFetcher(
                Map.of(Channel.TWILIO, new Plain()),
                web,
                mediaFolder(),
                false,
                new MediaFetcher.Pacing(clock, clock::advance, new Random(1)),
                _ -> {});
        return new MediaCache(fetch, mediaFolder(), keep, clock);
    }

    private OpenMedia openMedia(Duration keep) {
        return new OpenMedia(store, media(keep));
    }

    private MediaArchiver archiver(Duration keep) {
        return new MediaArchiver(media(keep), threads::add, timer);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private List<Path> cachedFiles() throws IOException {
        return files().stream()
                .filter(file -> file.startsWith(folder.resolve("kept")))
                .toList();
    }

    private void run() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    private static Opened.File file(Opened opened) {
        assertThat(opened).isInstanceOf(Opened.File.class);
        return (Opened.File) opened;
    }

    @Test
    void anOperatorGetsTheFileAndNoneStaysOnDisk() throws IOException {
        store.append(photo);
        web.on(SECOND, () -> FakeDownload.file("image/jpeg", JPEG));

        Opened.File opened = file(openMedia(Duration.ZERO).open(photo.id(), 1, _ -> true));
        try (var bytes = opened.bytes()) {
            assertThat(bytes.readAllBytes()).isEqualTo(JPEG);
        }
        assertThat(opened.size()).isEqualTo(JPEG.length);
        assertThat(opened.contentType()).isEqualTo("image/jpeg");
        assertThat(opened.name()).isEqualTo("image-1.jpg");
        assertThat(files()).isEmpty();
    }

    @Test
    void anUnknownMessageOrFileIsReported() {
        store.append(photo);
        InboundMessage words = Messages.text("SM1", "+15550100001", "hola", clock.instant());
        store.append(words);

        assertThat(openMedia(Duration.ZERO).open(photo.id(), 2, _ -> true)).isEqualTo(new Opened.Unknown());
        assertThat(openMedia(Duration.ZERO).open(photo.id(), -1, _ -> true)).isEqualTo(new Opened.Unknown());
        assertThat(openMedia(Duration.ZERO).open(words.id(), 0, _ -> true)).isEqualTo(new Opened.Unknown());
        assertThat(openMedia(Duration.ZERO).open(new MessageId("twilio:SM9"), 0, _ -> true))
                .isEqualTo(new Opened.Unknown());
        assertThat(web.requests()).isEmpty();
    }

    @Test
    void theReasonForAMissingFileIsReported() {
        store.append(photo);
        assertThat(openMedia(Duration.ZERO).open(photo.id(), 0, _ -> true)).isEqualTo(new Opened.Gone());

        web.on(FIRST, () -> FakeDownload.redirect(302, "http://inside.example/"));
        assertThat(openMedia(Duration.ZERO).open(photo.id(), 0, _ -> true)).isInstanceOf(Opened.Refused.class);

        web.on(SECOND, () -> FakeDownload.status(503));
        assertThat(openMedia(Duration.ZERO).open(photo.id(), 1, _ -> true))
                .isEqualTo(new Opened.Unavailable("HTTP 503"));
    }

    @Test
    void aFailingStoreIsNotAnUnknownMessage() {
        store.failWhen("message"::equals);

        assertThatThrownBy(() -> openMedia(Duration.ZERO).open(photo.id(), 0, _ -> true))
                .isInstanceOf(PortUnavailableException.class);
    }

    @Test
    void aCachedFileIsServedAfterTheProviderDeletedIt() throws IOException {
        store.append(photo);
        web.on(FIRST, () -> FakeDownload.file("image/jpeg", JPEG)).on(FIRST, () -> FakeDownload.status(404));
        OpenMedia openMedia = openMedia(Duration.ofDays(30));

        file(openMedia.open(photo.id(), 0, _ -> true)).bytes().close();
        Opened.File again = file(openMedia.open(photo.id(), 0, _ -> true));
        try (var bytes = again.bytes()) {
            assertThat(bytes.readAllBytes()).isEqualTo(JPEG);
            assertThat(again.contentType()).isEqualTo("image/jpeg");
        }
        assertThat(web.requests()).hasSize(1);
        assertThat(cachedFiles())
                .singleElement()
                .satisfies(path ->
                        assertThat(path.toString()).doesNotContain("MM1").endsWith("-0"));
        assertThat(openMedia(Duration.ZERO).open(photo.id(), 0, _ -> true))
                .as("what is not to be kept is not served from an earlier time")
                .isEqualTo(new Opened.Gone());
    }

    @Test
    void aDamagedCachedFileIsFetchedAgain() throws IOException {
        store.append(photo);
        web.on(FIRST, () -> FakeDownload.file("image/jpeg", JPEG));
        OpenMedia openMedia = openMedia(Duration.ofDays(30));
        byte[] changed = JPEG.clone();
        changed[changed.length - 1]++;
        for (byte[] damaged : List.of(Arrays.copyOf(JPEG, 10), new byte[0], changed)) {
            file(openMedia.open(photo.id(), 0, _ -> true)).bytes().close();
            Files.write(cachedFiles().getFirst(), damaged);

            try (var bytes = file(openMedia.open(photo.id(), 0, _ -> true)).bytes()) {
                assertThat(bytes.readAllBytes()).isEqualTo(JPEG);
            }
        }
        assertThat(web.requests()).hasSize(4);
    }

    @Test
    void aDamagedFileIsRefusedIfTheProviderDeletedIt() throws IOException {
        store.append(photo);
        web.on(FIRST, () -> FakeDownload.file("image/jpeg", JPEG)).on(FIRST, () -> FakeDownload.status(404));
        OpenMedia openMedia = openMedia(Duration.ofDays(30));
        file(openMedia.open(photo.id(), 0, _ -> true)).bytes().close();
        Files.write(cachedFiles().getFirst(), Arrays.copyOf(JPEG, 10));

        assertThat(openMedia.open(photo.id(), 0, _ -> true))
                .isEqualTo(new Opened.Refused("the cached file is damaged, and the provider no longer has it"));
    }

    @Test
    void withTheCacheEnabledFilesAreFetchedOnceTheMessageIsStored() throws IOException {
        web.on(FIRST, () -> FakeDownload.file("image/jpeg", JPEG))
                .on(SECOND, () -> FakeDownload.file("image/jpeg", JPEG));
        MediaArchiver archiver = archiver(Duration.ofDays(30));
        archiver.publish(new Event.Received(photo));
        assertThat(web.requests()).as("not on the webhook's own thread").isEmpty();
        run();

        assertThat(cachedFiles()).hasSize(2);
        archiver.publish(new Event.Received(photo));
        run();
        assertThat(web.requests()).as("once").hasSize(2);
    }

    @Test
    void withTheCacheDisabledNothingIsFetchedInAdvance() {
        archiver(Duration.ZERO).publish(new Event.Received(photo));
        archiver(Duration.ofDays(1)).publish(new Event.Duplicate(photo));
        archiver(Duration.ofDays(1))
                .publish(new Event.Received(Messages.text("SM1", "+15550100001", "hola", clock.instant())));

        assertThat(threads).isEmpty();
    }

    @Test
    void concurrentFetchesAndTheQueueAreBounded() {
        web.on(FIRST, () -> FakeDownload.file("image/jpeg", JPEG));
        MediaArchiver archiver = archiver(Duration.ofDays(30));
        for (int i = 0; i < 1_200; i++) {
            var one = new Content.Media(MediaKind.IMAGE, List.of(new Attachment(FIRST, "image/jpeg")), "");
            archiver.publish(new Event.Received(Messages.message("MM" + i, "+15550100001", one, clock.instant())));
        }
        assertThat(threads).hasSize(4);
        run();
        assertThat(web.requests()).hasSize(1_000);

        archiver.publish(new Event.Received(photo));
        assertThat(threads).as("it goes on afterwards").hasSize(1);
    }

    @Test
    void expiredFilesAreDeleted() throws IOException {
        store.append(photo);
        web.on(FIRST, () -> FakeDownload.file("image/jpeg", JPEG));
        openMedia(Duration.ofDays(2)).open(photo.id(), 0, _ -> true);
        MediaArchiver archiver = archiver(Duration.ofDays(2));
        archiver.start();
        timer.advance(Duration.ZERO);
        timer.advance(Duration.ofDays(1));
        assertThat(cachedFiles()).hasSize(1);

        timer.advance(Duration.ofDays(1).plusHours(1));
        assertThat(files()).isEmpty();
    }

    @Test
    void aStartWithTheCacheDisabledDeletesAllFiles() throws IOException {
        store.append(photo);
        web.on(FIRST, () -> FakeDownload.file("image/jpeg", JPEG));
        openMedia(Duration.ofDays(2)).open(photo.id(), 0, _ -> true);
        Files.createDirectories(folder.resolve("passing"));
        Files.writeString(folder.resolve("passing").resolve("left"), "by a former life");

        mediaFolder().clear();
        archiver(Duration.ZERO).start();
        timer.advance(Duration.ZERO);
        assertThat(files()).isEmpty();
    }
}
