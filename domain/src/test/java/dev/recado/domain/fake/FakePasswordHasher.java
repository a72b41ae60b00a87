package dev.recado.domain.fake;

import dev.recado.domain.people.PasswordHasher;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Hashes nothing, and counts.
public final class FakePasswordHasher implements PasswordHasher {
    private final AtomicInteger checks = new AtomicInteger();

    @Override
    public String hash(String password) {
        return "hash of " + password;
    }

    @Override
    public boolean matches(String password, @Nullable String hash) {
        checks.incrementAndGet();
        return hash(password).equals(hash);
    }

    /// How many passwords were compared.
    public int checks() {
        return checks.get();
    }
}
