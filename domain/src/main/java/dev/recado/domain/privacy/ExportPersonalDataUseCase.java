package dev.recado.domain.privacy;

import dev.recado.domain.identity.ConversationId;
import java.util.Optional;

/// Collects what is stored of a user.
@FunctionalInterface
public interface ExportPersonalDataUseCase {

    /// @return empty when nothing is stored of this user
    /// @throws dev.recado.domain.PortUnavailableException when the store does not answer; a retry is safe
    Optional<PersonalData> export(ConversationId user);
}
