package dev.recado.adapter.simulator.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.account.MetaAccount;
import dev.recado.adapter.simulator.account.MetaSignature;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.meta.MetaErrors;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaWebhookFactoryTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final MetaAccount ACCOUNT = MetaAccount.madeFrom(new Random(1));
    private static final MetaWebhookFactory WEBHOOKS = new MetaWebhookFactory(ACCOUNT, () -> NOON, new Random(2));

    static Stream<Arguments> kinds() {
        return Stream.of(
                kind("audio-1", "voice", MetaMessageBuilder::voiceNote),
                kind("image-1", "image", draft -> draft.image("Taj Mahal")),
                kind("video-1", "video", draft -> draft.video("x")),
                kind("document-1", "document", draft -> draft.document("my receipt")),
                kind("sticker-1", "sticker", MetaMessageBuilder::sticker),
                kind("location-1", "location", draft -> draft.location(1.5, 2.5, "Philz", "Forest Ave")),
                kind("contacts-1", "contacts", draft -> draft.contact("Barbara", "+1 555")),
                kind("button-1", "button", draft -> draft.replyingTo("wamid.1").templateButton("Stop", "STOP")),
                kind(
                        "interactive-2",
                        "button",
                        draft -> draft.replyingTo("wamid.1").button("Cancel", "c")),
                kind(
                        "interactive-1",
                        "list",
                        draft -> draft.replyingTo("wamid.1").listChoice("p", "Mail", "1 day")),
                kind("reaction-1", "reaction", draft -> draft.reaction("👍", "wamid.1")),
                kind("order-1", "order", draft -> draft.order("Love these!", "di9", 2)),
                kind("edit-2", "edit", draft -> draft.edit("wamid.1", "now")),
                kind("revoke-2", "revoke", draft -> draft.revoke("wamid.1")),
                kind("system-2", "system", draft -> draft.numberChange("+15550100009")),
                kind("unsupported-1", "unsupported", MetaMessageBuilder::unsupported));
    }

    private static Arguments kind(String captured, String kind, Function<MetaMessageBuilder, MetaInboundWebhook> made) {
        return Arguments.of(captured, kind, made);
    }

    /// Every generated field exists in what Meta published, with the same JSON type; there may be fewer.
    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindHasMetasFormat(String captured, String kind, Function<MetaMessageBuilder, MetaInboundWebhook> made)
            throws IOException {
        var webhook = made.apply(WEBHOOKS.from("+15550100001").named("Ana"));

        var ours = shape(Json.readObject(webhook.body()), "");
        var metas = shape(Json.readObject(resource("webhooks/" + captured + ".json")), "");

        assertThat(metas).containsAll(without(ours, "edit.message"));
        assertThat(webhook.messages(NOON).getFirst().kind()).isEqualTo(kind);
        assertThat(webhook.messages(NOON).getFirst().from()).isEqualTo("15550100001");
    }

    @Test
    void aUserWhoHidesTheNumberHasOnlyTheBusinessScopedId() throws IOException {
        var webhook = WEBHOOKS.from("US.1349").named("Lía").text("hola");

        assertThat(shape(Json.readObject(resource("webhooks/business_scoped_user_ids-3.json")), ""))
                .containsAll(shape(Json.readObject(webhook.body()), ""));
        assertThat(webhook.body()).doesNotContain("wa_id", "\"from\"").contains("from_user_id");
        assertThat(webhook.from()).isEqualTo("US.1349");
    }

    @Test
    void bothAddressesAreSentWhenBothAreKnown() {
        var webhook = WEBHOOKS.from("+15550100001").alsoKnownAs("US.1349").text("hola");

        assertThat(webhook.body())
                .contains("\"from\":\"15550100001\"", "\"from_user_id\":\"US.1349\"", "\"user_id\":\"US.1349\"");
        assertThat(webhook.messages(NOON).getFirst().content().detail("alsoKnownAs"))
                .isEqualTo("US.1349");
    }

    @Test
    void theWireFormatIsAsciiWithLowerCaseEscapes() {
        var body = WEBHOOKS.from("+15550100001").text("¿Qué? 👍").body();

        assertThat(body).isASCII().contains("\\u00bfQu\\u00e9? \\ud83d\\udc4d");
        assertThat(Json.readObject(body)).isNotEmpty();
    }

    @Test
    void theSignatureIsThatOfTheCapturedVectors() throws IOException {
        var vectors = Json.objects(Json.readObject(resource("signature-vectors.json")), "vectors").stream()
                .filter(vector -> Boolean.TRUE.equals(vector.get("expectValid")))
                .toList();

        assertThat(vectors)
                .isNotEmpty()
                .allSatisfy(vector -> assertThat(
                                MetaSignature.of(Json.text(vector, "body"), Json.text(vector, "appSecret")))
                        .isEqualTo(Json.text(vector, "header")));
    }

    @Test
    void unknownTypesAndFieldsCanBeSent() {
        var webhook = WEBHOOKS.from("+15550100001").with("mood", "good").of("hologram", Json.object("depth", 3));

        assertThat(webhook.body()).contains("\"mood\":\"good\"", "\"hologram\":{\"depth\":3}");
        assertThat(webhook.messages(NOON).getFirst().kind()).isEqualTo("hologram");
    }

    /// The stand-in accepts the example requests of Meta's OpenAPI document, except for placeholders.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "send-text-message",
                "send-text-message-with-preview-url",
                "send-reply-to-text-message",
                "send-image-message-by-id",
                "send-audio-message-by-id",
                "send-document-message-by-url",
                "send-sticker-message-by-id",
                "send-video-message-by-url",
                "send-contact-message",
                "send-location-message",
                "send-list-message",
                "send-reply-button",
                "send-reply-with-reaction-message",
                "send-message-template-text",
                "send-message-template-media",
                "send-test-message"
            })
    void thePublishedRequestsAreAccepted(String name) throws IOException {
        var request = Json.readObject(resource("requests/" + name + ".json")
                .replace("{{Recipient-Phone-Number}}", "+15550100001")
                .replaceAll("<?http\\(s\\)://[a-z-]+>?", "https://example.com/file")
                .replace("_DESC>", ">")
                .replaceAll("<LIST_SECTION_(\\d)", "<$1")
                .replaceAll("<SECTION_(\\d)_ROW_(\\d)[A-Z_]*>", "<$1 $2>"));

        var refusal = MetaSendRules.check(request, ACCOUNT, new MetaErrors());

        assertThat(refusal == null ? "" : refusal.text()).isEmpty();
    }

    private static Set<String> without(Set<String> paths, String part) {
        paths.removeIf(path -> path.contains(part));
        return paths;
    }

    /// The paths of all fields, with the types of their values.
    private static Set<String> shape(@Nullable Object json, String path) {
        var paths = new TreeSet<String>();
        switch (json) {
            case Map<?, ?> map -> map.forEach((name, value) -> paths.addAll(shape(value, path + "." + name)));
            case Iterable<?> list -> list.forEach(value -> paths.addAll(shape(value, path + "[]")));
            case Number _ -> paths.add(path + " number");
            case null -> paths.add(path + " null");
            default -> paths.add(path + " " + json.getClass().getSimpleName());
        }
        return paths;
    }

    private static String resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(MetaWebhookFactoryTest.class.getResourceAsStream("/meta/" + name))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
