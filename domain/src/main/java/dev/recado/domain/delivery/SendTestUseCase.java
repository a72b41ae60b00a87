package dev.recado.domain.delivery;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.UserAddress;
import org.jspecify.annotations.Nullable;

/// Sends one text outside any conversation, for whoever sets Recado up.
@FunctionalInterface
public interface SendTestUseCase {

    /// One try; a repeat sends again.
    ///
    /// @param provider null for the one that is configured, the first of several
    MessageSender.SendOutcome send(@Nullable Channel provider, UserAddress to, String text);
}
