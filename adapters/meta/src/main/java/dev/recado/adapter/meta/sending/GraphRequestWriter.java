package dev.recado.adapter.meta.sending;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recado.adapter.meta.api.JsonFields;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.text.TextCleaner;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes requests in Meta's format.
///
/// @param bsuidField the field for a user without a phone number: `recipient`, or `to` as for other users
public record GraphRequestWriter(String bsuidField) {
    /// Marks messages that are not part of an answer: their receipts are ignored.
    public static final String NO_PART = "recado:no-part";

    private static final Set<MediaKind> WITH_CAPTION = Set.of(MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.DOCUMENT);
    private static final int MAX_FILE_NAME = 240;

    /// A part of an answer; Meta returns its id with every status of the message.
    ObjectNode part(OutboundMessage part) {
        ObjectNode message = message(part.to(), part.id().value());
        return switch (part.content()) {
            case OutboundContent.Text text -> text(message, text.text());
            case OutboundContent.Media media -> media(message, media);
            case OutboundContent.Choices choices -> choices(message, choices);
            case OutboundContent.Template template -> template(message, template);
        };
    }

    /// Only the text of a part.
    ObjectNode words(OutboundMessage part) {
        return text(message(part.to(), part.id().value()), part.text());
    }

    /// A text that is not part of an answer.
    ObjectNode note(UserAddress to, String text) {
        return text(message(to, NO_PART), text);
    }

    /// Marks a message and those before it as read, and shows the typing indicator for 25 seconds.
    static ObjectNode typing(String messageId) {
        ObjectNode request = read(messageId);
        request.putObject("typing_indicator").put("type", "text");
        return request;
    }

    /// Marks a message and those before it as read.
    static ObjectNode read(String messageId) {
        return JsonFields.object()
                .put("messaging_product", "whatsapp")
                .put("status", "read")
                .put("message_id", messageId);
    }

    private ObjectNode message(UserAddress to, String data) {
        ObjectNode message =
                JsonFields.object().put("messaging_product", "whatsapp").put("recipient_type", "individual");
        switch (to) {
            case UserAddress.Phone phone -> message.put("to", phone.waId());
            case UserAddress.BusinessScoped scoped -> message.put(bsuidField, scoped.id());
        }
        return message.put("biz_opaque_callback_data", data);
    }

    private static ObjectNode text(ObjectNode message, String text) {
        message.put("type", "text");
        message.putObject("text")
                .put("preview_url", text.contains("https://") || text.contains("http://"))
                .put("body", text);
        return message;
    }

    /// A file by its URL. A kind without captions is sent as text, followed by the file's URL.
    private static ObjectNode media(ObjectNode message, OutboundContent.Media media) {
        boolean hasCaption = !media.caption().isBlank();
        if (hasCaption && !WITH_CAPTION.contains(media.mediaKind())) {
            return text(message, media.caption() + "\n" + media.url());
        }
        String type = media.mediaKind().id();
        ObjectNode file = message.put("type", type).putObject(type).put("link", media.url());
        if (hasCaption) {
            file.put("caption", media.caption());
        }
        String name = media.mediaKind() == MediaKind.DOCUMENT ? fileName(media.url()) : null;
        if (name != null) {
            file.put("filename", name);
        }
        return message;
    }

    private static @Nullable String fileName(String url) {
        String path = url.replaceAll("[?#].*", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        try {
            String name = TextCleaner.line(URLDecoder.decode(last, StandardCharsets.UTF_8));
            return name.isEmpty() || name.length() > MAX_FILE_NAME ? null : name;
        } catch (IllegalArgumentException _) {
            return last;
        }
    }

    private static ObjectNode choices(ObjectNode message, OutboundContent.Choices choices) {
        message.put("type", "interactive");
        ObjectNode interactive = message.putObject("interactive").put("type", choices.asButtons() ? "button" : "list");
        interactive.putObject("body").put("text", choices.text());
        ObjectNode action = interactive.putObject("action");
        if (choices.asButtons()) {
            buttons(action.putArray("buttons"), choices.options());
        } else {
            action.put("button", choices.label());
            rows(action.putArray("sections").addObject().putArray("rows"), choices.options());
        }
        return message;
    }

    private static void buttons(ArrayNode buttons, List<OutboundContent.Option> options) {
        for (OutboundContent.Option option : options) {
            buttons.addObject()
                    .put("type", "reply")
                    .putObject("reply")
                    .put("id", option.id())
                    .put("title", option.title());
        }
    }

    private static void rows(ArrayNode rows, List<OutboundContent.Option> options) {
        for (OutboundContent.Option option : options) {
            ObjectNode row = rows.addObject().put("id", option.id()).put("title", option.title());
            String description = option.description();
            if (description != null && !description.isBlank()) {
                row.put("description", description);
            }
        }
    }

    private static ObjectNode template(ObjectNode message, OutboundContent.Template template) {
        message.put("type", "template");
        ObjectNode it = message.putObject("template").put("name", template.reference());
        // Meta's OpenAPI document requires the policy, although its examples leave it out.
        it.putObject("language").put("policy", "deterministic").put("code", template.languageTag());
        if (!template.variables().isEmpty()) {
            ArrayNode parameters =
                    it.putArray("components").addObject().put("type", "body").putArray("parameters");
            // A template's parameter accepts neither line ends nor repeated spaces.
            template.variables()
                    .forEach(value ->
                            parameters.addObject().put("type", "text").put("text", value.replaceAll("\\s+", " ")));
        }
        return message;
    }
}
