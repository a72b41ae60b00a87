package dev.recado.domain.people;

import java.util.List;
import java.util.Optional;

/// The bearer tokens of programs. Thread-safe.
///
/// Every method throws [dev.recado.domain.PortUnavailableException] when the store does not answer; a
/// repeat is safe.
public interface MachineTokenStore {
    int MAX_TOKENS = 200;

    void add(MachineToken token);

    Optional<MachineToken> find(String digest);

    /// Returns all, newest first; at most [#MAX_TOKENS].
    List<MachineToken> all();

    /// @return false when there is none
    boolean remove(String id);
}
