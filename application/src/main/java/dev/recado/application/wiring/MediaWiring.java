package dev.recado.application.wiring;

import dev.recado.application.logging.FanOutEventSink;
import dev.recado.domain.BackgroundTask;
import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.media.Download;
import dev.recado.domain.media.MediaArchiver;
import dev.recado.domain.media.MediaCache;
import dev.recado.domain.media.MediaFetcher;
import dev.recado.domain.media.MediaFolder;
import dev.recado.domain.media.MediaSource;
import dev.recado.domain.media.OpenMedia;
import dev.recado.domain.media.OpenMediaUseCase;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.privacy.Retention;
import dev.recado.domain.privacy.RetentionKind;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wires fetching and storing of users' files.
@Factory
class MediaWiring {
    private static final Logger LOG = LoggerFactory.getLogger(MediaWiring.class);

    /// @param simulator `on` while the simulator stands in for the providers
    /// @param mediaKeep how long users' files are kept; zero: not at all
    @ConfigurationProperties("recado")
    record Settings(Path dataDir, String simulator, Duration mediaKeep) {}

    @Singleton
    MediaFolder folder(Settings settings, IdGenerator ids) {
        MediaFolder folder = new MediaFolder(settings.dataDir().resolve("media"), ids);
        try {
            folder.clear();
        } catch (IOException e) {
            LOG.debug("[MEDIA] temporary files of an earlier process stay, and only take space", e);
        }
        return folder;
    }

    @Singleton
    MediaFetcher.Pacing pacing(InstantSource clock, RandomGenerator chance) {
        return new MediaFetcher.Pacing(clock, MediaWiring::pause, chance);
    }

    @Singleton
    MediaFetcher fetch(
            List<MediaSource> sources,
            BeanProvider<Download> download,
            MediaFolder folder,
            Settings settings,
            MediaFetcher.Pacing pacing,
            FanOutEventSink eventSink) {
        return new MediaFetcher(
                sources.stream().collect(Collectors.toMap(MediaSource::channel, Function.identity())),
                // created for the first file, so that the start does not wait for it
                request -> download.get().get(request),
                folder,
                settings.simulator().equals("on"),
                pacing,
                eventSink);
    }

    @Singleton
    MediaCache media(
            MediaFetcher fetch, MediaFolder folder, Settings settings, Retention retention, InstantSource clock) {
        Duration kept = settings.mediaKeep();
        Duration most = retention.of(RetentionKind.MEDIA).orElse(kept);
        return new MediaCache(fetch, folder, most.compareTo(kept) < 0 ? most : kept, clock);
    }

    @Singleton
    @Bean(typed = {MediaArchiver.class, BackgroundTask.class})
    MediaArchiver keeping(MediaCache media, VirtualThreadTimer threads, FanOutEventSink eventSink) {
        MediaArchiver keeping = new MediaArchiver(media, threads::run, threads);
        eventSink.tell(keeping);
        return keeping;
    }

    @Singleton
    OpenMediaUseCase openMedia(Inbox inbox, MediaCache media) {
        return new OpenMedia(inbox, media);
    }

    private static void pause(Duration duration) throws InterruptedException {
        // This latch is never counted down: it ends by time or by interruption.
        boolean never = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
        assert !never;
    }
}
