package dev.recado.adapter.download;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.media.Download;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/// Downloads with Apache's client, which connects to a given address and still uses the host's name for TLS and
/// the Host header. The JDK's client would resolve the name again.
final class ApacheDownload implements Download, AutoCloseable {
    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final Timeout MAX_SILENCE = Timeout.ofSeconds(15);
    private static final int MAX_ADDRESSES = 3;
    private static final int MAX_CONNECTIONS = 100;

    /// Every exchange already has its address, so resolving a name here is a mistake.
    private static final DnsResolver NO_DNS = new DnsResolver() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException("only checked addresses may be connected to");
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    };

    private final HostResolver names;
    private final CloseableHttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ApacheDownload(HostResolver names, SSLContext tls) {
        this.names = names;
        this.client = client(tls);
    }

    private static CloseableHttpClient client(SSLContext tls) {
        Http1Config bounds = Http1Config.custom()
                .setMaxLineLength(8_192)
                .setMaxHeaderCount(100)
                .build();
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(NO_DNS)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(bounds)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(MAX_SILENCE)
                        .build())
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT)
                        .setResponseTimeout(MAX_SILENCE)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("recado")
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build();
    }

    @Override
    public Response get(Request request) {
        long end = System.nanoTime() + request.timeout().toNanos();
        List<InetAddress> fit = resolved(request.address().getHost(), request.timeout())
                .filter(request.allowed())
                .limit(MAX_ADDRESSES)
                .toList();
        if (fit.isEmpty()) {
            return new Response.AddressRefused();
        }
        for (InetAddress address : fit.subList(0, fit.size() - 1)) {
            try {
                return exchange(request, address, end);
            } catch (HttpHostConnectException | ConnectTimeoutException _) {
                // The next address may answer.
            } catch (IOException e) {
                throw noAnswer(e);
            }
        }
        try {
            return exchange(request, fit.getLast(), end);
        } catch (IOException e) {
            throw noAnswer(e);
        }
    }

    private Stream<InetAddress> resolved(String host, Duration limit) {
        Future<InetAddress[]> lookup = threads.submit(() -> names.addresses(host));
        try {
            return Stream.of(lookup.get(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS));
        } catch (ExecutionException | TimeoutException e) {
            lookup.cancel(true);
            throw new PortUnavailableException("the host's name is not resolved", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortUnavailableException("interrupted", e);
        }
    }

    private Response exchange(Request request, InetAddress address, long end) throws IOException {
        HttpGet httpGet = httpGet(request);
        var limit = new ExchangeTimeout(Duration.ofNanos(end - System.nanoTime()), httpGet::cancel, threads);
        boolean answered = false;
        try {
            Response answer =
                    toAnswer(client.executeOpen(target(request.address(), address), httpGet, null), httpGet, limit);
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                limit.close();
                httpGet.cancel();
            }
        }
    }

    private static HttpGet httpGet(Request request) {
        HttpGet httpGet = new HttpGet(request.address());
        httpGet.setHeader("Accept", "*/*");
        if (request.authorization() != null) {
            httpGet.setHeader("Authorization", request.authorization());
        }
        return httpGet;
    }

    private static HttpHost target(URI at, InetAddress address) {
        String name = at.getHost().replaceAll("^\\[|]$", "");
        return new HttpHost(at.getScheme(), address, name, at.getPort());
    }

    private static Response toAnswer(ClassicHttpResponse response, HttpGet httpGet, ExchangeTimeout limit)
            throws IOException {
        HttpEntity entity = response.getEntity();
        InputStream body = entity == null ? InputStream.nullInputStream() : entity.getContent();
        Header location = response.getFirstHeader("Location");
        Header type = response.getFirstHeader("Content-Type");
        return new Response.Received(
                response.getCode(),
                location == null ? null : location.getValue(),
                type == null ? "" : type.getValue(),
                entity == null ? 0 : entity.getContentLength(),
                new TimedResponseStream(body, limit, () -> {
                    httpGet.cancel();
                    response.close();
                }));
    }

    private static PortUnavailableException noAnswer(IOException e) {
        return new PortUnavailableException("no answer: " + e.getClass().getSimpleName(), e);
    }

    @Override
    public void close() throws IOException {
        client.close();
        threads.shutdownNow();
    }
}
