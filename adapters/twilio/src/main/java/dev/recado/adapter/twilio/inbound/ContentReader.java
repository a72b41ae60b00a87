package dev.recado.adapter.twilio.inbound;

import dev.recado.domain.message.Consent;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.Attachment;
import dev.recado.domain.message.Content.ChoiceKind;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.text.TextCleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Reads the content of a message from its form. The parameters that are present decide; `MessageType`, which
/// Twilio does not document and older messages lack, only settles what they leave open. Never throws.
final class ContentReader {
    private static final int MAX_MEDIA = 50;
    private static final Set<String> CARD_TYPES = Set.of("text/vcard", "text/x-vcard", "text/directory");

    private ContentReader() {}

    static Content read(Form form) {
        String type = form.filled("MessageType")
                .map(value -> TextCleaner.line(value).toLowerCase(Locale.ROOT))
                .orElse("");
        String body = TextCleaner.clean(form.first("Body").orElse(""));
        return consent(form, body)
                .or(() -> choice(form, body))
                .or(() -> FlowAnswerReader.read(form, body))
                .or(() -> reaction(form, type, body))
                .or(() -> location(form))
                .or(() -> files(form, type, body))
                .orElseGet(() -> textOrUnsupported(type, body));
    }

    /// A keyword by which Twilio opted the user in or out, and told the user so.
    private static Optional<Content> consent(Form form, String body) {
        return form.filled("OptOutType")
                .map(type -> TextCleaner.line(type).toUpperCase(Locale.ROOT))
                .flatMap(type -> switch (type) {
                    case "STOP" -> Optional.of(new Content.ConsentNotice(Consent.NOTHING, body));
                    case "START" -> Optional.of(new Content.ConsentNotice(Consent.EVERYTHING, body));
                    case "HELP" -> Optional.of(new Content.ConsentNotice(null, body));
                    default -> Optional.empty();
                });
    }

    private static Optional<Content> choice(Form form, String body) {
        Optional<String> button = text(form, "ButtonText");
        Optional<String> payload = text(form, "ButtonPayload");
        if (button.isPresent() || payload.isPresent()) {
            return Optional.of(new Content.Choice(ChoiceKind.BUTTON, payload.orElse(""), button.orElse(body)));
        }
        Optional<String> row = text(form, "ListId");
        Optional<String> title = text(form, "ListTitle");
        if (row.isPresent() || title.isPresent()) {
            String shown = title.or(() -> Optional.of(body).filter(text -> !text.isBlank()))
                    .or(() -> text(form, "ListDescription"))
                    .orElse("");
            return Optional.of(new Content.Choice(ChoiceKind.LIST, row.orElse(""), shown));
        }
        return Optional.empty();
    }

    private static Optional<Content> reaction(Form form, String type, String body) {
        if (!type.equals("reaction")) {
            return Optional.empty();
        }
        return Optional.of(new Content.Reaction(
                body.strip(), text(form, "OriginalRepliedMessageSid").orElse(null)));
    }

    private static Optional<Content> location(Form form) {
        OptionalDouble latitude = coordinate(form, "Latitude", 90);
        OptionalDouble longitude = coordinate(form, "Longitude", 180);
        if (latitude.isEmpty() || longitude.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Content.Location(
                latitude.getAsDouble(),
                longitude.getAsDouble(),
                text(form, "Label").orElse(null),
                text(form, "Address").orElse(null)));
    }

    /// The files of a message. `NumMedia` is ignored: it may be absent or wrong, so the URLs themselves count.
    private static Optional<Content> files(Form form, String type, String body) {
        List<Attachment> files = new ArrayList<>();
        for (int i = 0; i < MAX_MEDIA; i++) {
            Optional<String> url = form.filled("MediaUrl" + i).map(TextCleaner::line);
            if (url.isEmpty()) {
                break;
            }
            String contentType =
                    form.filled("MediaContentType" + i).map(TextCleaner::line).orElse("application/octet-stream");
            files.add(new Attachment(url.get(), contentType));
        }
        boolean card = type.equals("contacts") || type.equals("contact");
        if (files.isEmpty()) {
            return card ? Optional.of(new Content.ContactCard(files, body)) : Optional.empty();
        }
        if (card || files.stream().allMatch(ContentReader::isCard)) {
            return Optional.of(new Content.ContactCard(files, body));
        }
        return Optional.of(new Content.Media(kind(type, files.getFirst()), files, body));
    }

    private static boolean isCard(Attachment file) {
        return CARD_TYPES.contains(bareType(file));
    }

    private static MediaKind kind(String type, Attachment first) {
        return switch (type) {
            case "image" -> MediaKind.IMAGE;
            case "audio", "voice", "ptt" -> MediaKind.AUDIO;
            case "video" -> MediaKind.VIDEO;
            case "document", "file" -> MediaKind.DOCUMENT;
            case "sticker" -> MediaKind.STICKER;
            default -> kind(bareType(first));
        };
    }

    private static MediaKind kind(String contentType) {
        // WhatsApp's photos are JPEG or PNG; its stickers are WebP.
        if (contentType.equals("image/webp")) {
            return MediaKind.STICKER;
        }
        return switch (contentType.split("/", 2)[0]) {
            case "image" -> MediaKind.IMAGE;
            case "audio" -> MediaKind.AUDIO;
            case "video" -> MediaKind.VIDEO;
            default -> MediaKind.DOCUMENT;
        };
    }

    private static String bareType(Attachment file) {
        return file.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static Content textOrUnsupported(String type, String body) {
        boolean text = !body.isBlank() || type.isEmpty() || type.equals("text");
        return text ? new Content.Text(body) : new Content.Unsupported(type);
    }

    private static OptionalDouble coordinate(Form form, String name, double limit) {
        String text = form.first(name).orElse("").strip();
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text);
            return Math.abs(value) <= limit ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    private static Optional<String> text(Form form, String name) {
        return form.filled(name).map(TextCleaner::clean).filter(text -> !text.isBlank());
    }
}
