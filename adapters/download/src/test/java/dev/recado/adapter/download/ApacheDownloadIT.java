package dev.recado.adapter.download;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.media.Download.Request;
import dev.recado.domain.media.Download.Response;
import dev.recado.domain.media.PublicAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApacheDownloadIT {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    /// Reserved for documentation: no host has it.
    private static final InetAddress NOWHERE = InetAddress.ofLiteral("192.0.2.1");

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<String> lookups = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private SSLContext tls = identity();
    private ScriptedServer server = new ScriptedServer(null);

    @BeforeEach
    void aServer() {
        open.add(server);
    }

    @AfterEach
    void closed() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private static SSLContext identity() {
        try (InputStream file = ApacheDownloadIT.class.getResourceAsStream("/media-example.p12")) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            char[] password = "changeit".toCharArray();
            store.load(file, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, password);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("media", store.getCertificate("media"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private ApacheDownload download(HostResolver names) {
        ApacheDownload download = new ApacheDownload(
                host -> {
                    lookups.add(host);
                    return names.addresses(host);
                },
                tls);
        open.add(download);
        return download;
    }

    private ApacheDownload download() {
        return download(host -> new InetAddress[] {HERE});
    }

    private URI at(String host) {
        return URI.create("http://" + host + ":" + server.port() + "/file?x=1");
    }

    private Request request(String host, @Nullable String authorization) {
        return new Request(at(host), authorization, HERE::equals, LIMIT);
    }

    private static Response.Received given(Response answer) {
        assertThat(answer).isInstanceOf(Response.Received.class);
        return (Response.Received) answer;
    }

    private static String body(Response answer) throws IOException {
        try (Response.Received given = given(answer)) {
            return new String(given.body().readAllBytes(), ISO_8859_1);
        }
    }

    @Test
    void aFileIsRequestedByItsHostName() throws IOException {
        server.answers("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 4\r\n\r\nabcd");

        try (Response.Received given = given(download().get(request("media.example", "Basic c2VjcmV0")))) {
            assertThat(given.status()).isEqualTo(200);
            assertThat(given.contentType()).isEqualTo("image/png");
            assertThat(given.length()).isEqualTo(4);
            assertThat(given.body().readAllBytes()).isEqualTo("abcd".getBytes(ISO_8859_1));
        }
        assertThat(server.requests())
                .singleElement()
                .satisfies(head -> assertThat(head)
                        .startsWith("GET /file?x=1 HTTP/1.1\r\n")
                        .containsIgnoringCase("Host: media.example:" + server.port())
                        .contains("Authorization: Basic c2VjcmV0")
                        .doesNotContainIgnoringCase("Accept-Encoding"));
    }

    @Test
    void theCheckedAddressIsConnectedToEvenWhenTheNameChanges() throws IOException {
        server.answers("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        ApacheDownload download = download(host -> new InetAddress[] {lookups.size() == 1 ? HERE : NOWHERE});

        assertThat(body(download.get(request("rebinding.example", null)))).isEqualTo("ok");
        assertThat(lookups).as("resolved once").containsExactly("rebinding.example");
    }

    @Test
    void aNameThatBecomesInternalIsCheckedAgain() throws IOException {
        server.answers("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        ApacheDownload download = download(host -> new InetAddress[] {lookups.size() == 1 ? HERE : NOWHERE});

        assertThat(body(download.get(request("rebinding.example", null)))).isEqualTo("ok");
        assertThat(download.get(request("rebinding.example", null))).isEqualTo(new Response.AddressRefused());
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void allowedAddressesAreTriedInTurn() throws IOException {
        server.answers("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        InetAddress closed = InetAddress.ofLiteral("::1");
        ApacheDownload download = download(host -> new InetAddress[] {NOWHERE, closed, HERE});

        Request request = new Request(at("media.example"), null, address -> address.isLoopbackAddress(), LIMIT);
        assertThat(body(download.get(request))).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "10.0.0.1", "0.0.0.0"})
    void noFormOfAnInternalAddressIsConnectedTo(String host) {
        ApacheDownload download = download(InetAddress::getAllByName);

        Request request = new Request(
                URI.create("http://" + host + ":" + server.port() + "/"), null, PublicAddresses::include, LIMIT);
        assertThat(download.get(request)).isEqualTo(new Response.AddressRefused());
        assertThat(server.connections()).isZero();
    }

    @Test
    void aRedirectIsReturnedAndNotFollowed() {
        server.answers("HTTP/1.1 307 Go\r\nLocation: http://elsewhere.example/\r\nContent-Length: 0\r\n\r\n");

        try (Response.Received given = given(download().get(request("media.example", "Basic c2VjcmV0")))) {
            assertThat(given.status()).isEqualTo(307);
            assertThat(given.location()).isEqualTo("http://elsewhere.example/");
        }
        assertThat(lookups).containsExactly("media.example");
    }

    @Test
    void noPasswordIsSentAndNoCookieIsKept() {
        String answer = String.join(
                "\r\n",
                "HTTP/1.1 401 No",
                "WWW-Authenticate: Basic realm=x",
                "Set-Cookie: a=b",
                "Content-Length: 0",
                "",
                "");
        server.answers(answer).answers(answer);
        ApacheDownload download = download();
        given(download.get(request("media.example", null))).close();
        given(download.get(request("media.example", null))).close();

        assertThat(server.requests())
                .hasSize(2)
                .allSatisfy(head -> assertThat(head).doesNotContain("Authorization", "Cookie"));
    }

    @Test
    void aSilentServerIsCancelledAtTheDeadline() {
        server.answers("");

        assertThatThrownBy(() ->
                        download().get(new Request(at("media.example"), null, HERE::equals, Duration.ofMillis(300))))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageStartingWith("no answer")
                .hasMessageNotContaining("media.example");
    }

    @Test
    void slowHeadersAreCancelledAtTheDeadline() {
        server.drips("HTTP/1.1 200 OK\r\nX: ");

        assertThatThrownBy(() ->
                        download().get(new Request(at("media.example"), null, HERE::equals, Duration.ofMillis(500))))
                .isInstanceOf(PortUnavailableException.class);
        server.awaitHungUp();
    }

    @Test
    void aSlowBodyIsCancelledAtTheDeadline() {
        server.drips("HTTP/1.1 200 OK\r\n\r\n");

        try (Response.Received given =
                given(download().get(new Request(at("media.example"), null, HERE::equals, Duration.ofMillis(500))))) {
            assertThatThrownBy(() -> given.body().readAllBytes()).isInstanceOf(IOException.class);
        }
        server.awaitHungUp();
    }

    @Test
    void closingDoesNotReadTheRest() throws IOException {
        server.drips("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");

        try (Response.Received given = given(download().get(request("media.example", null)))) {
            assertThat(given.length()).isEqualTo(1_000_000);
            assertThat(given.body().read()).isEqualTo('x');
        }
        server.awaitHungUp();
    }

    @Test
    void aTruncatedBodyIsAFailure() {
        server.answers("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");

        assertThatThrownBy(() -> body(download().get(request("media.example", null))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anUnresolvedNameIsAFailure() {
        ApacheDownload download = download(host -> {
            throw new java.net.UnknownHostException(host);
        });
        assertThatThrownBy(() -> download.get(request("media.example", null)))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessage("the host's name is not resolved");
    }

    @Test
    void tlsUsesTheHostName() throws IOException {
        secure();
        server.answers("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

        URI secure = URI.create("https://media.example:" + server.port() + "/");
        assertThat(body(download().get(new Request(secure, null, HERE::equals, LIMIT))))
                .isEqualTo("ok");
        assertThat(server.session())
                .isInstanceOfSatisfying(
                        ExtendedSSLSession.class,
                        session -> assertThat(session.getRequestedServerNames())
                                .containsExactly(new SNIHostName("media.example")));
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() {
        secure();
        server.answers("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

        URI secure = URI.create("https://other.example:" + server.port() + "/");
        assertThatThrownBy(() -> download().get(new Request(secure, "Basic c2VjcmV0", HERE::equals, LIMIT)))
                .isInstanceOf(PortUnavailableException.class);
        assertThat(server.requests()).isEmpty();
    }

    private void secure() {
        server = new ScriptedServer(tls);
        open.add(server);
    }

    @Test
    void aRequestsTextHidesItsSecret() {
        assertThat(Map.of("request", request("media.example", "Basic c2VjcmV0")).toString())
                .doesNotContain("c2VjcmV0", "x=1");
    }
}
