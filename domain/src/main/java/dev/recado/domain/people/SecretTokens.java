package dev.recado.domain.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes the secrets that people and machines prove themselves with. Each is 256 random bits and a seal under
/// the store's key, so that an invented one is refused without a look into the store. The store holds only
/// digests.
///
/// Thread-safe.
public final class SecretTokens {
    private static final int RANDOM = 32;
    private static final int SEAL = 16;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Supplier<byte[]> key;
    private final SecureRandom random;

    /// What a secret is for. One kind is not taken for another.
    public enum Kind {
        SESSION("rcs_"),
        MACHINE("rcm_"),
        LINK("rcl_");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /// @param key returns the store's key; called for each secret
    public SecretTokens(Supplier<byte[]> key, SecureRandom random) {
        this.key = key;
        this.random = random;
    }

    public String issue(Kind kind) {
        byte[] secret = new byte[RANDOM];
        random.nextBytes(secret);
        byte[] token = ByteBuffer.allocate(RANDOM + SEAL)
                .put(secret)
                .put(seal(kind, secret))
                .array();
        return kind.prefix + ENCODER.encodeToString(token);
    }

    /// Whether this store's processes issued the text, as this kind.
    public boolean isGenuine(Kind kind, String text) {
        if (!text.startsWith(kind.prefix) || text.length() != kind.prefix.length() + (RANDOM + SEAL) * 4 / 3) {
            return false;
        }
        try {
            byte[] token = Base64.getUrlDecoder().decode(text.substring(kind.prefix.length()));
            byte[] secret = Arrays.copyOf(token, RANDOM);
            return MessageDigest.isEqual(seal(kind, secret), Arrays.copyOfRange(token, RANDOM, token.length));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// The token that a page repeats in a header of each change: bound to the session, and no way back to
    /// its secret.
    public String csrf(String session) {
        return ENCODER.encodeToString(hmac("csrf", session.getBytes(UTF_8)));
    }

    public boolean isCsrfOf(String session, String given) {
        return MessageDigest.isEqual(csrf(session).getBytes(UTF_8), given.getBytes(UTF_8));
    }

    /// What the store knows of a secret.
    public static String digest(String secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private byte[] seal(Kind kind, byte[] secret) {
        return Arrays.copyOf(hmac("token " + kind.prefix, secret), SEAL);
    }

    private byte[] hmac(String purpose, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.get(), "HmacSHA256"));
            byte[] derived = mac.doFinal(("people " + purpose).getBytes(UTF_8));
            mac.init(new SecretKeySpec(derived, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
