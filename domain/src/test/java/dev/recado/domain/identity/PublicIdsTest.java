package dev.recado.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.fake.FakeIdKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PublicIdsTest {
    private static final ConversationId ANA = ConversationId.of(new UserAddress.Phone("+15550100001"));
    private static final String WAMID = "wamid."
            + Base64.getEncoder()
                    .encodeToString(
                            "\u001d\u0012\u000b15550100001\u0015\u0002\u0000\u0012\u0018\u0014A1B2C3D4E5F60718293A\u0000"
                                    .getBytes(StandardCharsets.ISO_8859_1));

    private final PublicIds ids = FakeIdKey.ids();

    @Test
    void aConversationIdIsEncryptedAndDecrypted() {
        String outside = ids.of(ANA);

        assertThat(outside).isNotEqualTo(ANA.toString()).isEqualTo(ids.of(ANA));
        assertThat(UUID.fromString(outside)).hasToString(outside);
        assertThat(ids.conversation(outside)).isEqualTo(ANA);
        assertThatThrownBy(() -> ids.conversation("ana")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWamidIsEncryptedAndDecrypted() {
        String inside = "meta:" + WAMID + "/0";
        String outside = ids.of(inside);

        assertThat(outside).startsWith("meta:w.").endsWith("/0").doesNotContain("wamid", "15550100001");
        assertThat(decoded(outside)).doesNotContain("15550100001");
        assertThat(ids.decrypted(outside)).isEqualTo(inside);
    }

    /// Decodes the base64 part, as text.
    private static String decoded(String id) {
        String inner = id.substring("meta:w.".length(), id.length() - 2);
        return new String(Base64.getUrlDecoder().decode(inner), StandardCharsets.ISO_8859_1);
    }

    @Test
    void anIdThatNoProviderMakesAndThatMayHoldANumberIsEncryptedAndDecrypted() {
        for (String inside : List.of("limit_reached/twilio:msg_34633000001_1", "message_received/meta:34633000002/0")) {
            String outside = ids.of(inside);
            assertThat(outside).contains(":x.").doesNotContain("34633");
            assertThat(ids.decrypted(outside)).isEqualTo(inside);
        }
        for (String forged :
                List.of("twilio:x.34633000001", "twilio:w.34633000001", "meta:x.34633000001_abcdefghijklm")) {
            assertThat(ids.of(forged)).doesNotContain("34633");
            assertThat(ids.decrypted(ids.of(forged))).isEqualTo(forged);
            assertThat(ids.of(ids.of(forged))).as("a public id stays").isEqualTo(ids.of(forged));
        }
        String sid = "message_sent/twilio:SM0123456789abcdef0123456789abcdef/0";
        assertThat(ids.of(sid)).isEqualTo(sid);
        assertThat(ids.of("twilio:SM1/0 since 2026-11-29T10:00:00Z"))
                .isEqualTo("twilio:SM1/0 since 2026-11-29T10:00:00Z");
    }

    @Test
    void theLogShowsAPrefixOfThePublicId() {
        String brief = ids.abbreviated("meta:" + WAMID);

        assertThat(brief).hasSize("meta:w.".length() + 16);
        assertThat(ids.of("meta:" + WAMID)).startsWith(brief);
    }

    @Test
    void idsWithinATextAreEncrypted() {
        assertThat(ids.of("conversation_closed/" + ANA + "@17"))
                .isEqualTo("conversation_closed/" + ids.of(ANA) + "@17");
        assertThat(ids.decrypted(ids.of("message_sent/meta:" + WAMID + "/1")))
                .isEqualTo("message_sent/meta:" + WAMID + "/1");
    }

    @Test
    void impersonalIdsStayUnchanged() {
        String random = "notification/7f3c1a52-9d1e-4c55-8f0a-1f2e3d4c5b6a";
        for (String id : new String[] {"twilio:SM0123456789abcdef0123456789abcdef/0", random, "w.", "w.x", ""}) {
            assertThat(ids.of(id)).isEqualTo(id);
            assertThat(ids.abbreviated(id)).isEqualTo(id);
            assertThat(ids.decrypted(id)).isEqualTo(id);
        }
    }

    @Test
    void aForgedIdIsNotDecrypted() {
        String outside = ids.of("meta:" + WAMID);
        String forged = outside.substring(0, outside.length() - 3) + "AAA";

        assertThat(ids.decrypted(forged)).isEqualTo(forged);
    }

    @Test
    void anotherKeyGivesOtherIdsAndDecryptsNone() {
        PublicIds other = new PublicIds(() -> key(8));

        assertThat(other.of(ANA)).isNotEqualTo(ids.of(ANA));
        assertThat(other.decrypted(ids.of(WAMID))).isEqualTo(ids.of(WAMID));
    }

    @Test
    void aKeyThatIsReplacedIsTheOneThatCountsFromThenOn() {
        AtomicReference<byte[]> key = new AtomicReference<>(key(8));
        PublicIds changing = new PublicIds(key::get);
        String before = changing.of(ANA);

        key.set(key(9));
        assertThat(changing.of(ANA)).isNotEqualTo(before).isEqualTo(new PublicIds(() -> key(9)).of(ANA));
        assertThat(changing.conversation(before)).isNotEqualTo(ANA);

        key.set(key(8));
        assertThat(changing.of(ANA)).isEqualTo(before);
        assertThat(changing.conversation(before)).isEqualTo(ANA);
    }

    private static byte[] key(int filling) {
        byte[] key = new byte[PublicIds.KEY];
        Arrays.fill(key, (byte) filling);
        return key;
    }
}
