package dev.recado.adapter.meta.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.recado.adapter.meta.ApplicationBeans;
import dev.recado.adapter.meta.api.Fixtures;
import dev.recado.adapter.meta.sending.MetaMessageSender;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.event.Event;
import dev.recado.domain.intake.AcceptMessageUseCase;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox.Appended;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

@MicronautTest
@Property(name = "recado.whatsapp.token", value = "token-of-the-tests")
@Property(name = "recado.whatsapp.phone-number-id", value = "106540352242922")
@Property(name = "recado.whatsapp.app-secret", value = Fixtures.SECRET)
@Property(name = "recado.whatsapp.verify-token", value = "verify-me")
@Property(name = "recado.whatsapp.api-base-url", value = "http://127.0.0.1:1")
@Property(name = "recado.meta-paths", value = "/webhook, api/v1/bot/meta/")
class MetaWebhookHandlerIT {
    private static final byte[] TEXT = Fixtures.webhook("text-1");

    @Inject
    EmbeddedServer server;

    @Inject
    AcceptMessageUseCase accept;

    @Inject
    RecordReceiptUseCase receipts;

    @Inject
    ApplicationBeans.Events events;

    private Webhooks webhooks;

    @MockBean(AcceptMessageUseCase.class)
    AcceptMessageUseCase accept() {
        return mock(AcceptMessageUseCase.class);
    }

    @MockBean(RecordReceiptUseCase.class)
    RecordReceiptUseCase receipts() {
        return mock(RecordReceiptUseCase.class);
    }

    @BeforeEach
    void storeWorks() {
        webhooks = new Webhooks(server.getURI());
        events.published().clear();
        when(accept.acceptAll(any())).thenAnswer(call -> {
            List<InboundMessage> messages = call.getArgument(0);
            return Collections.nCopies(messages.size(), Appended.STORED);
        });
    }

