package dev.recado.domain.message;

/// Who writes to users on behalf of the business.
///
/// @param id unique among the people of the business; stays the same when the name changes
/// @param name as colleagues read it; may be empty
public record Author(String id, String name) {
    /// The bot, when it writes unasked.
    public static final Author BOT = new Author("bot", "");

    /// Whoever holds the operator token and names no person.
    public static final Author OPERATOR = new Author("operator", "");

    public Author {
        if (id.isBlank()) {
            throw new IllegalArgumentException("an author has an id");
        }
    }

    public boolean isBot() {
        return id.equals(BOT.id);
    }
}
