package dev.recado.adapter.download;

import dev.recado.domain.media.Download;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import org.apache.hc.core5.ssl.SSLContexts;

/// Creates the adapter's bean.
@Factory
final class DownloadFactory {
    @Singleton
    @Bean(typed = Download.class, preDestroy = "close")
    ApacheDownload download() {
        return new ApacheDownload(InetAddress::getAllByName, SSLContexts.createDefault());
    }
}
