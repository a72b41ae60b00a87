package dev.recado.adapter.console.people;

import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;

/// What is wrong with a request, in words for the caller of the API.
final class InvalidRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidRequestException(String why) {
        super(why, null, false, false);
    }

    InvalidRequestException(InvalidBodyException body) {
        this(String.valueOf(body.getMessage()));
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
