package dev.recado.adapter.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recado.domain.model.Channel;
import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.port.PortUnavailableException;
import dev.recado.domain.port.Presence;

/// Read marks with the typing indicator, by the Graph API.
record MetaPresence(GraphClient client, Numbers numbers, NumberPause pause) implements Presence {

    @Override
    public Channel channel() {
        return Channel.META;
    }

    @Override
    public void typing(InboundMessage latest) {
        mark(latest, Requests.typing(latest.externalId()));
    }

    /// An answer by itself leaves the message unread here.
    @Override
    public void read(InboundMessage latest) {
        mark(latest, Requests.read(latest.externalId()));
    }

    private void mark(InboundMessage latest, ObjectNode request) {
        String number = numbers.answering(latest.businessAddress());
        if (pause.underWay(number).isPresent()) {
            throw new PortUnavailableException("Meta asks to be left alone");
        }
        try {
            GraphClient.Answer answer = client.post(number + "/messages", request);
            if (!answer.isSuccess()) {
                throw new PortUnavailableException("Meta does not mark the message: "
                        + answer.error().map(GraphError::name).orElse("HTTP " + answer.status()));
            }
        } catch (CallFailed failure) {
            throw new PortUnavailableException("Meta could not be asked to mark the message", failure);
        }
    }
}
