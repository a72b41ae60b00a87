package dev.recado.adapter.console.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.domain.people.PasswordHasher;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/// Argon2id with the parameters that OWASP's password storage cheat sheet names: 19 MiB, two passes, one lane.
/// A hash is written in the PHC string format, with its parameters, so that they can be raised later.
@Singleton
final class Argon2PasswordHasher implements PasswordHasher {
    private static final Settings CURRENT = new Settings(19_456, 2, 1);
    /// More than we ever write: a changed store does not exhaust the memory.
    private static final Settings MAX = new Settings(1 << 17, 16, 4);

    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d)\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    private final HashingThreads threads =
            new HashingThreads(Runtime.getRuntime().availableProcessors());
    private final SecureRandom random = new SecureRandom();
    /// What no password is compared with, so that nobody's takes as long as somebody's.
    private final Stored nobodys = new Stored(CURRENT, new byte[SALT], new byte[HASH]);

    private record Settings(int memoryKib, int passes, int lanes) {
        boolean isWithin(Settings most) {
            return memoryKib <= most.memoryKib && passes <= most.passes && lanes <= most.lanes && lanes > 0;
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Stored(Settings settings, byte[] salt, byte[] hash) {}

    @Override
    public String hash(String password) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        byte[] hash = threads.call(() -> argon2(CURRENT, salt, HASH, password));
        return "$argon2id$v=19$m=" + CURRENT.memoryKib + ",t=" + CURRENT.passes + ",p=" + CURRENT.lanes + "$"
                + ENCODER.encodeToString(salt) + "$" + ENCODER.encodeToString(hash);
    }

    @Override
    public boolean matches(String password, @Nullable String hash) {
        Optional<Stored> known = Optional.ofNullable(hash).flatMap(Argon2PasswordHasher::parsed);
        Stored stored = known.orElse(nobodys);
        byte[] computed = threads.call(() -> argon2(stored.settings, stored.salt, stored.hash.length, password));
        return MessageDigest.isEqual(computed, stored.hash) && known.isPresent();
    }

    private static Optional<Stored> parsed(String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Settings settings = new Settings(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        return settings.isWithin(MAX)
                ? Optional.of(new Stored(
                        settings,
                        Base64.getDecoder().decode(parts.group(4)),
                        Base64.getDecoder().decode(parts.group(5))))
                : Optional.empty();
    }

    /// The same characters may be composed differently on another keyboard.
    private static byte[] argon2(Settings settings, byte[] salt, int length, String password) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(settings.memoryKib)
                .withIterations(settings.passes)
                .withParallelism(settings.lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(
                Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(UTF_8), hash);
        return hash;
    }

    @PreDestroy
    void close() {
        threads.close();
    }
}
