package dev.recado.adapter.http;

import static dev.recado.adapter.http.RawServer.answers;
import static dev.recado.adapter.http.RawServer.breaksOffAfter;
import static dev.recado.adapter.http.RawServer.writes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.http.HttpResult.NoResponse;
import dev.recado.adapter.http.HttpResult.NotSent;
import dev.recado.adapter.http.RawServer.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundHttpClientIT {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int MAX_BYTES = 100_000;
    private static final Script OK = answers("200 OK", "", "{}");

    private OutboundHttpClient client = new OutboundHttpClient(limits(LONG, 2_000), MAX_BYTES);
    private RawServer server;

    @BeforeEach
    void start() throws IOException {
        server = new RawServer(OK);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private static CallLimits limits(Duration call, int concurrent) {
        return new CallLimits(Duration.ofSeconds(2), call, concurrent);
    }

    private RawServer server(Script... scripts) throws IOException {
        server.close();
        server = new RawServer(scripts);
        return server;
    }

    private static HttpRequest request(String method, URI target, String body) {
        return HttpRequest.newBuilder(target)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest get(URI target) {
        return request("GET", target, "");
    }

    private HttpResult post(Script... scripts) throws IOException {
        return client.send(request("POST", server(scripts).uri("/"), "{}"));
    }

    private HttpResult postWithin(Duration limit, RawServer server) {
        return client.send(request("POST", server.uri("/"), "{}"), limit);
    }

    private static HttpResult.Response response(HttpResult result) {
        assertThat(result).isInstanceOf(HttpResult.Response.class);
        return (HttpResult.Response) result;
    }

    private static void assertNotSent(HttpResult result, NotSent.Obstacle obstacle, String reason) {
        assertThat(result).isInstanceOfSatisfying(NotSent.class, failure -> {
            assertThat(failure.obstacle()).isEqualTo(obstacle);
            assertThat(failure.reason()).isEqualTo(reason);
        });
    }

    private static void assertNoResponse(HttpResult result, NoResponse.Loss loss) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        NoResponse.class,
                        failure ->
                                assertThat(failure.loss()).as(failure.reason()).isEqualTo(loss));
    }

    // --- what is sent and received

    @Test
    void aRequestIsSentAsItIs() throws IOException {
        RawServer server = server(answers("201 Created", "X-Trace: a\nx-trace: b\n", "\u00a1Hola!"));

        HttpResult result =
                client.send(HttpRequest.newBuilder(server.uri("/a%2Fb/c.json?To=whatsapp%3A%2B1555&x=%C3%B1+y"))
                        .header("Authorization", "Bearer t")
                        .header("Accept", "application/json")
                        .header("Content-Type", "text/plain; charset=utf-8")
                        .PUT(BodyPublishers.ofString("\u00f1and\u00fa"))
                        .build());

        assertThat(server.requests().getFirst().replace("\r\n", "\n"))
                .startsWith("PUT /a%2Fb/c.json?To=whatsapp%3A%2B1555&x=%C3%B1+y HTTP/1.1\n")
                .containsIgnoringCase("\nhost: 127.0.0.1:" + server.port() + "\n")
                .containsIgnoringCase("\nauthorization: Bearer t\n")
                .containsIgnoringCase("\naccept: application/json\n")
                .containsIgnoringCase("\ncontent-type: text/plain; charset=utf-8\n")
                .containsIgnoringCase("\ncontent-length: 7\n")
                .doesNotContainIgnoringCase("accept-encoding")
                .doesNotContainIgnoringCase("transfer-encoding")
                .endsWith("\n\n\u00c3\u00b1and\u00c3\u00ba");
        assertThat(response(result).status()).isEqualTo(201);
        assertThat(response(result).header("x-TRACE")).contains("a");
        assertThat(response(result).received().headers().allValues("X-Trace")).containsExactly("a", "b");
        assertThat(response(result).body()).isEqualTo(new byte[] {(byte) 0xA1, 'H', 'o', 'l', 'a', '!'});
    }

    @Test
    void aPostWithoutABodySaysSo() throws IOException {
        client.send(request("POST", server(OK).uri("/"), ""));
        client.send(request("DELETE", server.uri("/"), ""));
        client.send(get(server.uri("/")));

        assertThat(server.requests().get(0)).startsWith("POST / ").containsIgnoringCase("\r\ncontent-length: 0\r\n");
        assertThat(server.requests().get(1)).startsWith("DELETE / ");
        assertThat(server.requests().get(2)).startsWith("GET / ").doesNotContainIgnoringCase("content-type");
    }

    @ParameterizedTest
    @CsvSource({
        "200 OK",
        "201 Created",
        "301 Moved",
        "302 Found",
        "307 Temporary",
        "400 No",
        "401 No",
        "407 No",
        "408 Late",
        "429 Wait",
        "500 Oh",
        "503 Away",
        "599 Odd",
        "200"
    })
    void aResponseOfAnyStatusIsReturnedAndNoRedirectFollowed(String status) throws IOException {
        HttpResult result = post(answers(
                status, "Location: /elsewhere\nWWW-Authenticate: Basic realm=x\nRetry-After: 7\n", "{\"a\":1}"));

        assertThat(response(result).status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
        assertThat(response(result).text()).isEqualTo("{\"a\":1}");
        assertThat(response(result).header("retry-after")).contains("7");
        assertThat(response(result).isSuccess()).isEqualTo(status.startsWith("2"));
        assertThat(server.requests()).as("one try").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nContent-Length: 2\n\n{}",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n1\n{\n1;ext=1\n}\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\n{}\n0\nTrailer: x\n\n",
                "HTTP/1.1 200 OK\nConnection: close\nContent-Length: 2\n\n{}",
                "HTTP/1.1 200 OK\nContent-Type: ;;;=\nContent-Length: 2\n\n{}",
                "HTTP/1.1 200 OK\nContent-Type: text/html; charset=no-such\nContent-Length: 2\n\n{}",
                "HTTP/1.1 200 OK\nContent-Type: text/event-stream\nContent-Length: 2\n\n{}",
                "HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Type: text/plain\nContent-Length: 2\n\n{}",
                "HTTP/1.1 100 Continue\n\nHTTP/1.1 200 OK\nContent-Length: 2\n\n{}"
            })
    void aBodyInAnyFramingIsRead(String raw) throws IOException {
        assertThat(response(post(writes(raw))).text()).isEqualTo("{}");
    }

    @Test
    void aBodyThatEndsWithTheConnectionIsRead() throws IOException {
        assertThat(response(post(breaksOffAfter("HTTP/1.0 200 OK\n\n{}"))).text())
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\n\n",
                "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
                "HTTP/1.1 500 Oh\nTransfer-Encoding: chunked\n\n0\n\n"
            })
    void aResponseWithoutABodyIsOne(String raw) throws IOException {
        assertThat(response(post(writes(raw))).body()).isEmpty();
    }

    @Test
    void anInterimResponseIsNotTheAnswer() throws IOException {
        HttpResult result =
                post(writes("HTTP/1.1 103 Early Hints\nLink: </a>\n\nHTTP/1.1 200 OK\nContent-Length: 2\n\n{}"));

        assertThat(response(result).status()).isEqualTo(200);
    }

    @Test
    void aBodyOfTheLongestLengthIsRead() throws IOException {
        assertThat(response(post(answers("200 OK", "", "x".repeat(MAX_BYTES)))).body())
                .hasSize(MAX_BYTES);
    }

    @Test
    void manyHeadersAreRead() throws IOException {
        String headers = "Set-Cookie: " + "x".repeat(1_000) + "\n";

        assertThat(response(post(answers("200 OK", headers.repeat(30), "{}"))).text())
                .isEqualTo("{}");
    }

    // --- nothing was sent

    @Test
    void aRefusedConnectionSentNothing() throws IOException {
        RawServer gone = server(OK);
        gone.close();

        assertNotSent(postWithin(LONG, gone), NotSent.Obstacle.CONNECTION_REFUSED, "no connection: ConnectException");
    }

    /// A queue of connections that nobody accepts, and that is full.
    @Test
    void aConnectionThatTakesTooLongSentNothing() throws IOException {
        client = new OutboundHttpClient(new CallLimits(SHORT, LONG, 1), MAX_BYTES);
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 4; i++) {
                Socket socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(full.getLocalSocketAddress(), 100);
                } catch (SocketTimeoutException _) {
                    // Full.
                }
            }

            assertNotSent(
                    client.send(get(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"))),
                    NotSent.Obstacle.CONNECT_TIMEOUT,
                    "no connection: HttpConnectTimeoutException");
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void anUnknownHostGotNothing() {
        assertNotSent(
                client.send(get(URI.create("http://no-such-host.invalid/"))),
                NotSent.Obstacle.UNKNOWN_HOST,
                "no connection: unknown host");
    }

    @Test
    void aCallThatFindsNoPlaceInTimeIsNotSent() throws Exception {
        RawServer server = server(writes(""), OK);
        client = new OutboundHttpClient(limits(LONG, 1), MAX_BYTES);
        CompletableFuture<HttpResult> first = inBackground(() -> postWithin(LONG, server));
        await().until(() -> server.requests().size() == 1);

        assertNotSent(postWithin(SHORT, server), NotSent.Obstacle.TOO_MANY_CALLS, "too many calls under way");
        server.closeConnections();
        first.join();
        assertThat(response(postWithin(LONG, server)).text()).isEqualTo("{}");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void anInterruptedThreadSendsNothing() throws IOException {
        RawServer server = server(OK);
        Thread.currentThread().interrupt();

        HttpResult result = postWithin(LONG, server);

        assertThat(Thread.interrupted()).isTrue();
        assertNotSent(result, NotSent.Obstacle.INTERRUPTED, "interrupted before the call");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aServerThatCannotProveWhoItIsGetsNothing(@TempDir Path folder) throws Exception {
        RawServer server = new RawServer(TlsServer.unknownToAll(folder), OK);
        this.server = server;

        HttpResult result = client.send(get(URI.create("https://localhost:" + server.port() + "/")));

        assertNotSent(result, NotSent.Obstacle.TLS_HANDSHAKE, "no connection: SSLHandshakeException");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aNameServerThatIsSilentDelaysItsOwnCallAlone() throws IOException {
        RawServer server = server(OK);
        List<CompletableFuture<HttpResult>> waiting = IntStream.range(0, 20)
                .mapToObj(_ ->
                        inBackground(() -> client.send(get(URI.create("http://" + SilentNames.HOST + "/")), LONG)))
                .toList();
        await().until(() -> SilentNames.asked() > 0);

        for (int i = 0; i < 10; i++) {
            assertThat(response(postWithin(LONG, server)).text()).isEqualTo("{}");
        }
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        SilentNames.end();
        waiting.forEach(
                call -> assertNotSent(call.join(), NotSent.Obstacle.UNKNOWN_HOST, "no connection: unknown host"));
    }

    // --- it was perhaps received

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 O",
                "HTTP/1.1 200 OK\nContent-Le",
                "HTTP/1.1 200 OK\nContent-Length: 10\n\n",
                "HTTP/1.1 200 OK\nContent-Length: 10\n\n{",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n1\n{\n",
                "HTTP/1.1 100 Continue\n\n"
            })
    void aServerThatStopsTimesOut(String start) throws IOException {
        RawServer server = server(writes(start));

        HttpResult result = postWithin(SHORT, server);

        assertNoResponse(result, NoResponse.Loss.TIMED_OUT);
        assertThat(((HttpResult.Failure) result).reason()).isEqualTo("no answer within 300 ms");
        await("the connection is closed").until(() -> server.endedConnections() == 1);
        assertThat(server.requests()).as("one try").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 O",
                "HTTP/1.1 200 OK\nContent-Length: 10\n\n",
                "HTTP/1.1 200 OK\nContent-Length: 10\n\n{",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n1\n{\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nzz\n{\n",
                "HTTP/1.1 100 Continue\n\n",
                "SSH-2.0-OpenSSH_9.6\n"
            })
    void aBrokenConnectionIsNotTriedAgain(String start) throws IOException {
        HttpResult result = post(breaksOffAfter(start));

        assertNoResponse(result, NoResponse.Loss.CONNECTION_BROKEN);
        assertThat(((HttpResult.Failure) result).reason()).startsWith("connection broken: ");
        assertThat(server.requests()).as("one try").hasSize(1);
    }

    @Test
    void aPostOnAKeptConnectionThatBreaksIsNotTriedAgain() throws IOException {
        RawServer server = server(OK, breaksOffAfter(""), OK);
        postWithin(LONG, server);

        assertNoResponse(postWithin(LONG, server), NoResponse.Loss.CONNECTION_BROKEN);
        assertThat(server.requests()).hasSize(2);
        assertThat(server.connections()).isEqualTo(1);
    }

    /// The JDK repeats it, and cannot be told not to. A GET changes nothing.
    @Test
    void aGetOnAKeptConnectionThatBreaksIsTriedOnceMore() throws IOException {
        RawServer server = server(OK, breaksOffAfter(""), OK);
        client.send(get(server.uri("/")));

        assertThat(response(client.send(get(server.uri("/")))).text()).isEqualTo("{}");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aResponseIsReadToItsBoundOnly() throws IOException {
        List<Script> scripts = List.of(
                answers("200 OK", "", "x".repeat(MAX_BYTES + 1)),
                RawServer.repeats("HTTP/1.1 200 OK\nContent-Length: 1000000000000\n\n", "x".repeat(1_000)),
                RawServer.repeats(
                        "HTTP/1.1 500 Oh\nTransfer-Encoding: chunked\n\n", "3e8\n" + "x".repeat(1_000) + "\n"),
                RawServer.repeats("HTTP/1.1 200 OK\n\n", "x".repeat(1_000)));
        for (Script script : scripts) {
            try (RawServer server = new RawServer(script)) {
                HttpResult result = postWithin(LONG, server);

                assertNoResponse(result, NoResponse.Loss.RESPONSE_TOO_LONG);
                assertThat(((HttpResult.Failure) result).reason()).isEqualTo("response too long");
                await("the connection is closed").until(() -> server.endedConnections() == 1);
            }
        }
    }

    @Test
    void forItsStatusAloneABodyOfAnyLengthIsDiscarded() throws IOException {
        RawServer server = server(answers("202 Accepted", "", "x".repeat(10 * MAX_BYTES)));

        HttpResult result = client.sendForStatus(request("POST", server.uri("/"), "{}"));

        assertThat(response(result).status()).isEqualTo(202);
        assertThat(response(result).body()).isEmpty();
    }

    @Test
    void afterTheEndNothingIsSent() throws IOException {
        RawServer server = server(OK, OK);
        postWithin(LONG, server);
        client.close();

        assertNotSent(postWithin(LONG, server), NotSent.Obstacle.CLOSED, "the client is closed");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aCallWithoutTimeLeftIsNotSent() throws IOException {
        RawServer server = server(OK);

        assertNotSent(postWithin(Duration.ZERO, server), NotSent.Obstacle.TOO_MANY_CALLS, "no time left for the call");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void headersAreReadToABoundOnly() throws IOException {
        RawServer server = server(RawServer.repeats("HTTP/1.1 200 OK\n", "X-More: " + "x".repeat(1_000) + "\n"));

        assertNoResponse(postWithin(LONG, server), NoResponse.Loss.CONNECTION_BROKEN);
    }

    @Test
    void aCompressedBodyIsNotUnpacked() throws IOException {
        byte[] packed = gzip("{}".repeat(10));
        Script script = (_, out) -> {
            out.write(RawServer.bytes(
                    "HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: " + packed.length + "\n\n"));
            out.write(packed);
        };

        assertThat(response(post(script)).body()).isEqualTo(packed);
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void anInterruptionEndsTheCallAndStaysOnTheThread() throws Exception {
        RawServer server = server(writes("HTTP/1.1 200 OK\nContent-Length: 10\n\n{"));
        CompletableFuture<HttpResult> result = new CompletableFuture<>();
        CompletableFuture<Boolean> marked = new CompletableFuture<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            result.complete(postWithin(LONG, server));
            marked.complete(Thread.interrupted());
        });
        await().until(() -> server.requests().size() == 1);
        caller.interrupt();

        assertNoResponse(result.join(), NoResponse.Loss.INTERRUPTED);
        assertThat(marked.join()).isTrue();
        await("the connection is closed").until(() -> server.endedConnections() == 1);
    }

    // --- connections

    @Test
    void aConnectionIsUsedAgain() throws IOException {
        post(OK);
        postWithin(LONG, server);

        assertThat(server.requests()).hasSize(2);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aConnectionThatTheServerClosedIsNotUsedAgain() throws IOException {
        post(OK);
        server.closeConnections();
        await().until(() -> server.endedConnections() == 1);

        for (int i = 0; i < 3; i++) {
            assertThat(response(postWithin(LONG, server)).text()).isEqualTo("{}");
        }
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void aThousandCallsAtOnceHaveAConnectionEach() throws Exception {
        CountDownLatch all = new CountDownLatch(1_000);
        RawServer server = server((connection, out) -> {
            all.countDown();
            all.await();
            OK.run(connection, out);
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<HttpResult>> calls = IntStream.range(0, 1_000)
                    .<Callable<HttpResult>>mapToObj(_ -> () -> postWithin(LONG, server))
                    .toList();

            for (var call : threads.invokeAll(calls)) {
                assertThat(response(call.get()).text()).isEqualTo("{}");
            }
        }
        assertThat(server.connections()).isEqualTo(1_000);
    }

    @Test
    void theSystemsProxyIsUsedAndResolvesTheName() throws IOException {
        RawServer proxy = server(answers("407 No", "", ""));
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(
                ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())));
        try (OutboundHttpClient proxied = new OutboundHttpClient(limits(LONG, 1), MAX_BYTES)) {
            proxied.send(get(URI.create("https://no-such-host.invalid/")));
        } finally {
            ProxySelector.setDefault(before);
        }

        assertThat(proxy.requests().getFirst()).startsWith("CONNECT no-such-host.invalid:443 HTTP/1.1\r\n");
    }

    private static CompletableFuture<HttpResult> inBackground(Callable<HttpResult> call) {
        CompletableFuture<HttpResult> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(call.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }
}
