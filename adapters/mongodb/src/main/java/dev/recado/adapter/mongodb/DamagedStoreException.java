package dev.recado.adapter.mongodb;

/// The embedded store's file is not what was written. The message says what is wrong with it, as the end of "it is
/// damaged: …".
final class DamagedStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedStoreException(String reason) {
        super(reason);
    }

    DamagedStoreException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
