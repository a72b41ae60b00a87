package dev.recado.domain.fake;

import dev.recado.domain.people.SetupLinks;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Links for the first admin in memory.
public final class InMemorySetupLinks implements SetupLinks {
    private final Map<String, Instant> links = new HashMap<>();

    @Override
    public synchronized void add(String digest, Instant expiresAt) {
        links.put(digest, expiresAt);
    }

    @Override
    public synchronized boolean isOpen(String digest, Instant now) {
        Instant expiresAt = links.get(digest);
        return expiresAt != null && now.isBefore(expiresAt);
    }

    @Override
    public synchronized boolean take(String digest, Instant now) {
        boolean open = isOpen(digest, now);
        if (open) {
            links.clear();
        }
        return open;
    }

    @Override
    public synchronized void clear() {
        links.clear();
    }
}
