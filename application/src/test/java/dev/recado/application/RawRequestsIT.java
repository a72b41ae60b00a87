package dev.recado.application;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.scheduling.executor.ExecutorSelector;
import io.micronaut.scheduling.executor.ThreadSelection;
import io.micronaut.web.router.Router;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests as no client library writes them: none of them costs the others anything, or is read in two ways.
class RawRequestsIT {
    private static final String BODY = "MessageSid=SM00000000000000000000000000000001&From=whatsapp%3A%2B15550100001";
    private static final String POST = "POST /webhooks/twilio HTTP/1.1\r\n";
    private static final String HOST = "Host: bot.example.com\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    private static final String LENGTH = "Content-Length: " + BODY.length() + "\r\n";
    private static final String CHUNKS = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";
    private static final String HIDDEN = "GET /health/liveness HTTP/1.1\r\n" + HOST + "\r\n";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");

    private static BotUnderTest bot;

    @BeforeAll
    static void start() {
        bot = BotUnderTest.start(Map.of("RECADO_CONNECTIONS_PER_ADDRESS", "50"));
    }

    @AfterAll
    static void stop() {
        try (BotUnderTest closing = bot) {
            assertThat(closing.log.with("ERROR")).isEmpty();
            assertThat(closing.log.with("Exception")).isEmpty();
        }
    }

