package dev.recado.application.logging;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.identity.PublicIdKey;
import dev.recado.domain.identity.PublicIds;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Wires the public form of ids.
@Factory
class PublicIdsWiring {
    @Singleton
    PublicIds publicIds(PublicIdKey key) {
        return new PublicIds(key::get);
    }

    /// Ids for the log, which must work while the store is away: until the store's key is read, ids use a key
    /// of this process.
    static Supplier<byte[]> orOwn(PublicIdKey key) {
        byte[] own = new byte[PublicIds.KEY];
        new SecureRandom().nextBytes(own);
        AtomicReference<byte @Nullable []> known = new AtomicReference<>();
        return () -> {
            byte[] read = known.get();
            if (read != null) {
                return read;
            }
            try {
                read = key.get();
                known.set(read);
                return read;
            } catch (PortUnavailableException e) {
                return own;
            }
        };
    }
}
