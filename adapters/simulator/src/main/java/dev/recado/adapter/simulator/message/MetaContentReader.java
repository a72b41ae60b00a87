package dev.recado.adapter.simulator.message;

import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.message.StandInContent.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a message's content from Meta's JSON: a webhook with one message for an inbound message, Recado's
/// request for an outbound one.
public final class MetaContentReader {
    private MetaContentReader() {}

    public static StandInContent of(Map<String, @Nullable Object> json) {
        return json.containsKey("entry") ? inbound(json) : outbound(json);
    }

    private static StandInContent inbound(Map<String, @Nullable Object> json) {
        var value = MetaInboundWebhook.values(json).getFirst();
        var message = Json.objects(value, "messages").getFirst();
        var contact = Json.objects(value, "contacts").stream().findFirst().orElseGet(() -> Json.object());
        var type = Json.text(message, "type");
        var content = Json.named(message.get(type));
        var about = new LinkedHashMap<String, String>();
        put(about, "name", Json.text(Json.named(contact.get("profile")), "name"));
        put(about, "alsoKnownAs", Json.text(message, "from").isEmpty() ? "" : Json.text(message, "from_user_id"));
        put(about, "about", Json.text(Json.named(message.get("context")), "id"));
        details(content, about);
        return switch (type) {
            case "text" -> content("text", Json.text(content, "body"), about, json);
            case "audio" -> media(Boolean.TRUE.equals(content.get("voice")) ? "voice" : "audio", content, about, json);
            case "image", "video", "document", "sticker" -> media(type, content, about, json);
            case "button", "reaction", "system" -> content(type, textOf(content), about, json);
            case "interactive" -> choice(content, about, json);
            case "edit" -> {
                var now = Json.named(content.get("message"));
                var part = Json.named(now.get(Json.text(now, "type")));
                yield content(type, textOf(part), about, json);
            }
            case "contacts" ->
                content(
                        type,
                        Json.objects(message, "contacts").stream()
                                .map(card -> Json.text(Json.named(card.get("name")), "formatted_name"))
                                .collect(Collectors.joining(", ")),
                        about,
                        json);
            default -> content(type, textOf(content), about, json);
        };
    }

    private static StandInContent choice(
            Map<String, @Nullable Object> interactive, Map<String, String> about, Map<String, @Nullable Object> json) {
        var type = Json.text(interactive, "type");
        var reply = Json.named(interactive.get(type));
        put(about, "payload", Json.text(reply, "id"));
        var kind = switch (type) {
            case "button_reply" -> "button";
            case "list_reply" -> "list";
            default -> type;
        };
        return content(kind, textOf(reply), about, json);
    }

    private static StandInContent outbound(Map<String, @Nullable Object> request) {
        var type = MetaSendRules.type(request);
        var content = Json.named(request.get(type));
        var about = new LinkedHashMap<String, String>();
        put(about, "part", Json.text(request, "biz_opaque_callback_data"));
        put(about, "about", Json.text(Json.named(request.get("context")), "message_id"));
        details(content, about);
        return switch (type) {
            case "audio", "image", "video", "document", "sticker" -> media(type, content, about, request);
            case "template" -> {
                put(about, "template", Json.text(content, "name"));
                put(about, "language", Json.text(Json.named(content.get("language")), "code"));
                yield content(type, variables(content), about, request);
            }
            case "interactive" -> choices(content, about, request);
            default -> content(type, textOf(content), about, request);
        };
    }

    private static StandInContent choices(
            Map<String, @Nullable Object> interactive, Map<String, String> about, Map<String, @Nullable Object> json) {
        var action = Json.named(interactive.get("action"));
        put(about, "menu", Json.text(action, "button"));
        var buttons = Json.objects(action, "buttons").stream().map(button -> Json.named(button.get("reply")));
        var rows = Json.objects(action, "sections").stream().flatMap(section -> Json.objects(section, "rows").stream());
        var options = Stream.concat(buttons, rows)
                .map(option -> new Option(
                        Json.text(option, "id"), Json.text(option, "title"), Json.text(option, "description")))
                .toList();
        var text = Json.text(Json.named(interactive.get("body")), "text");
        return new StandInContent("choices", text, List.of(), options, about, Json.write(json));
    }

    private static String variables(Map<String, @Nullable Object> template) {
        return Json.objects(template, "components").stream()
                .flatMap(component -> Json.objects(component, "parameters").stream())
                .map(parameter -> Json.text(parameter, "text"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static StandInContent media(
            String kind,
            Map<String, @Nullable Object> content,
            Map<String, String> about,
            Map<String, @Nullable Object> json) {
        var url = Json.text(content, "link").isEmpty() ? Json.text(content, "url") : Json.text(content, "link");
        var media = url.isEmpty() ? List.<String>of() : List.of(url);
        return new StandInContent(kind, textOf(content), media, List.of(), about, Json.write(json));
    }

    private static StandInContent content(
            String kind, String text, Map<String, String> about, Map<String, @Nullable Object> json) {
        return new StandInContent(kind, text, List.of(), List.of(), about, Json.write(json));
    }

    private static String textOf(Map<String, @Nullable Object> content) {
        return Stream.of("body", "text", "title", "caption", "emoji")
                .map(name -> Json.text(content, name))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static void details(Map<String, @Nullable Object> content, Map<String, String> about) {
        put(about, "payload", Json.text(content, "payload"));
        put(about, "about", Json.text(content, "message_id"));
        put(about, "about", Json.text(content, "original_message_id"));
        put(about, "file", Json.text(content, "filename"));
        put(about, "label", Json.text(content, "name"));
        put(about, "address", Json.text(content, "address"));
        put(about, "latitude", content.get("latitude") instanceof Number number ? number.toString() : "");
        put(about, "longitude", content.get("longitude") instanceof Number number ? number.toString() : "");
    }

    private static void put(Map<String, String> details, String name, String value) {
        if (!value.isEmpty()) {
            details.put(name, value);
        }
    }
}
