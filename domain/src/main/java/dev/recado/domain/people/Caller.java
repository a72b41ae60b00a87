package dev.recado.domain.people;

import dev.recado.domain.message.Author;

/// Who calls the API.
///
/// @param author the name under which what is done appears to colleagues
public record Caller(Author author, PersonRole role) {
    /// The attribute of a request under which the access check leaves its caller.
    public static final String ATTRIBUTE = "recado.caller";

    /// Whoever holds the operator token.
    public static final Caller OPERATOR = new Caller(Author.OPERATOR, PersonRole.ADMIN);
}
