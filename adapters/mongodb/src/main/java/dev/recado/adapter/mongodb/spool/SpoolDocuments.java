package dev.recado.adapter.mongodb.spool;

import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.instant;

import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Outbox.PendingPart;
import dev.recado.domain.message.Spool.Entry;
import java.nio.ByteBuffer;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;

/// Maps spool entries to BSON and back. A message has the same format as in the store.
final class SpoolDocuments {
    private static final DocumentCodec CODEC = new DocumentCodec();
    private static final String KIND = "kind";
    private static final String ARRIVED = "arrived";
    private static final String REPORTED = "reported";
    private static final String APOLOGISING = "apologising";
    private static final String MESSAGE = "message";
    private static final String MESSAGES = "messages";
    private static final String PART = "part";

    private SpoolDocuments() {}

    static byte[] write(Entry entry) {
        Document document = switch (entry) {
            case Entry.Message arrived ->
                new Document(KIND, ARRIVED).append(MESSAGE, MessageDocuments.inbound(arrived.message()));
            case Entry.Receipt reported -> receipt(reported.receipt()).append(KIND, REPORTED);
            case Entry.FailureNoticeMark apology ->
                new Document(KIND, APOLOGISING)
                        .append(
                                MESSAGES,
                                apology.messages().stream()
                                        .map(MessageDocuments::inbound)
                                        .toList())
                        .append(
                                PART,
                                SessionDocuments.pending(new PendingPart(apology.part(), DeliveryStatus.UNKNOWN)));
        };
        ByteBuffer bytes = new RawBsonDocument(document, CODEC).getByteBuffer().asNIO();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    /// @throws IllegalArgumentException for a kind of entry that this version does not know
    static Entry read(byte[] bytes) {
        Document document = new RawBsonDocument(bytes).decode(CODEC);
        String kind = document.getString(KIND);
        return switch (kind) {
            case ARRIVED -> new Entry.Message(MessageDocuments.inbound(document.get(MESSAGE, Document.class)));
            case REPORTED -> new Entry.Receipt(receipt(document));
            case APOLOGISING ->
                new Entry.FailureNoticeMark(
                        document.getList(MESSAGES, Document.class).stream()
                                .map(MessageDocuments::inbound)
                                .toList(),
                        SessionDocuments.pending(document.get(PART, Document.class))
                                .message());
            default -> throw new IllegalArgumentException("an entry of a kind not known here: " + kind);
        };
    }

    private static Document receipt(DeliveryReceipt receipt) {
        PartId part = receipt.partId();
        return new Document("channel", receipt.channel().id())
                .append("external_id", receipt.externalId())
                .append(PART, part == null ? null : part.value())
                .append("status", receipt.status().id())
                .append("error_code", receipt.errorCode())
                .append("error_text", receipt.errorText())
                .append("at", date(receipt.at()));
    }

    private static DeliveryReceipt receipt(Document document) {
        String part = document.getString(PART);
        return new DeliveryReceipt(
                Channel.ofId(document.getString("channel")),
                document.getString("external_id"),
                part == null ? null : new PartId(part),
                DeliveryStatus.ofId(document.getString("status")),
                document.getString("error_code"),
                document.getString("error_text"),
                instant(document, "at"));
    }
}
