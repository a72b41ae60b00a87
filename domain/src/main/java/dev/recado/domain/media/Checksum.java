package dev.recado.domain.media;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// An incremental SHA-256 checksum of a file.
final class Checksum {
    private final MessageDigest digest = sha256();

    void add(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    /// Returns whether the checksum is the expected one, or true when none is expected. Can be called only once.
    ///
    /// @param expected in base64, as Meta's webhooks give it, or in hexadecimal, as its media API may
    boolean matches(@Nullable String expected) {
        byte[] found = digest.digest();
        return expected == null
                || expected.isBlank()
                || expected.strip().equals(Base64.getEncoder().encodeToString(found))
                || expected.strip().equalsIgnoreCase(HexFormat.of().formatHex(found));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
