package dev.recado.adapter.mongodb.kept;

import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.instant;

import dev.recado.adapter.mongodb.documents.AuthorDocuments;
import dev.recado.domain.kept.CannedReply;
import dev.recado.domain.kept.Edit;
import dev.recado.domain.kept.KeptItem;
import dev.recado.domain.kept.Label;
import dev.recado.domain.teaching.TaughtAnswer;
import dev.recado.domain.text.Language;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The items of kept lists as documents.
public final class KeptDocuments {
    public static final String CANNED_REPLIES = "canned_replies";
    public static final String LABELS = "labels";

    public static final String ANSWERS = "answers";

    private static final String ID = "id";
    private static final String QUESTIONS = "questions";
    private static final String NAME = "name";
    private static final String TEXT = "text";
    private static final String LANGUAGE = "language";
    private static final String COLOR = "color";
    private static final String BY = "by";
    private static final String AT = "at";
    private static final String VERSION = "version";

    private KeptDocuments() {}

    public static Document write(CannedReply reply) {
        Language language = reply.language();
        return item(reply).append(TEXT, reply.text()).append(LANGUAGE, language == null ? null : language.tag());
    }

    public static CannedReply cannedReply(Document document) {
        return new CannedReply(
                document.getString(ID),
                document.getString(NAME),
                document.getString(TEXT),
                language(document.getString(LANGUAGE)),
                edit(document));
    }

    public static Document write(Label label) {
        return item(label).append(COLOR, label.color());
    }

    public static Label label(Document document) {
        return new Label(document.getString(ID), document.getString(NAME), document.getString(COLOR), edit(document));
    }

    public static Document write(TaughtAnswer answer) {
        return item(answer)
                .append(QUESTIONS, answer.questions())
                .append(TEXT, answer.answer())
                .append(LANGUAGE, answer.language().tag());
    }

    public static TaughtAnswer answer(Document document) {
        return new TaughtAnswer(
                document.getString(ID),
                document.getList(QUESTIONS, String.class),
                document.getString(TEXT),
                new Language(document.getString(LANGUAGE)),
                edit(document));
    }

    private static @Nullable Language language(@Nullable String tag) {
        return tag == null ? null : new Language(tag);
    }

    private static Document item(KeptItem item) {
        return new Document(ID, item.id())
                .append(NAME, item.name())
                .append(BY, AuthorDocuments.write(item.edit().by()))
                .append(AT, date(item.edit().at()))
                .append(VERSION, item.edit().version());
    }

    private static Edit edit(Document document) {
        return new Edit(
                Objects.requireNonNull(AuthorDocuments.read(document.get(BY, Document.class))),
                instant(document, AT),
                document.getInteger(VERSION));
    }
}
