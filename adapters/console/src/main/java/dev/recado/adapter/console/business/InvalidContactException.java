package dev.recado.adapter.console.business;

/// Why something is no contact, in a sentence for whoever sent it, which repeats nothing of it.
final class InvalidContactException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidContactException(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
