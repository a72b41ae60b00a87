package dev.recado.domain.contact;

import dev.recado.domain.BoundedMap;
import dev.recado.domain.identity.UserAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds a contact in the business's contact book, and otherwise in the business's own server. Caches results for
/// a short while, also that nobody was found and that the book is empty, so that an unused book costs nothing.
public final class CachedContactDirectory implements ContactDirectory, SaveContactsUseCase {
    /// A directory without contacts.
    public static final ContactDirectory EMPTY = (_, _) -> Optional.empty();

    private static final Duration CACHE_TIME = Duration.ofSeconds(45);
    private static final int MAX_CACHED = 10_000;

    private final ContactBook book;
    private final ContactDirectory fallback;
    private final InstantSource clock;
    private final Map<Set<UserAddress>, CachedContact> cache = BoundedMap.droppingOldest(MAX_CACHED);
    private CachedEmptiness emptiness = CachedEmptiness.UNKNOWN;
    private long changes;

    private record CachedContact(Optional<Contact> contact, Instant until) {}

    private record CachedEmptiness(boolean isEmpty, Instant until) {
        static final CachedEmptiness UNKNOWN = new CachedEmptiness(false, Instant.MIN);
    }

    public CachedContactDirectory(ContactBook book, ContactDirectory fallback, InstantSource clock) {
        this.book = book;
        this.fallback = fallback;
        this.clock = clock;
    }

    @Override
    public Optional<Contact> find(Collection<UserAddress> addresses, Instant deadline) {
        Set<UserAddress> asked = addresses.stream().map(UserAddress::canonical).collect(Collectors.toUnmodifiableSet());
        long before;
        synchronized (this) {
            CachedContact known = cache.get(asked);
            if (known != null && known.until().isAfter(clock.instant())) {
                return known.contact();
            }
            before = changes;
        }
        CachedEmptiness empty = emptiness(before);
        Optional<Contact> found = empty.isEmpty() ? Optional.empty() : book.find(addresses);
        Optional<Contact> contact = found.isPresent() ? found : fallback.find(addresses, deadline);
        // no longer than the book is known to be empty: it may have been filled meanwhile
        put(asked, new CachedContact(contact, empty.isEmpty() ? empty.until() : expiry()), before);
        return contact;
    }

    private CachedEmptiness emptiness(long before) {
        synchronized (this) {
            if (emptiness.until().isAfter(clock.instant())) {
                return emptiness;
            }
        }
        CachedEmptiness now = new CachedEmptiness(book.isEmpty(), expiry());
        synchronized (this) {
            if (before == changes) {
                emptiness = now;
            }
        }
        return now;
    }

    private Instant expiry() {
        return clock.instant().plus(CACHE_TIME);
    }

    /// Caches a result, unless contacts changed meanwhile and it may be outdated.
    private synchronized void put(Set<UserAddress> asked, CachedContact found, long before) {
        if (before != changes) {
            return;
        }
        cache.remove(asked);
        cache.put(asked, found);
    }

    @Override
    public void save(List<Contact> contacts) {
        try {
            book.put(contacts);
        } finally {
            forget();
        }
    }

    /// Forgets what is cached.
    public synchronized void forget() {
        changes++;
        cache.clear();
        emptiness = CachedEmptiness.UNKNOWN;
    }
}
