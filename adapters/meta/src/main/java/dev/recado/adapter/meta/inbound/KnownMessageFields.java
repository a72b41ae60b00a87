package dev.recado.adapter.meta.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The fields of a message that are read. A message with any other field is also kept in its raw form.
final class KnownMessageFields {
    private static final Set<String> FIELDS = fields();
    private static final Set<String> OBJECTS = objects();

    private KnownMessageFields() {}

    private static Set<String> fields() {
        Stream<String> files = Stream.of("image", "video", "audio", "document", "sticker")
                .flatMap(kind -> Stream.of("id", "url", "mime_type", "sha256", "caption", "filename", "voice")
                        .map(field -> kind + "." + field));
        Set<String> contents = Stream.concat(
                        files,
                        Stream.of(
                                "type",
                                "text.body",
                                "location.latitude",
                                "location.longitude",
                                "location.name",
                                "location.address",
                                "contacts.name.formatted_name",
                                "contacts.phones.phone",
                                "contacts.emails.email",
                                "button.payload",
                                "button.text",
                                "interactive.type",
                                "interactive.button_reply.id",
                                "interactive.button_reply.title",
                                "interactive.list_reply.id",
                                "interactive.list_reply.title",
                                "interactive.nfm_reply.response_json",
                                "reaction.message_id",
                                "reaction.emoji",
                                "order.catalog_id",
                                "order.text",
                                "order.product_items.product_retailer_id",
                                "order.product_items.quantity",
                                "order.product_items.item_price",
                                "order.product_items.currency"))
                .collect(Collectors.toSet());
        return Stream.of(
                        contents.stream(),
                        contents.stream().map(field -> "edit.message." + field),
                        Stream.of(
                                "from",
                                "from_user_id",
                                "id",
                                "timestamp",
                                "context.id",
                                "context.from",
                                "edit.original_message_id",
                                "revoke.original_message_id",
                                "system.body",
                                "system.type",
                                "system.wa_id"))
                .flatMap(each -> each)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The paths of the objects that hold these fields.
    private static Set<String> objects() {
        return FIELDS.stream()
                .flatMap(field -> IntStream.range(0, field.length())
                        .filter(at -> field.charAt(at) == '.')
                        .mapToObj(dot -> field.substring(0, dot)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether every field of it is read. Looks no deeper than there are fields that are read, because a body may be
    /// nested a thousand levels deep.
    static boolean coverAll(JsonNode message) {
        return message.properties().stream().allMatch(entry -> cover(entry.getKey(), entry.getValue()));
    }

    private static boolean cover(String path, JsonNode node) {
        return node.isArray()
                ? node.valueStream().allMatch(each -> !each.isArray() && coverOne(path, each))
                : coverOne(path, node);
    }

    private static boolean coverOne(String path, JsonNode node) {
        return node.isObject()
                ? OBJECTS.contains(path)
                        && node.properties().stream()
                                .allMatch(entry -> cover(path + "." + entry.getKey(), entry.getValue()))
                : FIELDS.contains(path);
    }
}
