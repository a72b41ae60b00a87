package dev.recado.adapter.mongodb.documents;

import dev.recado.domain.message.Author;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A person of the business, as stored beside what the person wrote or has.
public final class AuthorDocuments {
    static final String ID = "id";
    static final String NAME = "name";

    private AuthorDocuments() {}

    public static @Nullable Document write(@Nullable Author author) {
        return author == null ? null : new Document(ID, author.id()).append(NAME, author.name());
    }

    public static @Nullable Author read(@Nullable Document document) {
        return document == null ? null : new Author(document.getString(ID), document.getString(NAME));
    }
}
