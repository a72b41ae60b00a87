package dev.recado.adapter.twilio.sending;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.constant.EnumConstants.ContentType;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.Domains;
import dev.recado.adapter.twilio.api.TwilioCallException;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.delivery.TypingPresence;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.InboundMessage;
import java.util.concurrent.Semaphore;

/// Shows Twilio's typing indicator (a public beta), which also marks the message as read. It is skipped beyond a
/// few calls in flight, so that messages go first.
public final class TwilioPresence implements TypingPresence {
    private static final int MAX_CONCURRENT = 25;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TwilioRestClient client;
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT);

    public TwilioPresence(TwilioRestClient client) {
        this.client = client;
    }

    @Override
    public Channel channel() {
        return Channel.TWILIO;
    }

    @Override
    public void typing(InboundMessage latest) {
        if (!permits.tryAcquire()) {
            return;
        }
        try {
            // API v3 accepts the channel only in capitals.
            Request request = new Request(HttpMethod.POST, Domains.MESSAGING.toString(), "/v3/Indicators/Typing.json");
            request.setContentType(ContentType.JSON);
            request.setBody(JSON.createObjectNode()
                    .put("channel", "WHATSAPP")
                    .put("messageId", latest.externalId())
                    .toString());
            client.request(request);
        } catch (TwilioCallException e) {
            throw new PortUnavailableException("Twilio shows nobody typing: " + e.getMessage(), e);
        } finally {
            permits.release();
        }
    }
}
