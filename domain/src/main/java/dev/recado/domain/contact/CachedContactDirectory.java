package dev.recado.domain.contact;

import dev.recado.domain.identity.UserAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds a contact in the business's contact book, and otherwise in the business's own server. Caches results for
/// a short while, also that nobody was found and that the book is empty, so that an unused book costs nothing.
public final class CachedContactDirectory implements ContactDirectory, SaveContactsUseCase {
    /// A directory without contacts.
    public static final ContactDirectory NOBODY = (addresses, deadline) -> Optional.empty();

    private static final Duration FRESH = Duration.ofSeconds(45);
    private static final int MOST = 10_000;

    private final ContactBook book;
    private final ContactDirectory elsewhere;
    private final InstantSource clock;
    private final Map<Set<UserAddress>, Remembered> remembered = new LinkedHashMap<>();
    private Emptiness emptiness = Emptiness.UNKNOWN;
    private long changes;

    private record Remembered(Optional<Contact> contact, Instant until) {}

    private record Emptiness(boolean isSo, Instant until) {
        static final Emptiness UNKNOWN = new Emptiness(false, Instant.MIN);
    }

    public CachedContactDirectory(ContactBook book, ContactDirectory elsewhere, InstantSource clock) {
        this.book = book;
        this.elsewhere = elsewhere;
        this.clock = clock;
    }

    @Override
    public Optional<Contact> find(Collection<UserAddress> addresses, Instant deadline) {
        Set<UserAddress> asked = addresses.stream().map(UserAddress::canonical).collect(Collectors.toUnmodifiableSet());
        long before;
        synchronized (this) {
            Remembered known = remembered.get(asked);
            if (known != null && known.until().isAfter(clock.instant())) {
                return known.contact();
            }
            before = changes;
        }
        Emptiness empty = emptiness(before);
        Optional<Contact> found = empty.isSo() ? Optional.empty() : book.find(addresses);
        Optional<Contact> contact = found.isPresent() ? found : elsewhere.find(addresses, deadline);
        // no longer than the book is known to be empty: it may have been filled meanwhile
        remember(asked, new Remembered(contact, empty.isSo() ? empty.until() : fresh()), before);
        return contact;
    }

    private Emptiness emptiness(long before) {
        synchronized (this) {
            if (emptiness.until().isAfter(clock.instant())) {
                return emptiness;
            }
        }
        Emptiness now = new Emptiness(book.isEmpty(), fresh());
        synchronized (this) {
            if (before == changes) {
                emptiness = now;
            }
        }
        return now;
    }

    private Instant fresh() {
        return clock.instant().plus(FRESH);
    }

    /// Caches a result, unless contacts changed meanwhile and it may be outdated.
    private synchronized void remember(Set<UserAddress> asked, Remembered found, long before) {
        if (before != changes) {
            return;
        }
        remembered.remove(asked);
        remembered.put(asked, found);
        if (remembered.size() > MOST) {
            remembered.remove(remembered.keySet().iterator().next());
        }
    }

    @Override
    public void keep(List<Contact> contacts) {
        try {
            book.put(contacts);
        } finally {
            forget();
        }
    }

    private synchronized void forget() {
        changes++;
        remembered.clear();
        emptiness = Emptiness.UNKNOWN;
    }
}