    @Test
    void theVerificationReturnsTheChallengeAsPlainText() {
        HttpResponse<String> response =
                webhooks.get(Webhooks.PATH + "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=verify-me");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("1158201444");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong",
                "?hub.mode=subscribe&hub.challenge=1",
                "?hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=verify-me",
                "?hub.mode=subscribe&hub.verify_token=verify-me",
                "?hub.mode=subscribe&hub.challenge=%3Cscript%3E&hub.verify_token=",
            })
    void aWrongVerifyTokenIsForbidden(String query) {
        HttpResponse<String> response = webhooks.get(Webhooks.PATH + query);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("the verify token is missing or wrong\n");
    }

    @Test
    void aSignedMessageIsStoredAndAcknowledged() {
        HttpResponse<String> response = webhooks.post(TEXT);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(accepted()).singleElement().satisfies(message -> {
            assertThat(message.content()).isEqualTo(new Content.Text("Is this still available?"));
            assertThat(events.published())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Event.Acknowledged.class,
                            stored -> assertThat(stored.id()).isEqualTo(message.id()));
        });
        verify(accept, never()).accept(any());
        verifyNoInteractions(receipts);
    }

    @Test
    void aThousandMessagesAreStoredTogether() {
        String messages = IntStream.range(0, 500)
                .mapToObj(i -> "{\"from\":\"1555%04d\",\"id\":\"wamid.%d\",\"type\":\"text\",\"text\":{\"body\":\"n\"}}"
                        .formatted(i, i))
                .collect(Collectors.joining(","));
        String statuses = IntStream.range(0, 500)
                .mapToObj(i ->
                        "{\"id\":\"wamid.out%d\",\"status\":\"delivered\",\"timestamp\":\"1750030073\"}".formatted(i))
                .collect(Collectors.joining(","));
        byte[] body = Fixtures.notification("{\"messages\":[" + messages + "],\"statuses\":[" + statuses + "]}")
                .toString()
                .getBytes(UTF_8);

        assertThat(webhooks.post(body).statusCode()).isEqualTo(200);
        assertThat(accepted()).hasSize(500);
        ArgumentCaptor<List<DeliveryReceipt>> recorded = ArgumentCaptor.captor();
        verify(receipts, times(1)).recordAll(recorded.capture());
        assertThat(recorded.getValue())
                .hasSize(500)
                .allSatisfy(receipt -> assertThat(receipt.status()).isEqualTo(DeliveryStatus.DELIVERED));
        verify(receipts, never()).record(any());
        assertThat(events.published())
                .as("one acknowledgement for the whole batch")
                .hasSize(1);
    }

    static Stream<String> fixtures() {
        return Fixtures.webhooks().stream();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyPublishedNotificationIsAcknowledged(String name) {
        assertThat(webhooks.post(Fixtures.webhook(name)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhook", "/webhook/", "/api/v1/bot/meta", "/webhooks/meta/?a=b"})
    void configuredPathsAreServedToo(String path) {
        assertThat(webhooks.post(path, TEXT, Webhooks.signature(TEXT)).statusCode())
                .isEqualTo(200);
        assertThat(webhooks.get(path + (path.contains("?") ? "&" : "?")
                                + "hub.mode=subscribe&hub.challenge=7&hub.verify_token=verify-me")
                        .body())
                .isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"wrong", "", "sha256=", "sha256=0363007aabdf1ab579f35936651a460fb5fa1aaf40df98b1264446b72cc96688"
            })
    void aWrongSignatureStoresNothing(String signature) {
        HttpResponse<String> response = webhooks.post(Webhooks.PATH, TEXT, signature);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("the signature is missing or wrong\n");
        verifyNoInteractions(accept, receipts);
        assertThat(events.published())
                .hasSize(2)
                .hasAtLeastOneElementOfType(Event.SignatureRefused.class)
                .hasAtLeastOneElementOfType(Event.Rejected.class);
    }

    @Test
    void aMissingSignatureIsRefusedBeforeTheBodyIsRead() {
        assertThat(webhooks.send(webhooks.request(Webhooks.PATH, "{".getBytes(UTF_8)))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void anUnsignedRequestWithoutABodyIsForbiddenLikeAnyOther() {
        HttpResponse<String> bare = webhooks.send(webhooks.request(Webhooks.PATH, new byte[0]));
        HttpResponse<String> typed =
                webhooks.send(webhooks.request(Webhooks.PATH, new byte[0]).header("Content-Type", "application/json"));
        HttpResponse<String> wrong = webhooks.post(Webhooks.PATH, new byte[0], "sha256=00");

        assertThat(List.of(bare, typed, wrong)).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).isEqualTo("the signature is missing or wrong\n");
        });
        assertThat(events.published().stream().filter(Event.SignatureRefused.class::isInstance))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"})
    void anotherMethodIsNotAllowed(String method) {
        HttpResponse<String> response =
                webhooks.send(webhooks.request(Webhooks.PATH, TEXT).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        verifyNoInteractions(accept, receipts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "nonsense", "[]", "\"x\"", "null", "{}{}", "{\"entry\":[}"})
    void aSignedBodyThatIsNotAJsonObjectIsRefused(String body) {
        HttpResponse<String> response = webhooks.post(body.getBytes(UTF_8));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("not a JSON object\n");
        verifyNoInteractions(accept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"entry\":5}", "{\"object\":\"page\",\"entry\":[{\"changes\":[{\"value\":7}]}]}"})
    void anEmptyNotificationIsAcknowledged(String body) {
        assertThat(webhooks.post(body.getBytes(UTF_8)).statusCode()).isEqualTo(200);
        verifyNoInteractions(accept, receipts);
    }

    @Test
    void invalidCharactersInOneMessageAffectNoOther() {
        byte[] body = Fixtures.messages("{\"from\":\"1555\",\"id\":\"a\",\"type\":\"text\",\"text\":{\"body\":\"Z\"}}")
                .toString()
                .getBytes(UTF_8);
        for (int i = 0; i < body.length; i++) {
            body[i] = body[i] == 'Z' ? (byte) 0xC3 : body[i];
        }

        assertThat(webhooks.post(body).statusCode()).isEqualTo(200);
        assertThat(accepted())
                .singleElement()
                .satisfies(m -> assertThat(m.content()).isEqualTo(new Content.Text("\uFFFD")));
    }

    @Test
    void aBodyOfFourMebibytesIsReadAndOneMoreByteIsTooLarge() {
        byte[] largest = new byte[WebhookVerifier.MAX_BODY];
        Arrays.fill(largest, (byte) ' ');
        System.arraycopy(TEXT, 0, largest, 0, TEXT.length);

        assertThat(webhooks.post(largest).statusCode()).isEqualTo(200);
        byte[] larger = Arrays.copyOf(largest, largest.length + 1);
        larger[largest.length] = ' ';
        assertThat(webhooks.post(larger).statusCode()).isEqualTo(413);
    }

    @Test
    void aStoreFailureIsAnsweredWith503() {
        doThrow(new PortUnavailableException("the store is down")).when(accept).acceptAll(any());
        when(receipts.recordAll(any())).thenThrow(new IllegalStateException("inner secret"));

        for (String name : List.of("text-1", "status-1")) {
            HttpResponse<String> response = webhooks.post(Fixtures.webhook(name));

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).isEqualTo("it could not be stored safely, please send it again\n");
        }
        assertThat(events.published()).hasOnlyElementsOfType(Event.Rejected.class);
    }

    @Test
    void withoutANumberTheAdapterIsInactive() {
        try (var context = ApplicationContext.run(Map.of("recado.ack", "text"))) {
            assertThat(context.containsBean(MetaWebhookHandler.class)).isFalse();
            assertThat(context.containsBean(MetaWebhookRoutes.class)).isFalse();
            assertThat(context.containsBean(MetaMessageSender.class)).isFalse();
        }
    }

    private List<InboundMessage> accepted() {
        ArgumentCaptor<List<InboundMessage>> messages = ArgumentCaptor.captor();
        verify(accept, times(1)).acceptAll(messages.capture());
        return messages.getValue();
    }
}
