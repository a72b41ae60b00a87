package dev.recado.adapter.simulator.page;

import dev.recado.adapter.simulator.StandIn;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.message.StandInWebhook;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Maps an action of a simulated user on the page to the webhook that the provider would send.
final class PageActionMapper {
    private static final Pattern USER =
            Pattern.compile("(whatsapp:)?(\\+[1-9]\\d{6,14}|[A-Z]{2}\\.[A-Za-z0-9]{1,128})");
    private static final int MAX_TEXT = 4_096;
    private static final double PLACE_LATITUDE = 40.4153;
    private static final double PLACE_LONGITUDE = -3.6845;

    private PageActionMapper() {}

    /// @throws IllegalArgumentException with the reason, when there is no such message
    static StandInWebhook webhook(Map<String, @Nullable Object> json, StandIn standIn) {
        var from = Json.text(json, "from");
        if (!USER.matcher(from).matches()) {
            throw new IllegalArgumentException("not a user's address: " + from);
        }
        var draft = standIn.from(from);
        var name = Json.text(json, "name");
        if (!name.isBlank()) {
            draft.named(cut(name, 64));
        }
        var about = Json.text(json, "about");
        if (!about.isBlank()) {
            draft.replyingTo(about);
        }
        var text = cut(Json.text(json, "text"), MAX_TEXT);
        return switch (Json.text(json, "kind")) {
            case "text" -> draft.text(required(text, "text"));
            case "voice" -> draft.voiceNote();
            case "image" -> draft.image(text);
            case "video" -> draft.video(text);
            case "document" -> draft.document(text);
            case "sticker" -> draft.sticker();
            case "location" ->
                draft.location(
                        PLACE_LATITUDE, PLACE_LONGITUDE, "Parque del Retiro", "Plaza de la Independencia, Madrid");
            case "button" ->
                draft.button(required(cut(text, 25), "text"), required(Json.text(json, "payload"), "payload"));
            case "list" ->
                draft.listChoice(
                        required(Json.text(json, "payload"), "payload"),
                        required(cut(text, 24), "text"),
                        cut(Json.text(json, "description"), 72));
            case "reaction" -> draft.reaction(cut(required(text, "emoji"), 16), required(Json.text(json, "to"), "to"));
            default -> throw new IllegalArgumentException("no such kind of message: " + Json.text(json, "kind"));
        };
    }

    private static String required(String text, String what) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a message needs its " + what);
        }
        return text;
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }
}
