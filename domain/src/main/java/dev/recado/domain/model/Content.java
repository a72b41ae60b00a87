package dev.recado.domain.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one inbound message says.
public sealed interface Content {

    /// The words the user wrote or chose, for the model and the stored record; empty when there are none.
    default String text() {
        return "";
    }

    /// The stable name of the kind, as stored and logged.
    String kind();

    record Text(String text) implements Content {
        @Override
        public String kind() {
            return "text";
        }
    }

    /// One or several files of one kind, with the caption that came along.
    record Media(MediaKind mediaKind, List<Attachment> attachments, String caption) implements Content {
        public Media {
            attachments = List.copyOf(attachments);
            if (attachments.isEmpty()) {
                throw new IllegalArgumentException("media has at least one attachment");
            }
        }

        @Override
        public String text() {
            return caption;
        }

        @Override
        public String kind() {
            return mediaKind.id();
        }
    }

    /// @param url where the provider keeps the file; it may want the provider's credentials, and is never to be
    ///     trusted
    record Attachment(String url, String contentType) {}

    enum MediaKind {
        IMAGE,
        AUDIO,
        VIDEO,
        DOCUMENT,
        STICKER;

        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// @param label the place's name, if the user picked one
    record Location(
            double latitude,
            double longitude,
            @Nullable String label,
            @Nullable String address) implements Content {
        @Override
        public String kind() {
            return "location";
        }
    }

    /// One or several contact cards.
    record ContactCard(List<Attachment> cards, String caption) implements Content {
        public ContactCard {
            cards = List.copyOf(cards);
        }

        @Override
        public String text() {
            return caption;
        }

        @Override
        public String kind() {
            return "contact";
        }
    }

    /// A button pressed or a list row picked. Its title stands for the user's words; its payload is the business's
    /// own.
    record Choice(ChoiceKind choiceKind, String payload, String title) implements Content {
        @Override
        public String text() {
            return title.isBlank() ? payload : title;
        }

        @Override
        public String kind() {
            return choiceKind.id();
        }
    }

    enum ChoiceKind {
        BUTTON,
        LIST;

        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// A form filled in inside WhatsApp: its fields, and the raw JSON they came in.
    record FlowReply(Map<String, String> fields, String json) implements Content {
        public FlowReply {
            fields = Map.copyOf(fields);
        }

        @Override
        public String text() {
            return fields.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(e -> e.getKey() + ": " + e.getValue())
                    .collect(java.util.stream.Collectors.joining("\n"));
        }

        @Override
        public String kind() {
            return "flow";
        }
    }

    /// An emoji put on an earlier message; an empty emoji takes it away. It asks for no answer.
    record Reaction(String emoji, @Nullable String targetExternalId) implements Content {
        @Override
        public String text() {
            return emoji;
        }

        @Override
        public String kind() {
            return "reaction";
        }
    }

    /// Anything Recado does not know (yet), or a message with nothing in it.
    /// @param type the provider's own name of it
    record Unsupported(String type) implements Content {
        @Override
        public String kind() {
            return "unsupported";
        }
    }
}
