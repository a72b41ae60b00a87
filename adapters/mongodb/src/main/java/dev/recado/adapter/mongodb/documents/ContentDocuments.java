package dev.recado.adapter.mongodb.documents;

import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Consent;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.AddressChange;
import dev.recado.domain.message.Content.Attachment;
import dev.recado.domain.message.Content.Choice;
import dev.recado.domain.message.Content.ChoiceKind;
import dev.recado.domain.message.Content.ConsentNotice;
import dev.recado.domain.message.Content.ContactCard;
import dev.recado.domain.message.Content.Edit;
import dev.recado.domain.message.Content.FlowReply;
import dev.recado.domain.message.Content.Item;
import dev.recado.domain.message.Content.Location;
import dev.recado.domain.message.Content.Media;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.Content.Order;
import dev.recado.domain.message.Content.Person;
import dev.recado.domain.message.Content.Reaction;
import dev.recado.domain.message.Content.Revoke;
import dev.recado.domain.message.Content.Speech;
import dev.recado.domain.message.Content.StaffMessage;
import dev.recado.domain.message.Content.Text;
import dev.recado.domain.message.Content.Unsupported;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.Document;

/// Maps a message's content to a document and back. The format is Recado's own; other readers use `content`, the
/// plain text.
public final class ContentDocuments {
    private static final String FORM = "form";
    private static final String TEXT = "text";
    private static final String FILES = "files";

    private ContentDocuments() {}

    public static Document write(Content content) {
        return switch (content) {
            case Text text -> form("text").append(TEXT, text.text());
            case Media media ->
                form("media")
                        .append("kind", media.mediaKind().id())
                        .append(FILES, files(media.attachments()))
                        .append(TEXT, media.caption());
            case Speech speech ->
                form("speech").append("recording", write(speech.recording())).append(TEXT, speech.transcript());
            case Location place ->
                form("location")
                        .append("latitude", place.latitude())
                        .append("longitude", place.longitude())
                        .append("label", place.label())
                        .append("address", place.address());
            case ContactCard card ->
                form("contact")
                        .append(FILES, files(card.cards()))
                        .append("people", people(card.people()))
                        .append(TEXT, card.caption());
            case Choice choice ->
                form("choice")
                        .append("kind", choice.choiceKind().id())
                        .append("payload", choice.payload())
                        .append(TEXT, choice.title());
            case FlowReply flow ->
                form("flow").append("fields", fields(flow.fields())).append("json", flow.json());
            case Order order ->
                form("order")
                        .append("catalog", order.catalogId())
                        .append("items", items(order.items()))
                        .append(TEXT, order.note());
            case Edit edit ->
                form("edit").append("target", edit.targetExternalId()).append("now", write(edit.newContent()));
            case Revoke revoke -> form("revoke").append("target", revoke.targetExternalId());
            case AddressChange change ->
                form("address_change").append("now", change.newAddress().waId());
            case Reaction reaction ->
                form("reaction").append(TEXT, reaction.emoji()).append("target", reaction.targetExternalId());
            case StaffMessage staff -> form("staff").append("said", write(staff.content()));
            case ConsentNotice notice ->
                form("consent")
                        .append(
                                "wish",
                                notice.consent() == null
                                        ? null
                                        : notice.consent().id())
                        .append(TEXT, notice.text());
            case Unsupported unsupported -> form("unsupported").append("type", unsupported.type());
        };
    }

    static Content read(Document document) {
        String form = document.getString(FORM);
        return switch (form) {
            case "text" -> new Text(document.getString(TEXT));
            case "media" -> media(document);
            case "speech" -> new Speech(media(document.get("recording", Document.class)), document.getString(TEXT));
            case "location" ->
                new Location(
                        document.getDouble("latitude"),
                        document.getDouble("longitude"),
                        document.getString("label"),
                        document.getString("address"));
            case "contact" -> new ContactCard(attachments(document), people(document), document.getString(TEXT));
            case "choice" -> new Choice(choiceKind(document), document.getString("payload"), document.getString(TEXT));
            case "flow" -> new FlowReply(fields(document), document.getString("json"));
            case "order" -> new Order(document.getString("catalog"), items(document), document.getString(TEXT));
            case "edit" -> new Edit(document.getString("target"), read(document.get("now", Document.class)));
            case "revoke" -> new Revoke(document.getString("target"));
            case "address_change" -> new AddressChange(UserAddress.ofWaId(document.getString("now")));
            case "reaction" -> new Reaction(document.getString(TEXT), document.getString("target"));
            case "staff" -> new StaffMessage(read(document.get("said", Document.class)));
            case "consent" -> consent(document);
            case "unsupported" -> new Unsupported(document.getString("type"));
            // Written by a newer version of Recado: unknown here, and kept.
            default -> new Unsupported(form);
        };
    }

    private static ConsentNotice consent(Document document) {
        String wish = document.getString("wish");
        return new ConsentNotice(wish == null ? null : Consent.ofId(wish), document.getString(TEXT));
    }

    private static Media media(Document document) {
        return new Media(mediaKind(document), attachments(document), document.getString(TEXT));
    }

    private static Document form(String name) {
        return new Document(FORM, name);
    }

    private static MediaKind mediaKind(Document document) {
        return MediaKind.valueOf(document.getString("kind").toUpperCase(Locale.ROOT));
    }

    private static ChoiceKind choiceKind(Document document) {
        return ChoiceKind.valueOf(document.getString("kind").toUpperCase(Locale.ROOT));
    }

    private static List<Document> files(List<Attachment> attachments) {
        return attachments.stream()
                .map(file -> new Document("url", file.url())
                        .append("content_type", file.contentType())
                        .append("media_id", file.mediaId())
                        .append("sha256", file.sha256())
                        .append("file_name", file.fileName())
                        .append("voice", file.voice()))
                .toList();
    }

    private static List<Attachment> attachments(Document document) {
        return document.getList(FILES, Document.class).stream()
                .map(file -> new Attachment(
                        file.getString("url"),
                        file.getString("content_type"),
                        file.getString("media_id"),
                        file.getString("sha256"),
                        file.getString("file_name"),
                        file.getBoolean("voice", false)))
                .toList();
    }

    private static List<Document> people(List<Person> people) {
        return people.stream()
                .map(person -> new Document("name", person.name())
                        .append("phones", person.phones())
                        .append("emails", person.emails()))
                .toList();
    }

    private static List<Person> people(Document document) {
        return document.getList("people", Document.class, List.of()).stream()
                .map(person -> new Person(
                        person.getString("name"),
                        person.getList("phones", String.class),
                        person.getList("emails", String.class)))
                .toList();
    }

    private static List<Document> items(List<Item> items) {
        return items.stream()
                .map(item -> new Document("product", item.productId())
                        .append("quantity", item.quantity())
                        .append("price", item.price())
                        .append("currency", item.currency()))
                .toList();
    }

    private static List<Item> items(Document document) {
        return document.getList("items", Document.class).stream()
                .map(item -> new Item(
                        item.getString("product"),
                        item.getInteger("quantity"),
                        item.getString("price"),
                        item.getString("currency")))
                .toList();
    }

    // A list of pairs, because a form's field names are the business's own and may contain dots and dollar signs.
    private static List<Document> fields(Map<String, String> fields) {
        return fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(field -> new Document("name", field.getKey()).append("value", field.getValue()))
                .toList();
    }

    private static Map<String, String> fields(Document document) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Document field : document.getList("fields", Document.class)) {
            fields.put(field.getString("name"), field.getString("value"));
        }
        return fields;
    }
}
