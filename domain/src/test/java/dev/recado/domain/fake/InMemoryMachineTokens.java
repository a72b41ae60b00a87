package dev.recado.domain.fake;

import dev.recado.domain.people.MachineToken;
import dev.recado.domain.people.MachineTokenStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Bearer tokens of programs in memory.
public final class InMemoryMachineTokens implements MachineTokenStore {
    private final List<MachineToken> tokens = new ArrayList<>();

    @Override
    public synchronized void add(MachineToken token) {
        tokens.add(token);
    }

    @Override
    public synchronized Optional<MachineToken> find(String digest) {
        return tokens.stream().filter(token -> token.digest().equals(digest)).findFirst();
    }

    @Override
    public synchronized List<MachineToken> all() {
        return tokens.stream()
                .sorted(Comparator.comparing(MachineToken::createdAt).reversed())
                .limit(MAX_TOKENS)
                .toList();
    }

    @Override
    public synchronized boolean remove(String id) {
        return tokens.removeIf(token -> token.id().equals(id));
    }
}
