package dev.recado.domain.people;

import dev.recado.domain.BoundedMap;
import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.MachineToken.Scope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Creates, checks and revokes the bearer tokens of programs. Like a session, a token that was checked counts
/// for a few seconds. Thread-safe.
///
/// Every method throws [dev.recado.domain.PortUnavailableException] when the store does not answer; a retry
/// may help.
public final class MachineTokens {
    private static final int MAX_CACHED = 1_000;

    private final MachineTokenStore store;
    private final SecretTokens tokens;
    private final AuditTrail audit;
    private final IdGenerator ids;
    private final InstantSource clock;
    private final Map<String, Checked> checked = BoundedMap.droppingLeastUsed(MAX_CACHED);

    public MachineTokens(
            MachineTokenStore store, SecretTokens tokens, AuditTrail audit, IdGenerator ids, InstantSource clock) {
        this.store = store;
        this.tokens = tokens;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    private record Checked(MachineToken token, Instant until) {}

    /// @param secret what the program sends; it is not stored
    public record Created(MachineToken token, String secret) {
        @Override
        public String toString() {
            return "Created[" + token + "]";
        }
    }

    /// @return empty when there are as many as there may be
    public Optional<Created> create(Caller by, String name, Set<Scope> scopes) {
        if (store.all().size() >= MachineTokenStore.MAX_TOKENS) {
            return Optional.empty();
        }
        String secret = tokens.issue(SecretTokens.Kind.MACHINE);
        MachineToken token = new MachineToken(
                ids.next(),
                SecretTokens.digest(secret),
                name,
                scopes,
                by.author().id(),
                clock.instant());
        store.add(token);
        audit.record(
                by,
                Action.TOKEN_CREATED,
                token.id(),
                Map.of("scopes", scopes.stream().map(Scope::id).sorted().collect(Collectors.joining(" "))));
        return Optional.of(new Created(token, secret));
    }

    public List<MachineToken> all() {
        return store.all();
    }

    /// @return false when there is none
    public boolean revoke(Caller by, String id) {
        boolean removed = store.remove(id);
        synchronized (checked) {
            checked.values().removeIf(one -> one.token().id().equals(id));
        }
        if (removed) {
            audit.record(by, Action.TOKEN_REVOKED, id);
        }
        return removed;
    }

    /// Whether the text has the form of a token that this store's processes issued.
    public boolean isGenuine(String secret) {
        return tokens.isGenuine(SecretTokens.Kind.MACHINE, secret);
    }

    /// Returns the token of a secret; empty when it is invented or revoked.
    public Optional<MachineToken> find(String secret) {
        if (!isGenuine(secret)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        String digest = SecretTokens.digest(secret);
        Checked known = checked.get(digest);
        if (known != null && now.isBefore(known.until())) {
            return Optional.of(known.token());
        }
        checked.remove(digest);
        Optional<MachineToken> found = store.find(digest);
        found.ifPresent(token -> checked.put(digest, new Checked(token, now.plus(OpenSessions.CHECKED_FOR))));
        return found;
    }
}
