package dev.recado.domain.handoff;

import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.Author;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What people leave on a conversation, without claiming it: a turn under way is not disturbed. Each method is
/// one write to one document. Every method may throw [dev.recado.domain.PortUnavailableException]; a retry is
/// safe and may help. Thread-safe.
public interface ConversationMarks {

    /// Marks the conversation as read by somebody of the business. A repeat is harmless.
    void read(ConversationId id);

    /// Replaces the labels. A repeat is harmless.
    void label(ConversationId id, Labels labels);

    /// Renames a label in every conversation that carries it, one after the other, or takes it from them.
    ///
    /// @param from as stored, see [Labels#normal]
    /// @param to the same; null to take the label away
    void relabel(String from, @Nullable String to);

    /// Adds a note for colleagues. A note under a known id stays as it is.
    ///
    /// @return the note that is stored under the id: this one, or an earlier one
    Note note(ConversationId id, Note note);

    /// A note.
    ///
    /// @param id unique among all messages
    record Note(String id, String text, Author author, Instant at) {
        /// In UTF-16 units.
        public static final int MAX_LENGTH = 4_000;
        private static final String PREFIX = "note:";

        /// Makes a note.
        ///
        /// @param key unique among notes
        public static Note of(String key, String text, Author author, Instant at) {
            return new Note(PREFIX + key, text, author, at);
        }
    }
}
