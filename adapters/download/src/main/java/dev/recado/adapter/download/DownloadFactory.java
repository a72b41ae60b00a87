package dev.recado.adapter.download;

import dev.recado.domain.port.Download;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import org.apache.hc.core5.ssl.SSLContexts;

/// Puts the adapter together.
@Factory
final class DownloadFactory {
    @Singleton
    @Bean(typed = Download.class, preDestroy = "close")
    WebDownload download() {
        return new WebDownload(InetAddress::getAllByName, SSLContexts.createDefault());
    }
}
