package dev.recado.domain.message;

import java.util.List;
import java.util.function.Predicate;

/// A durable, bounded queue on this process's disk, used while the store is unavailable. Thread-safe.
public interface Spool {

    /// Appends an entry and returns once it is on disk.
    ///
    /// @return the entry's position; later entries have greater ones
    /// @throws dev.recado.domain.PortUnavailableException when the spool is full or the disk fails; the entry may
    ///     have been written all the same, so a reader must accept entries whose sender was told of a failure
    default long append(Entry entry) {
        return appendAll(List.of(entry)).getFirst();
    }

    /// Appends many entries in order and returns once all are on disk: see [#append].
    ///
    /// @return the position of each
    List<Long> appendAll(List<Entry> entries);

    /// Returns entries from the position on, in order; empty when there are none. A repeat gives the same.
    ///
    /// @param limit the most entries
    /// @throws dev.recado.domain.PortUnavailableException when the disk fails
    List<StoredEntry> read(long from, int limit);

    /// Drops every entry before the position. They may reappear after the process is killed. A repeat is
    /// harmless.
    void forget(long before);

    /// Returns how full the spool is. Quick.
    Level level();

    /// Copies an entry that the store refuses to a separate file, for a person to bring back, and returns once it
    /// is on disk. The original stays until it is forgotten. A repeat is harmless.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when the disk fails
    void setAside(Entry entry);

    /// Returns which entries were set aside, by this process or an earlier one, and are still there.
    SetAsideSummary setAsideSummary();

    /// Deletes entries that were set aside, by this process or an earlier one. A repeat is harmless.
    ///
    /// @param which chooses them
    /// @return how many were deleted
    /// @throws dev.recado.domain.PortUnavailableException when the disk fails; a retry is safe
    int eraseSetAside(Predicate<Entry> which);

    /// @param entries how many
    /// @param remedy where they are and how to bring them back, as text; empty when there are none
    record SetAsideSummary(long entries, String remedy) {
        public static final SetAsideSummary NONE = new SetAsideSummary(0, "");
    }

    /// An entry of the spool.
    sealed interface Entry {
        /// A message that the provider was told is safe.
        record Message(InboundMessage message) implements Entry {}

        /// A receipt that the provider was told is safe.
        record Receipt(DeliveryReceipt receipt) implements Entry {}

        /// A failure notice that is about to be sent, or may have been.
        ///
        /// @param messages the messages it closes, in the order received; they get no other answer
        record FailureNoticeMark(List<InboundMessage> messages, OutboundMessage part) implements Entry {
            public FailureNoticeMark {
                messages = List.copyOf(messages);
            }
        }
    }

    /// An entry and its position.
    ///
    /// @param next the position after it
    record StoredEntry(long position, long next, Entry entry) {}

    /// @param entries how many are stored
    /// @param bytes the disk space they take
    /// @param limit the most disk space they may take
    /// @param accepting false while an append would probably fail: the spool is full, or the disk fails
    record Level(long entries, long bytes, long limit, boolean accepting) {}
}
