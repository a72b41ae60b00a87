package dev.recado.domain.message;

import java.util.List;

/// What this process keeps by itself while the store is gone: durable, bounded, in the order it came in.
public interface Spool {

    /// Adds an entry at the end and returns when the disk has it: a process killed right after has not lost it.
    ///
    /// @return the entry's position; a later entry's is greater
    /// @throws PortUnavailableException when the spool is full or the disk refuses; the entry may then be kept all
    ///     the same, so whoever takes it out must bear one that nobody was promised
    default long append(Entry entry) {
        return appendAll(List.of(entry)).getFirst();
    }

    /// Adds many entries, in order, and returns when the disk has them all: see {@link #append}.
    ///
    /// @return the position of each
    List<Long> appendAll(List<Entry> entries);

    /// Entries at the position and after it, in order; empty when there is none. A repeat gives the same.
    ///
    /// @param limit at most so many
    /// @throws PortUnavailableException when the disk does not give them
    List<Kept> read(long from, int limit);

    /// Lets go of every entry before the position. They may come back after the process was killed. A repeat is
    /// harmless.
    void forget(long before);

    /// How full it is. Quick.
    Level level();

    /// Keeps an entry that the store will not have apart from the others, for a person to bring back, and
    /// returns when the disk has it. It stays where it lies among the others until it is forgotten there. A
    /// repeat is harmless.
    ///
    /// @throws PortUnavailableException when the disk refuses
    void setAside(Entry entry);

    /// What was set aside, in this life of the process or an earlier one, and nobody brought back or took away
    /// yet.
    Aside aside();

    /// @param entries how many
    /// @param remedy where they are kept and how they are brought back, in words; empty when there are none
    record Aside(long entries, String remedy) {
        public static final Aside NONE = new Aside(0, "");
    }

    /// What can be kept.
    sealed interface Entry {
        /// A message whose provider was told that it is safe.
        record Arrived(InboundMessage message) implements Entry {}

        /// A receipt whose provider was told that it is safe.
        record Reported(DeliveryReceipt receipt) implements Entry {}

        /// An apology that is about to be sent, and may have been.
        ///
        /// @param messages what it closes, in the order received; from now on they get nothing else
        record Apologising(List<InboundMessage> messages, OutboundMessage part) implements Entry {
            public Apologising {
                messages = List.copyOf(messages);
            }
        }
    }

    /// An entry and where it lies.
    ///
    /// @param next the position of whatever follows it
    record Kept(long position, long next, Entry entry) {}

    /// @param entries how many are kept
    /// @param bytes how much of the disk they take
    /// @param limit how much they may take
    /// @param takes false while an append is not likely to succeed: full, or refused by the disk
    record Level(long entries, long bytes, long limit, boolean takes) {}
}
