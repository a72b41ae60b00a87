package dev.recado.domain.notification;

import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.turn.AnswerConversationUseCase.Waiting;
import java.time.Instant;
import java.util.List;

/// Nothing that waits for an answer: a notification answers no message.
record NoMessages() implements Waiting {
    @Override
    public List<InboundMessage> messages() {
        return List.of();
    }

    @Override
    public Instant deadline() {
        return Instant.MAX;
    }

    @Override
    public List<InboundMessage> due(Instant by) {
        return List.of();
    }
}
