package dev.recado.adapter.simulator.message;

import dev.recado.adapter.simulator.account.MetaAccount;
import dev.recado.adapter.simulator.fault.ProviderErrors;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.http.StandInResponse;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Meta's validation of messages to send, with its error codes.
public final class MetaSendRules {
    /// Why a message is refused.
    static final class InvalidMessageException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int code;
        private final String details;

        InvalidMessageException(int code, String details) {
            super(details);
            this.code = code;
            this.details = details;
        }
    }

    public static final int MISSING = 131_008;
    public static final int INVALID = 131_009;
    private static final int PARAMETER = 100;
    private static final int MAX_TEXT = 4_096;
    private static final int MAX_CAPTION = 1_024;
    private static final int MAX_CALLBACK_DATA = 512;
    private static final Set<String> TYPES = Set.of(
            "text",
            "image",
            "audio",
            "video",
            "document",
            "sticker",
            "template",
            "interactive",
            "reaction",
            "location",
            "contacts");
    private static final Set<String> COMMON = Set.of(
            "messaging_product", "recipient_type", "to", "recipient", "type", "context", "biz_opaque_callback_data");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ().-]{6,24}");
    public static final Pattern BUSINESS_SCOPED = Pattern.compile("[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}");

    private MetaSendRules() {}

    /// The refusal; null when the message is valid.
    public static StandInResponse.@Nullable Reply check(
            Map<String, @Nullable Object> request, MetaAccount account, ProviderErrors refusals) {
        try {
            require(Json.text(request, "messaging_product").equals("whatsapp"), "messaging_product is required");
            recipient(request, account);
            var type = type(request);
            if (!TYPES.contains(type)) {
                throw new InvalidMessageException(
                        PARAMETER, "Param type must be one of " + new java.util.TreeSet<>(TYPES));
            }
            checkKeys(request, "message", COMMON, type);
            if (Json.text(request, "biz_opaque_callback_data").length() > MAX_CALLBACK_DATA) {
                throw new InvalidMessageException(
                        PARAMETER, "Param biz_opaque_callback_data must be at most 512 characters long.");
            }
            if (request.containsKey("context")) {
                present(Json.named(request.get("context")), "context", "message_id");
            }
            content(type, request);
            return null;
        } catch (InvalidMessageException e) {
            return refusals.refused(e.code, e.details);
        }
    }

    /// The recipient in Meta's format; empty when it cannot be read. With both fields, `to` wins.
    public static String to(Map<String, @Nullable Object> request) {
        var to = Json.text(request, "to").isEmpty() ? Json.text(request, "recipient") : Json.text(request, "to");
        return BUSINESS_SCOPED.matcher(to).matches() ? to : to.replaceAll("\\D", "");
    }

    public static String type(Map<String, @Nullable Object> request) {
        return request.containsKey("type") ? Json.text(request, "type") : "text";
    }

    private static void recipient(Map<String, @Nullable Object> request, MetaAccount account) {
        var to = Json.text(request, "to");
        var recipient = Json.text(request, "recipient");
        require(!to.isEmpty() || !recipient.isEmpty(), "The parameter to is required.");
        if (!to.isEmpty()
                && !PHONE.matcher(to).matches()
                && !BUSINESS_SCOPED.matcher(to).matches()) {
            throw new InvalidMessageException(INVALID, "Param to is not a phone number: " + to);
        }
        if (to.isEmpty() && !BUSINESS_SCOPED.matcher(recipient).matches()) {
            throw new InvalidMessageException(
                    INVALID, "Param recipient is not a business-scoped user id: " + recipient);
        }
        if (to(request).equals(account.displayNumber())) {
            throw new InvalidMessageException(131_021, "Recipient phone number cannot be the same as the sender's");
        }
        var kind = request.get("recipient_type");
        if (kind != null && !kind.equals("individual")) {
            throw new InvalidMessageException(PARAMETER, "Param recipient_type must be one of {individual}");
        }
    }

    private static void content(String type, Map<String, @Nullable Object> request) {
        if (type.equals("contacts")) {
            require(!Json.objects(request, "contacts").isEmpty(), "The parameter contacts is required.");
            return;
        }
        require(request.get(type) instanceof Map, "The parameter " + type + " is required.");
        var content = Json.named(request.get(type));
        switch (type) {
            case "text" -> {
                checkKeys(content, type, Set.of("body", "preview_url"), "");
                checkLength(present(content, type, "body"), "text['body']", MAX_TEXT);
            }
            case "template" -> {
                present(content, type, "name");
                present(Json.named(content.get("language")), "template['language']", "code");
            }
            case "reaction" -> {
                present(content, type, "message_id");
                require(content.get("emoji") instanceof String, "The parameter reaction['emoji'] is required.");
            }
            case "interactive" -> MetaInteractiveRules.check(content);
            case "location" ->
                require(
                        content.get("latitude") != null && content.get("longitude") != null,
                        "The parameters location['latitude'] and location['longitude'] are required.");
            default -> media(type, content);
        }
    }

    private static void media(String type, Map<String, @Nullable Object> content) {
        var allowed = new HashSet<>(Set.of("id", "link"));
        if (Set.of("image", "video", "document").contains(type)) {
            allowed.add("caption");
        }
        if (type.equals("document")) {
            allowed.add("filename");
        }
        if (type.equals("audio")) {
            allowed.add("voice");
        }
        checkKeys(content, type, allowed, "");
        require(
                content.containsKey("id") != content.containsKey("link"),
                "One of " + type + "['id'] and " + type + "['link'] is required, and only one.");
        if (content.containsKey("link") && !isUrl(Json.text(content, "link"))) {
            throw new InvalidMessageException(INVALID, type + "['link'] is not a valid URL.");
        }
        checkLength(Json.text(content, "caption"), type + "['caption']", MAX_CAPTION);
    }

    static String present(Map<String, @Nullable Object> object, String where, String name) {
        var text = Json.text(object, name);
        require(!text.isBlank(), "The parameter " + where + "['" + name + "'] is required.");
        return text;
    }

    private static void checkLength(String text, String where, int max) {
        if (text.length() > max) {
            throw new InvalidMessageException(
                    PARAMETER, "Param " + where + " must be at most " + max + " characters long.");
        }
    }

    private static void checkKeys(
            Map<String, @Nullable Object> object, String where, Set<String> allowed, String alsoAllowed) {
        for (var name : List.copyOf(object.keySet())) {
            if (!allowed.contains(name) && !name.equals(alsoAllowed)) {
                throw new InvalidMessageException(
                        PARAMETER, "Unexpected key \"" + name + "\" on param \"" + where + "\".");
            }
        }
    }

    private static void require(boolean holds, String details) {
        if (!holds) {
            throw new InvalidMessageException(MISSING, details);
        }
    }

    private static boolean isUrl(String text) {
        try {
            var uri = URI.create(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
