package dev.recado.adapter.simulator.message;

import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads a message's content from Twilio's parameters: the webhook's for an inbound message, Recado's request for
/// an outbound one.
public final class TwilioContentReader {
    private static final Map<String, String> DETAILS = Map.of(
            "ProfileName", "name",
            "OriginalRepliedMessageSid", "about",
            "ButtonPayload", "payload",
            "ListId", "payload",
            "Latitude", "latitude",
            "Longitude", "longitude",
            "Label", "label",
            "Address", "address",
            "ContentSid", "template");

    private TwilioContentReader() {}

    public static StandInContent of(Form form) {
        var media = new ArrayList<>(form.all("MediaUrl"));
        for (int i = 0; form.has("MediaUrl" + i); i++) {
            media.add(form.firstOr("MediaUrl" + i, ""));
        }
        var details = new LinkedHashMap<String, String>();
        for (var parameter : form.parameters()) {
            var name = DETAILS.get(parameter.name());
            if (name != null && !parameter.value().isEmpty()) {
                details.put(name, parameter.value());
            }
        }
        var other = form.firstOr("ExternalUserId", "");
        if (!other.isEmpty() && !other.equals(form.firstOr("From", ""))) {
            details.put("alsoKnownAs", other);
        }
        var text = form.firstOr("Body", "");
        return new StandInContent(
                kind(form), text.isEmpty() ? variables(form) : text, media, List.of(), details, form.encoded());
    }

    private static String variables(Form form) {
        try {
            return Json.readObject(form.firstOr("ContentVariables", "{}")).values().stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static String kind(Form form) {
        if (form.firstOr("MessageType", "").equals("reaction")) {
            return "reaction";
        }
        if (!form.firstOr("ContentSid", "").isEmpty()) {
            return "template";
        }
        if (form.has("Latitude")) {
            return "location";
        }
        if (form.has("ButtonText")) {
            return "button";
        }
        if (form.has("ListId")) {
            return "list";
        }
        return media(form);
    }

    private static String media(Form form) {
        var type = form.firstOr("MediaContentType0", "");
        if (type.startsWith("audio/")) {
            return "voice";
        }
        if (type.equals("text/vcard")) {
            return "contacts";
        }
        if (type.startsWith("image/") || type.startsWith("video/")) {
            return form.firstOr("MessageType", "").equals("sticker") ? "sticker" : type.substring(0, 5);
        }
        return type.isEmpty() ? "text" : "document";
    }
}
