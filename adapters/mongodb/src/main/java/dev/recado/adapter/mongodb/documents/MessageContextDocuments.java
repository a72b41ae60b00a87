package dev.recado.adapter.mongodb.documents;

import dev.recado.domain.message.MessageContext;
import dev.recado.domain.message.MessageContext.Audience;
import dev.recado.domain.message.MessageContext.Referral;
import java.util.Locale;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Maps the context of a message to a document and back.
final class MessageContextDocuments {
    private static final String AUDIENCE = "audience";
    private static final String QUOTED = "quoted";
    private static final String REFERRAL = "referral";

    private MessageContextDocuments() {}

    static Document write(MessageContext context) {
        Document document = new Document(AUDIENCE, context.audience().name().toLowerCase(Locale.ROOT));
        if (context.quotedId() != null) {
            document.append(QUOTED, context.quotedId());
        }
        Referral referral = context.referral();
        if (referral != null) {
            document.append(
                    REFERRAL,
                    new Document("kind", referral.kind())
                            .append("title", referral.title())
                            .append("text", referral.text())
                            .append("source_id", referral.sourceId())
                            .append("url", referral.url()));
        }
        return document;
    }

    static MessageContext read(@Nullable Document document) {
        return document == null
                ? MessageContext.NONE
                : new MessageContext(
                        Audience.valueOf(document.getString(AUDIENCE).toUpperCase(Locale.ROOT)),
                        document.getString(QUOTED),
                        referral(document.get(REFERRAL, Document.class)));
    }

    private static @Nullable Referral referral(@Nullable Document document) {
        return document == null
                ? null
                : new Referral(
                        document.getString("kind"),
                        document.getString("title"),
                        document.getString("text"),
                        document.getString("source_id"),
                        document.getString("url"));
    }
}
