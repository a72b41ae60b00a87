package dev.recado.adapter.meta.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.meta.api.JsonFields;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.Attachment;
import dev.recado.domain.message.Content.ChoiceKind;
import dev.recado.domain.message.Content.MediaKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the content of a message. Never throws: content that is not understood becomes unsupported content with
/// its type.
final class ContentReader {
    private static final int MAX_ITEMS = 200;
    private static final Set<String> TYPES = Set.of(
            "text",
            "image",
            "video",
            "audio",
            "document",
            "sticker",
            "location",
            "contacts",
            "button",
            "interactive",
            "reaction",
            "order",
            "edit",
            "revoke",
            "system");

    private ContentReader() {}

    /// The message's type; without one, the name of its content field.
    static String type(JsonNode message) {
        return JsonFields.line(message, "type")
                .or(() -> TYPES.stream().filter(message::has).sorted().findFirst())
                .orElse("unknown");
    }

    static Content read(JsonNode message) {
        String type = type(message);
        JsonNode it = message.path(type);
        return switch (type) {
            case "text" -> new Content.Text(JsonFields.text(it, "body").orElse(""));
            // The user opened the chat for the first time and has not written yet.
            case "request_welcome" -> new Content.Text("");
            case "image" -> file(MediaKind.IMAGE, it);
            case "video" -> file(MediaKind.VIDEO, it);
            case "audio" -> file(MediaKind.AUDIO, it);
            case "document" -> file(MediaKind.DOCUMENT, it);
            case "sticker" -> file(MediaKind.STICKER, it);
            case "location" -> location(it);
            case "contacts" -> contacts(message);
            case "button" -> choice(ChoiceKind.BUTTON, it, "payload", "text");
            case "interactive" -> interactive(it);
            case "reaction" -> reaction(it);
            case "order" -> order(it);
            case "edit" -> edit(it);
            case "revoke" -> target(it).<Content>map(Content.Revoke::new).orElseGet(() -> unsupported(type));
            case "system" -> SystemMessageReader.change(it);
            default -> unsupported(type);
        };
    }

    static Content unsupported(String type) {
        return new Content.Unsupported(type.length() <= MAX_ITEMS ? type : type.substring(0, MAX_ITEMS));
    }

    private static Content file(MediaKind kind, JsonNode file) {
        String id = JsonFields.line(file, "id").orElse(null);
        String url = JsonFields.line(file, "url").orElse(null);
        if (id == null && url == null) {
            return unsupported(kind.id());
        }
        Attachment attachment = new Attachment(
                url,
                JsonFields.line(file, "mime_type").orElse("application/octet-stream"),
                id,
                JsonFields.line(file, "sha256").orElse(null),
                JsonFields.line(file, "filename").orElse(null),
                file.path("voice").asBoolean());
        return new Content.Media(
                kind, List.of(attachment), JsonFields.text(file, "caption").orElse(""));
    }

    private static Content location(JsonNode it) {
        OptionalDouble latitude = coordinate(it, "latitude", 90);
        OptionalDouble longitude = coordinate(it, "longitude", 180);
        return latitude.isEmpty() || longitude.isEmpty()
                ? unsupported("location")
                : new Content.Location(
                        latitude.getAsDouble(),
                        longitude.getAsDouble(),
                        JsonFields.text(it, "name").orElse(null),
                        JsonFields.text(it, "address").orElse(null));
    }

    private static OptionalDouble coordinate(JsonNode it, String name, double limit) {
        double value = it.path(name).asDouble(Double.NaN);
        return Math.abs(value) <= limit ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static Content contacts(JsonNode message) {
        List<Content.Person> people = JsonFields.list(message, "contacts").stream()
                .limit(MAX_ITEMS)
                .map(ContentReader::person)
                .toList();
        return people.isEmpty() ? unsupported("contacts") : new Content.ContactCard(List.of(), people, "");
    }

    private static Content.Person person(JsonNode card) {
        JsonNode name = card.path("name");
        return new Content.Person(
                JsonFields.line(name, "formatted_name")
                        .or(() -> JsonFields.line(name, "first_name"))
                        .orElse(""),
                each(card, "phones", "phone"),
                each(card, "emails", "email"));
    }

    private static List<String> each(JsonNode card, String list, String name) {
        return JsonFields.list(card, list).stream()
                .limit(MAX_ITEMS)
                .flatMap(one -> JsonFields.line(one, name).stream())
                .toList();
    }

    private static Content interactive(JsonNode it) {
        String type = JsonFields.line(it, "type")
                .or(() -> Stream.of("button_reply", "list_reply", "nfm_reply", "call_permission_reply")
                        .filter(it::has)
                        .findFirst())
                .orElse("unknown");
        JsonNode reply = it.path(type);
        return switch (type) {
            case "button_reply" -> choice(ChoiceKind.BUTTON, reply, "id", "title");
            case "list_reply" -> choice(ChoiceKind.LIST, reply, "id", "title");
            case "nfm_reply" -> FlowAnswerReader.read(reply);
            // The user's choice in WhatsApp's own dialogue, which is not addressed to the business.
            case "call_permission_reply" -> unsupported("system." + type);
            default -> unsupported("interactive." + type);
        };
    }

    private static Content choice(ChoiceKind kind, JsonNode reply, String payload, String title) {
        Optional<String> id = JsonFields.text(reply, payload);
        Optional<String> words = JsonFields.text(reply, title);
        return id.isEmpty() && words.isEmpty()
                ? unsupported(kind.id())
                : new Content.Choice(kind, id.orElse(""), words.orElse(""));
    }

    /// Without an emoji it removes an earlier reaction.
    private static Content reaction(JsonNode it) {
        return new Content.Reaction(
                JsonFields.line(it, "emoji").orElse(""),
                JsonFields.line(it, "message_id").orElse(null));
    }

    private static Content order(JsonNode it) {
        List<Content.Item> items = new ArrayList<>();
        for (JsonNode item : JsonFields.list(it, "product_items")) {
            if (item.isObject() && items.size() < MAX_ITEMS) {
                items.add(new Content.Item(
                        JsonFields.line(item, "product_retailer_id").orElse(""),
                        Math.max(0, item.path("quantity").asInt()),
                        JsonFields.line(item, "item_price").orElse(""),
                        JsonFields.line(item, "currency").orElse("")));
            }
        }
        return items.isEmpty()
                ? unsupported("order")
                : new Content.Order(
                        JsonFields.line(it, "catalog_id").orElse(""),
                        items,
                        JsonFields.text(it, "text").orElse(""));
    }

    private static Content edit(JsonNode it) {
        JsonNode now = it.path("message");
        return target(it)
                .filter(target -> now.isObject() && !type(now).equals("edit"))
                .<Content>map(target -> new Content.Edit(target, read(now)))
                .orElseGet(() -> unsupported("edit"));
    }

    private static Optional<String> target(JsonNode it) {
        return JsonFields.line(it, "original_message_id");
    }
}
