package dev.recado.domain.message;

import dev.recado.domain.identity.UserAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The content of one inbound message.
public sealed interface Content {
    /// How much of a message is analysed, in UTF-16 units: WhatsApp's own limit for a text.
    int MAX_ANALYSED = 4_096;

    /// Returns the words the user wrote or chose, as stored; empty when there are none.
    default String text() {
        return "";
    }

    /// Returns the words that are analysed and given to a model: the beginning of a long message, because nothing
    /// that the guards did not read goes to a model.
    default String words() {
        return beginning(text(), MAX_ANALYSED);
    }

    /// Returns the first `longest` UTF-16 units, or one less where that would split a surrogate pair, without
    /// surrounding white space.
    static String beginning(String text, int longest) {
        if (text.length() <= longest) {
            return text.strip();
        }
        boolean splitsPair =
                Character.isHighSurrogate(text.charAt(longest - 1)) && Character.isLowSurrogate(text.charAt(longest));
        return text.substring(0, splitsPair ? longest - 1 : longest).strip();
    }

    /// Returns the stable name of the kind, as stored and logged.
    String kind();

    /// Returns whether this content needs a reply.
    default boolean asksForReply() {
        return true;
    }

    /// Returns whether the user wrote it to the business, which opens the service window.
    default boolean isWrittenByUser() {
        return true;
    }

    /// A text; blank when the user wrote nothing, for example only opened the chat.

    record Text(String text) implements Content {
        public Text {
            text = text.codePoints().anyMatch(Text::isVisible) ? text : "";
        }

        /// Returns whether the character shows anything; the Hangul and Braille fillers count as letters but are
        /// blank.
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

    /// One or several files of one kind, with their caption.
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

    /// A recording and its transcript.
    ///
    /// @param transcript blank when no words could be understood
    record Speech(Media recording, String transcript) implements Content {
        @Override
        public String text() {
            return transcript;
        }

        /// People say more in a recording than they type.
        @Override
        public String words() {
            return beginning(transcript, 4 * MAX_ANALYSED);
        }

        @Override
        public String kind() {
            return "speech";
        }
    }

    /// A file that the provider stores, named by a URL, the provider's id, or both.
    ///
    /// @param url where the provider stores it; may need the provider's credentials; never trusted
    /// @param contentType as the provider states it
    /// @param mediaId the provider's id of the file
    /// @param sha256 its checksum as the provider states it, in base64
    /// @param fileName as the user's device named it; never trusted
    /// @param voice whether it was recorded in WhatsApp itself
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

    /// A place.
    ///
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

    /// One or several contact cards, as files or already parsed.
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

    /// A person on a contact card. Nothing of it goes to a model.
    record Person(String name, List<String> phones, List<String> emails) {
        public Person {
            phones = List.copyOf(phones);
            emails = List.copyOf(emails);
        }
    }

    /// A button pressed or a list row picked. The title counts as the user's words; the payload is the business's
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

    /// A completed WhatsApp form (Flow): its fields, and the raw JSON they came in.
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

    /// A cart from the business's catalogue, and the text that came with it.
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

    /// @param price of one unit, as the provider writes it
    record Item(String productId, int quantity, String price, String currency) {}

    /// An edit of an earlier message. While that message waits, the new content is answered in its place;
    /// afterwards the edit changes nothing.
    record Edit(String targetExternalId, Content newContent) implements Content {
        public Edit {
            if (newContent instanceof Edit) {
                throw new IllegalArgumentException("an edit cannot contain an edit");
            }
        }

        @Override
        public String text() {
            return newContent.text();
        }

        @Override
        public String words() {
            return newContent.words();
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

    /// An earlier message deleted by its writer. It is not answered if it still waits.
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

    /// The user's address changed.
    record AddressChange(UserAddress newAddress) implements Content {
        @Override
        public String kind() {
            return "address_change";
        }

        @Override
        public boolean asksForReply() {
            return false;
        }
    }

    /// An emoji reaction to an earlier message; an empty emoji removes it. It needs no reply.
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

    /// A message that a person of the business sent to the user by other means, such as the WhatsApp phone app.
    ///
    /// @param content the content the person sent
    record StaffMessage(Content content) implements Content {
        @Override
        public String text() {
            return content.text();
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

    /// The provider's report that the user opted in or out. The provider has already replied to the user.
    ///
    /// @param consent null when the user only asked for help
    /// @param text what the user wrote for it; empty when the user changed a setting
    record ConsentNotice(@Nullable Consent consent, String text) implements Content {
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

    /// Content of an unknown type, or an empty message.
    ///
    /// @param type the provider's name of the type; `system.…` for the provider's own reports about the user
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