    /// What comes back until the server ends the connection.
    private static String exchange(byte[] request) {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), bot.url("/").getPort())) {
            socket.setSoTimeout((int) BotUnderTest.SOON.toMillis());
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> statuses(String answers) {
        return STATUS.matcher(answers).results().map(status -> status.group(1)).toList();
    }

    private static void isRefusedOnce(String request) {
        assertThat(statuses(exchange(request.getBytes(ISO_8859_1)))).containsExactly("400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "transfer-encoding: CHUNKED\r\ncontent-length: 5\r\n",
                "Content-Length: 5\r\nContent-Length: 5\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Content-Length: 5, 5\r\n",
                "Content-Length: +5\r\n",
                "Content-Length: -5\r\n",
                "Content-Length: 0x5\r\n",
                "Content-Length: 5 5\r\n",
                "Content-Length:\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Content-Length : 5\r\n",
                "Transfer-Encoding: gzip\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: chunked, gzip\r\n",
                "Transfer-Encoding: chunked, chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: identity\r\n",
                "Transfer-Encoding: \u000bchunked\r\n",
                "Transfer-Encoding:\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Host: other.example.com\r\nContent-Length: 5\r\n",
            })
    void aLengthThatCanBeReadInTwoWaysIsRefusedAndTheConnectionEnds(String headers) {
        isRefusedOnce(POST + HOST + headers + "\r\n0\r\n\r\n" + HIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\nhello\r\nzz\r\n",
                "100000000\r\n",
                "-5\r\n",
                "\r\n",
                "5 5\r\nhello\r\n",
                "0x5\r\nhello\r\n",
                "ffffffffffffffff1\r\n"
            })
    void aChunkWithoutAnHonestSizeEndsTheConnection(String chunks) {
        isRefusedOnce(POST + HOST + CHUNKED + "\r\n" + chunks + "\r\n0\r\n\r\n" + HIDDEN);
    }

    @Test
    void aRequestWithoutHostIsRefused() {
        isRefusedOnce(POST + LENGTH + "\r\n" + BODY + HIDDEN);
        isRefusedOnce("GET /health HTTP/1.1\r\n\r\n" + HIDDEN);
    }

    @Test
    void anOldRequestCannotComeInChunks() {
        isRefusedOnce("POST /webhooks/twilio HTTP/1.0\r\n" + CHUNKED + "\r\n" + CHUNKS + HIDDEN);
    }

    @Test
    void honestRequestsAreServedOneAfterTheOther() {
        String close = "GET /health/liveness HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";
        String answers =
                exchange((POST + HOST + CHUNKED + "\r\n" + CHUNKS + POST + HOST + LENGTH + "\r\n" + BODY + close)
                        .getBytes(ISO_8859_1));

        assertThat(statuses(answers)).containsExactly("403", "403", "200");
        assertThat(statuses(exchange("GET /health/liveness HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1))))
                .containsExactly("200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /webhooks/twilio",
                "POST /webhooks/twilio/status",
                "POST /api/v1/send-test",
                "POST /nowhere",
                "GET /health",
                "GET /prometheus"
            })
    void aPackedBodyIsNeverUnpacked(String to) throws IOException {
        for (String coding :
                List.of("deflate", "gzip", "x-gzip", "br", "zstd", "snappy", "gzip, deflate", "nonsense")) {
            for (byte[] body : List.of("this is no deflate".getBytes(ISO_8859_1), deflated(BODY))) {
                var request = new ByteArrayOutputStream();
                request.write((to + " HTTP/1.1\r\n" + HOST + "Connection: close\r\nContent-Encoding: " + coding
                                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                + body.length + "\r\n\r\n")
                        .getBytes(ISO_8859_1));
                request.write(body);

                assertThat(statuses(exchange(request.toByteArray())))
                        .as("%s to %s", coding, to)
                        .containsExactly("415");
            }
        }
        assertThat(bot.log.with("[REJECTED]", "status=415", "Content-Encoding")).isNotEmpty();
    }

    private static byte[] deflated(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var packing = new DeflaterOutputStream(packed)) {
            packing.write(text.getBytes(ISO_8859_1));
        }
        return packed.toByteArray();
    }

    @Test
    void aBodyThatSaysItIsAsItIsIsTaken() {
        String request = POST + HOST + "Connection: close\r\nContent-Encoding: identity\r\n" + LENGTH + "\r\n" + BODY;
        assertThat(statuses(exchange(request.getBytes(ISO_8859_1)))).containsExactly("403");
    }

    @Test
    void manyIdleConnectionsOfOneAddressKeepNobodyOut() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 120; i++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), bot.url("/").getPort());
                idle.add(socket);
                if (i % 2 == 0) {
                    socket.getOutputStream().write("POST /webhooks/twilio HTTP/1.1\r\nHo".getBytes(ISO_8859_1));
                }
            }

            String user = bot.newUser();
            // on a connection of its own: one that was kept open may be among those that are closed
            TwilioInboundWebhook webhook = bot.text(user, "hola");
            String signed = POST + HOST + "Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "X-Twilio-Signature: "
                    + webhook.signature(URI.create(BotUnderTest.PUBLIC_URL + "/webhooks/twilio")) + "\r\n"
                    + "Content-Length: " + webhook.body().length() + "\r\n\r\n" + webhook.body();
            assertThat(statuses(exchange(signed.getBytes(ISO_8859_1)))).containsExactly("200");
            assertThat(bot.awaitByRest(user, 1)).hasSize(1);
            assertThat(bot.get("/prometheus").body())
                    .containsPattern("recado_connections_cut_total\\{[^}]*reason=\"address\"[^}]*} [1-9]");
        } finally {
            for (Socket each : idle) {
                each.close();
            }
        }
    }

    @Test
    void livenessAnswersWhileEveryOtherThreadIsHeld() throws InterruptedException {
        int threads = 4 * Runtime.getRuntime().availableProcessors();
        AtomicBoolean held = new AtomicBoolean(true);
        CountDownLatch holding = new CountDownLatch(Runtime.getRuntime().availableProcessors());
        try {
            for (int i = 0; i < threads; i++) {
                Thread.ofVirtual().start(() -> {
                    holding.countDown();
                    while (held.get()) {
                        Thread.onSpinWait();
                    }
                });
            }
            holding.await();

            String answer = exchange(
                    ("GET /health/liveness HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));

            assertThat(statuses(answer)).containsExactly("200");
        } finally {
            held.set(false);
        }
    }

    /// The threads that carry connections are liveness's: nothing else that could hold them runs there.
    @Test
    void nothingButLivenessAndStreamsRunsOnTheThreadsThatCarryConnections() {
        ExecutorSelector selector = bot.context().getBean(ExecutorSelector.class);
        List<String> onThem = bot.context()
                .getBean(Router.class)
                .uriRoutes()
                .filter(route -> selector.select(route.getTargetMethod(), ThreadSelection.AUTO)
                        .isEmpty())
                .filter(route -> !Publishers.isConvertibleToPublisher(
                        route.getTargetMethod().getReturnType().getType()))
                .map(route -> route.getUriMatchTemplate().toPathString())
                .distinct()
                .toList();

        assertThat(onThem).containsExactly("/health/liveness");
    }
}
