package dev.recado.adapter.console.business;

/// Thrown for an invalid contact, with a sentence for the sender that quotes nothing of it.
final class InvalidContactException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidContactException(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
