package dev.recado.domain.privacy;

import dev.recado.domain.identity.ConversationId;

/// Erases what is stored of a user.
@FunctionalInterface
public interface ErasePersonalDataUseCase {

    /// Stores the request, and carries it out as far as it can in a few seconds; a background task does the rest.
    /// A repeat erases what came since, and is harmless.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when the request may not be stored; a retry is safe
    ErasureResult erase(ConversationId user);

    /// The outcome of a request.
    sealed interface ErasureResult {
        /// Nothing of this user is stored, nor was erased.
        record UnknownUser() implements ErasureResult {}

        /// @param erasure what was erased so far
        record Accepted(Erasure erasure) implements ErasureResult {}
    }
}
