package dev.recado.domain.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Encrypts ids for use outside the store. A conversation id can be computed from a phone number, and Meta's
/// message ids (`wamid`) contain one; outside the store both appear only encrypted under the store's key.
/// Encryption is deterministic, so that ids in log, events and API can be compared; the key decrypts them, so
/// that no look-up table is needed.
///
/// Thread-safe.
public final class PublicIds {
    /// The length of the key in bytes.
    public static final int KEY = 32;

    private static final int BLOCK = 16;
    private static final int UUID_LENGTH = 36;
    /// How many characters of an encrypted `wamid` the log shows: enough to tell ids apart, and a prefix of the
    /// whole public id.
    private static final int SHORT_LENGTH = 16;

    private static final String SEALED = "w.";
    private static final String SEALED_OTHER = "x.";
    private static final String WAMID = "wamid.";
    private static final Pattern WAMIDS = Pattern.compile("wamid\\.([A-Za-z0-9+/_-]+={0,2})");
    private static final Pattern SEALED_WAMIDS = Pattern.compile("\\bw\\.([A-Za-z0-9_-]{23,})");
    /// A message's key whose provider id is none that the providers make, and long enough to hold a phone number:
    /// whoever knows the webhook's secret can send any text as an id.
    private static final Pattern OTHERS = Pattern.compile(
            "\\b(twilio|meta):(?!(?:SM|MM)[0-9a-f]{32}\\b|wamid\\.)(?=(?:[^\\s/\"\\d]*+\\d){7})([^\\s/\"]{7,}+)");
    private static final Pattern SEALED_OTHERS = Pattern.compile("\\bx\\.([A-Za-z0-9_-]{23,})");
    /// Conversation ids are the only UUIDs here that are derived from a name (version 3).
    private static final Pattern CONVERSATIONS =
            Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f]{4}-3[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\b");

    private final Supplier<byte[]> keys;
    private volatile @Nullable BlockCipher conversationCipher;

    /// @param keys returns the key; called for each id
    public PublicIds(Supplier<byte[]> keys) {
        this.keys = keys;
    }

    public String of(ConversationId id) {
        return uuid(conversationCipher().crypt(Cipher.ENCRYPT_MODE, bytes(id.value())))
                .toString();
    }

    /// Decrypts the result of [#of(ConversationId)].
    ///
    /// @throws IllegalArgumentException when the text is not a UUID
    public ConversationId conversation(String text) {
        return new ConversationId(uuid(conversationCipher().crypt(Cipher.DECRYPT_MODE, bytes(UUID.fromString(text)))));
    }

    /// Encrypts every conversation id, and every provider id that may hold a phone number, in the text, which may be
    /// a single id; the rest stays as it is.
    public String of(String text) {
        String withoutWamids = text.contains(WAMID)
                ? WAMIDS.matcher(text).replaceAll(found -> SEALED + encrypt(found.group(1)))
                : text;
        String sealed =
                OTHERS.matcher(withoutWamids).replaceAll(found -> found.group(1) + ":" + sealed(found.group(2)));
        return sealed.length() < UUID_LENGTH
                ? sealed
                : CONVERSATIONS.matcher(sealed).replaceAll(found -> of(ConversationId.parse(found.group())));
    }

    private String sealed(String providerId) {
        return isSealed(providerId) ? Matcher.quoteReplacement(providerId) : SEALED_OTHER + encrypt(providerId);
    }

    /// Whether the id is a public one already; an id that only looks like one is not.
    private boolean isSealed(String providerId) {
        boolean looksSo = providerId.startsWith(SEALED) || providerId.startsWith(SEALED_OTHER);
        return looksSo && decrypt(providerId.substring(SEALED.length())).isPresent();
    }

    /// Encrypts a whole text, whatever is in it: for the place in a list, which comes back unchanged.
    public String sealedPlace(String text) {
        return encrypt(text);
    }

    /// Decrypts the result of [#sealedPlace(String)]; empty for any other text.
    public Optional<String> place(String sealed) {
        return decrypt(sealed);
    }

    /// Encrypts every `wamid` in the text and shortens it, for the log, where it only needs to be recognised. It
    /// cannot be decrypted.
    public String abbreviated(String text) {
        return text.contains(WAMID)
                ? WAMIDS.matcher(text)
                        .replaceAll(found -> SEALED + encrypt(found.group(1)).substring(0, SHORT_LENGTH))
                : text;
    }

    /// Decrypts message ids in the result of [#of(String)]; anything else stays as it is.
    public String decrypted(String text) {
        String withWamids = text.contains(SEALED) ? decrypted(text, SEALED_WAMIDS, WAMID) : text;
        return withWamids.contains(SEALED_OTHER) ? decrypted(withWamids, SEALED_OTHERS, "") : withWamids;
    }

    private String decrypted(String text, Pattern sealed, String prefix) {
        return sealed.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        decrypt(found.group(1)).map(id -> prefix + id).orElse(found.group())));
    }

    /// Deterministic authenticated encryption: the content's digest serves as the initialisation vector and
    /// precedes the encrypted content.
    private String encrypt(String text) {
        byte[] content = text.getBytes(UTF_8);
        byte[] digest = digest(content);
        byte[] sealed = ByteBuffer.allocate(BLOCK + content.length)
                .put(digest)
                .put(stream(digest, content))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    private Optional<String> decrypt(String text) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(text);
            if (sealed.length < BLOCK) {
                return Optional.empty();
            }
            byte[] digest = Arrays.copyOf(sealed, BLOCK);
            byte[] content = stream(digest, Arrays.copyOfRange(sealed, BLOCK, sealed.length));
            return MessageDigest.isEqual(digest(content), digest)
                    ? Optional.of(new String(content, UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            // not base64
            return Optional.empty();
        }
    }

    private byte[] digest(byte[] content) {
        return Arrays.copyOf(hmac("digest", content), BLOCK);
    }

    private byte[] stream(byte[] start, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(hmac("message", new byte[0]), "AES"),
                    new IvParameterSpec(start));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    /// Created once per key, because every message writes log lines.
    private BlockCipher conversationCipher() {
        byte[] key = keys.get();
        BlockCipher known = conversationCipher;
        if (known == null || !known.isFor(key)) {
            known = new BlockCipher(key, hmac("conversation", new byte[0]));
            conversationCipher = known;
        }
        return known;
    }

    /// Encrypts and decrypts one AES block, which is the size of a UUID. Thread-safe: each thread takes a cipher
    /// from the pool while it uses it.
    private static final class BlockCipher {
        private static final int POOLED = 8;

        private final byte[] source;
        private final SecretKeySpec key;
        private final Queue<Cipher> pool = new ArrayBlockingQueue<>(POOLED);

        BlockCipher(byte[] source, byte[] key) {
            this.source = source.clone();
            this.key = new SecretKeySpec(key, "AES");
        }

        boolean isFor(byte[] candidate) {
            return MessageDigest.isEqual(source, candidate);
        }

        byte[] crypt(int mode, byte[] block) {
            try {
                Cipher pooled = pool.poll();
                Cipher cipher = pooled == null ? Cipher.getInstance("AES/ECB/NoPadding") : pooled;
                cipher.init(mode, key);
                byte[] result = cipher.doFinal(block);
                boolean _ = pool.offer(cipher);
                return result;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has AES", e);
            }
        }
    }

    private byte[] hmac(String purpose, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.get(), "HmacSHA256"));
            mac.update(purpose.getBytes(UTF_8));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(BLOCK)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
