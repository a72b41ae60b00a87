package dev.recado.adapter.meta.sending;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recado.adapter.meta.api.BusinessNumbers;
import dev.recado.adapter.meta.api.GraphCallException;
import dev.recado.adapter.meta.api.GraphClient;
import dev.recado.adapter.meta.api.GraphError;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.delivery.TypingPresence;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.InboundMessage;

/// Sends read marks and the typing indicator through the Graph API.
public record MetaPresence(GraphClient client, BusinessNumbers numbers, NumberThrottle numberThrottle)
        implements TypingPresence {

    @Override
    public Channel channel() {
        return Channel.META;
    }

    @Override
    public void typing(InboundMessage latest) {
        mark(latest, GraphRequestWriter.typing(latest.externalId()));
    }

    /// At Meta an answer alone does not mark the message as read.
    @Override
    public void read(InboundMessage latest) {
        mark(latest, GraphRequestWriter.read(latest.externalId()));
    }

    private void mark(InboundMessage latest, ObjectNode request) {
        String number = numbers.numberFor(latest.businessAddress());
        if (numberThrottle.active(number).isPresent()) {
            throw new PortUnavailableException("Meta asks to be left alone");
        }
        try {
            GraphClient.Answer answer = client.post(number + "/messages", request);
            if (!answer.isSuccess()) {
                throw new PortUnavailableException("Meta does not mark the message: "
                        + answer.error().map(GraphError::name).orElse("HTTP " + answer.status()));
            }
        } catch (GraphCallException failure) {
            throw new PortUnavailableException("Meta could not be asked to mark the message", failure);
        }
    }
}
