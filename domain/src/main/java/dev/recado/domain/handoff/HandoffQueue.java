package dev.recado.domain.handoff;

import dev.recado.domain.conversation.Conversation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Finds the conversations in which a user waits for a person. Every method may throw
/// [dev.recado.domain.PortUnavailableException]; a retry is safe and may help. Thread-safe.
public interface HandoffQueue {

    /// Returns conversations that wait for a person since before this time, and whose users were not told so,
    /// the longest waiting first.
    List<Conversation> overdue(Instant since, int limit);

    /// Returns conversations whose person has not answered the user since before this time, the longest
    /// waiting first.
    List<Conversation> leftUnanswered(Instant since, int limit);

    /// Returns conversations of people who write from the phone app and had them until before this time, the
    /// longest silent first.
    List<Conversation> leftInPhoneApp(Instant until, int limit);

    /// Returns conversations that these people have, the longest without activity first.
    ///
    /// @param people their ids
    List<Conversation> heldBy(Collection<String> people, int limit);
}
