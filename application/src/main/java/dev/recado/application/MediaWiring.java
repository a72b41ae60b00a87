package dev.recado.application;

import dev.recado.domain.media.KeptMedia;
import dev.recado.domain.media.MediaFetch;
import dev.recado.domain.media.MediaFolder;
import dev.recado.domain.port.Download;
import dev.recado.domain.port.IdGenerator;
import dev.recado.domain.port.Inbox;
import dev.recado.domain.port.MediaSource;
import dev.recado.domain.usecase.MediaKeeping;
import dev.recado.domain.usecase.OpenMedia;
import dev.recado.domain.usecase.OpenMediaUseCase;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Builds what fetches and keeps users' files.
@Factory
class MediaWiring {
    @Singleton
    MediaFolder folder(
            @Property(name = "recado.data-dir", defaultValue = "./data") String dataFolder, IdGenerator ids) {
        return new MediaFolder(Path.of(dataFolder).resolve("media"), ids);
    }

    @Singleton
    MediaFetch.Pacing pacing(InstantSource clock, RandomGenerator chance) {
        return new MediaFetch.Pacing(clock, MediaWiring::pause, chance);
    }

    @Singleton
    MediaFetch fetch(
            List<MediaSource> sources,
            BeanProvider<Download> download,
            MediaFolder folder,
            @Property(name = "recado.simulator", defaultValue = "off") String simulator,
            MediaFetch.Pacing pacing,
            News news) {
        return new MediaFetch(
                sources.stream().collect(Collectors.toMap(MediaSource::channel, Function.identity())),
                // made for the first file: the start need not wait for it
                request -> download.get().get(request),
                folder,
                simulator.equals("on"),
                pacing,
                news);
    }

    @Singleton
    KeptMedia media(
            MediaFetch fetch,
            MediaFolder folder,
            @Property(name = "recado.media-keep", defaultValue = "0s") Duration keep,
            InstantSource clock) {
        return new KeptMedia(fetch, folder, keep, clock);
    }

    @Singleton
    @Bean(typed = MediaKeeping.class)
    MediaKeeping keeping(KeptMedia media, MediaFolder folder, Threads threads, News news) {
        MediaKeeping keeping = new MediaKeeping(media, folder, threads::run, threads);
        news.tell(keeping);
        return keeping;
    }

    @Singleton
    OpenMediaUseCase openMedia(Inbox inbox, KeptMedia media) {
        return new OpenMedia(inbox, media);
    }

    private static void pause(Duration duration) throws InterruptedException {
        // Nobody counts this latch down: it ends by time or by interruption.
        boolean never = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
        assert !never;
    }
}
