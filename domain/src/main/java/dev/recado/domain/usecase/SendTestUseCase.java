package dev.recado.domain.usecase;

import dev.recado.domain.model.UserAddress;
import dev.recado.domain.port.MessageSender;

/// Sends one text outside any conversation, for whoever sets Recado up.
@FunctionalInterface
public interface SendTestUseCase {

    /// One try; a repeat sends again.
    MessageSender.SendOutcome send(UserAddress to, String text);
}
