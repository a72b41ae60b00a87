package dev.recado.domain.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PublicIdKey;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Digests of users under the store's key: without the key nobody can compute one from a phone number.
/// Thread-safe.
public final class PersonDigests {
    private static final String PURPOSE = "erased-person:";

    private final PublicIdKey key;

    public PersonDigests(PublicIdKey key) {
        this.key = key;
    }

    /// The digest of a conversation, and so of the address that it was derived from.
    public String of(ConversationId id) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.get(), "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal((PURPOSE + id).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// The digests of all conversations that a user has or had.
    public Set<String> of(UserKeys keys) {
        return keys.conversations().stream().map(this::of).collect(Collectors.toUnmodifiableSet());
    }
}
