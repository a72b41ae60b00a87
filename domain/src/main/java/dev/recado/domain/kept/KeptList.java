package dev.recado.domain.kept;

import java.util.List;

/// A list that is stored as a whole, with the number of its changes. Thread-safe.
///
/// Every method throws [dev.recado.domain.PortUnavailableException] when the store does not answer; a repeat
/// is safe.
public interface KeptList<T> {

    /// Returns the list as it is now.
    Stored<T> read();

    /// Returns the number of its changes, without reading the items.
    long version();

    /// Replaces the list, if it has not changed since it was read.
    ///
    /// @param version of the list that was read
    /// @return false when it has changed; nothing is written then
    boolean replace(long version, List<T> items);

    /// @param version 0 for a list that was never written
    record Stored<T>(List<T> items, long version) {
        public Stored {
            items = List.copyOf(items);
        }
    }
}
