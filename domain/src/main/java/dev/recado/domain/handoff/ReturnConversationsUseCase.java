package dev.recado.domain.handoff;

import java.util.Collection;

/// Puts what people hold back into the queue.
@FunctionalInterface
public interface ReturnConversationsUseCase {

    /// The conversations that these people have wait for another person from now on, and colleagues are
    /// told as of a request. What cannot be stored now is done by the next sweep, if the people may not log
    /// in any more. A repeat is harmless. Thread-safe.
    ///
    /// @param people their ids
    void giveBackAllOf(Collection<String> people);
}
