package dev.recado.domain.people;

import dev.recado.domain.message.Author;

/// Who calls the API.
///
/// @param author the name under which what is done appears to colleagues
/// @param visibility which conversations an agent sees; supervisors and admins see all
public record Caller(Author author, PersonRole role, Visibility visibility) {
    /// The attribute of a request under which the access check leaves its caller.
    public static final String ATTRIBUTE = "recado.caller";

    /// Whoever holds the operator token.
    public static final Caller OPERATOR = new Caller(Author.OPERATOR, PersonRole.ADMIN, Visibility.ALL);

    /// Somebody who tried to log in and is nobody here.
    static final Caller UNKNOWN = new Caller(new Author("unknown", ""), PersonRole.AGENT, Visibility.OWN);

    private static final String PROGRAM = "token-";

    /// A program that brings a token of its own.
    ///
    /// @param id of the token
    static Caller program(String id, String name, PersonRole role) {
        return new Caller(new Author(PROGRAM + id, name), role, Visibility.ALL);
    }

    /// One without further rights than those of the role.
    public Caller(Author author, PersonRole role) {
        this(author, role, Visibility.OWN);
    }

    /// Whether the conversations of colleagues are shown, too.
    public boolean seesAll() {
        return visibility == Visibility.ALL || role.includes(PersonRole.SUPERVISOR);
    }

    /// Whether it is a program, or the operator, who acts for people of another system.
    public boolean isProgram() {
        return author.id().equals(Author.OPERATOR.id()) || author.id().startsWith(PROGRAM);
    }
}
