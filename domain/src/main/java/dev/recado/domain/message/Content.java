package dev.recado.domain.message;

import dev.recado.domain.identity.UserAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one inbound message says.
public sealed interface Content {
    /// The most of a message that is analysed, in UTF-16 units: WhatsApp's own limit for a text.
    int MOST_ANALYSED = 4_096;

    /// The words the user wrote or chose, as they are stored; empty when there are none.
    default String text() {
        return "";
    }

    /// The words as they are analysed and given to a model: of a longer message the beginning. What no guard
    /// has read goes to no model.
    default String words() {
        return beginning(text(), MOST_ANALYSED);
    }

    /// The first so many UTF-16 units, or one less where that would halve a character; without blanks around.
    static String beginning(String text, int most) {
        if (text.length() <= most) {
            return text.strip();
        }
        boolean halves =
                Character.isHighSurrogate(text.charAt(most - 1)) && Character.isLowSurrogate(text.charAt(most));
        return text.substring(0, halves ? most - 1 : most).strip();
    }

    /// The stable name of the kind, as stored and logged.
    String kind();

    /// Whether it asks for a reply by itself.
    default boolean asksForReply() {
        return true;
    }

    /// Whether the user wrote it to the business, which opens the service window.
    default boolean isWrittenByUser() {
        return true;
    }

    /// Words; blank when nothing was written, as when a user only opens the chat.

    record Text(String text) implements Content {
        public Text {
            text = text.codePoints().anyMatch(Text::isVisible) ? text : "";
        }

        /// Whether one sees anything of it, and not a gap: the fillers of Hangul and Braille count as letters.
        private static boolean isVisible(int c) {
            return switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SPACE_SEPARATOR,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.NON_SPACING_MARK,
                        Character.UNASSIGNED -> false;
                default -> c != 0x2800 && c != 0x3164 && c != 0x115F && c != 0x1160 && c != 0xFFA0;
            };
        }

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

    /// A recording, and what is said in it.
    ///
    /// @param transcript blank when nobody could understand it
    record Speech(Media recording, String transcript) implements Content {
        @Override
        public String text() {
            return transcript;
        }

        /// People say more in a recording than they type.
        @Override
        public String words() {
            return beginning(transcript, 4 * MOST_ANALYSED);
        }

        @Override
        public String kind() {
            return "speech";
        }
    }

    /// A file that the provider keeps, named by a URL, an id of the provider's, or both.
    ///
    /// @param url where the provider keeps it; it may want the provider's credentials, and is never to be trusted
    /// @param contentType as the provider says
    /// @param mediaId the provider's id of the file
    /// @param sha256 its checksum as the provider gives it, in base64
    /// @param fileName as the user's device named it; never to be trusted
    /// @param voice whether it was spoken into WhatsApp itself
    record Attachment(
            @Nullable String url,
            String contentType,
            @Nullable String mediaId,
            @Nullable String sha256,
            @Nullable String fileName,
            boolean voice) {
        public Attachment(String url, String contentType) {
            this(url, contentType, null, null, null, false);
        }
    }

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

    /// One or several contact cards, as files or read already.
    record ContactCard(List<Attachment> cards, List<Person> people, String caption) implements Content {
        public ContactCard {
            cards = List.copyOf(cards);
            people = List.copyOf(people);
        }

        public ContactCard(List<Attachment> cards, String caption) {
            this(cards, List.of(), caption);
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

    /// Somebody on a contact card. None of it goes to a model.
    record Person(String name, List<String> phones, List<String> emails) {
        public Person {
            phones = List.copyOf(phones);
            emails = List.copyOf(emails);
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

    /// A basket from the business's catalogue, and the words that came with it.
    record Order(String catalogId, List<Item> items, String note) implements Content {
        public Order {
            items = List.copyOf(items);
        }

        @Override
        public String text() {
            return note;
        }

        @Override
        public String kind() {
            return "order";
        }
    }

    /// @param price of one, as the provider writes it
    record Item(String productId, int quantity, String price, String currency) {}

    /// An earlier message in new words. While that one waits these are answered in its place; later they change
    /// nothing.
    record Edit(String targetExternalId, Content now) implements Content {
        public Edit {
            if (now instanceof Edit) {
                throw new IllegalArgumentException("an edit gives a message, not an edit");
            }
        }

        @Override
        public String text() {
            return now.text();
        }

        @Override
        public String words() {
            return now.words();
        }

        @Override
        public String kind() {
            return "edit";
        }

        @Override
        public boolean asksForReply() {
            return false;
        }
    }

    /// An earlier message taken back. While that one waits it is not answered.
    record Revoke(String targetExternalId) implements Content {
        @Override
        public String kind() {
            return "revoke";
        }

        @Override
        public boolean asksForReply() {
            return false;
        }
    }

    /// The user goes by another address from now on.
    record AddressChange(UserAddress now) implements Content {
        @Override
        public String kind() {
            return "address_change";
        }

        @Override
        public boolean asksForReply() {
            return false;
        }
    }

    /// An emoji put on an earlier message; an empty emoji takes it away. It asks for no answer.
    record Reaction(String emoji, @Nullable String targetExternalId) implements Content {
        @Override
        public boolean asksForReply() {
            return false;
        }

        @Override
        public String text() {
            return emoji;
        }

        @Override
        public String kind() {
            return "reaction";
        }
    }

    /// What a person of the business wrote to the user from elsewhere, as from the WhatsApp phone app.
    ///
    /// @param said what the person wrote
    record StaffMessage(Content said) implements Content {
        @Override
        public String text() {
            return said.text();
        }

        @Override
        public String kind() {
            return "staff";
        }

        @Override
        public boolean asksForReply() {
            return false;
        }

        @Override
        public boolean isWrittenByUser() {
            return false;
        }
    }

    /// What the provider tells of whether the user wants to hear from the business. The provider has said to
    /// the user whatever is to be said.
    ///
    /// @param wish null when the user only asked how it is done
    /// @param text what the user wrote for it; empty for a setting
    record ConsentNotice(@Nullable Consent wish, String text) implements Content {
        @Override
        public String kind() {
            return "consent";
        }

        @Override
        public boolean asksForReply() {
            return false;
        }

        @Override
        public boolean isWrittenByUser() {
            return !text.isEmpty();
        }
    }

    /// Anything Recado does not know (yet), or a message with nothing in it.
    /// @param type the provider's own name of it; `system.…` for what the provider itself says of the user
    record Unsupported(String type) implements Content {
        @Override
        public boolean asksForReply() {
            return !type.startsWith("system.");
        }

        @Override
        public String kind() {
            return "unsupported";
        }
    }
}
