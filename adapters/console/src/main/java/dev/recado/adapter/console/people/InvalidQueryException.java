package dev.recado.adapter.console.people;

/// What is wrong with a request, in words for the caller of the API.
final class InvalidQueryException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidQueryException(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
