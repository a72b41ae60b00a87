package dev.recado.domain.media;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A file's SHA-256, as it grows.
final class Checksum {
    private final MessageDigest digest = sha256();

    void add(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    /// Whether the file is the one that was told of; anything is, where nothing was told. Ends the sum.
    ///
    /// @param told in base64, as Meta's webhooks give it, or in hexadecimal, as its media answers may
    boolean agreesWith(@Nullable String told) {
        byte[] found = digest.digest();
        return told == null
                || told.isBlank()
                || told.strip().equals(Base64.getEncoder().encodeToString(found))
                || told.strip().equalsIgnoreCase(HexFormat.of().formatHex(found));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
