package dev.recado.adapter.twilio.sending;

import com.twilio.base.Page;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageReader;
import com.twilio.type.PhoneNumber;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.OutboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The messages that Twilio has taken from us: found by recipient, time and text, as it keeps no id of ours.
final class SentMessageFinder {
    private static final long PAGE = 50;
    private static final int MOST_PAGES = 4;
    private static final int MOST_REMEMBERED = 10_000;

    /// Twilio's times are whole seconds, and of another clock.
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final TwilioRestClient client;
    private final Map<String, PartId> owners = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PartId> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    SentMessageFinder(TwilioRestClient client) {
        this.client = client;
    }

    /// Notes that a message of Twilio's is this part, so that no other part with the same words is taken for it.
    void remember(String sid, PartId part) {
        owners.put(sid, part);
    }

    /// The message that is this part, if Twilio has it.
    ///
    /// @param others messages that are other parts
    /// @throws CallFailed when Twilio could not be asked
    Optional<String> find(OutboundMessage part, String to, Instant since, Set<String> others) {
        Instant from = since.minus(SKEW);
        String text = comparable(part.text());
        // Twilio's own filter is on the time of sending, which a message in its queue does not have yet.
        Page<Message> page =
                new MessageReader().setTo(new PhoneNumber(to)).setPageSize(PAGE).firstPage(client);
        for (int pages = 1; ; pages++) {
            boolean older = false;
            for (Message message : page.getRecords()) {
                ZonedDateTime created = message.getDateCreated();
                if (created != null && created.toInstant().isBefore(from)) {
                    older = true;
                } else if (isFromUs(message)
                        && text.equals(comparable(message.getBody()))
                        && !others.contains(message.getSid())
                        && isFree(message, part)) {
                    remember(message.getSid(), part.id());
                    return Optional.of(message.getSid());
                }
            }
            if (older || pages == MOST_PAGES || !page.hasNextPage()) {
                return Optional.empty();
            }
            page = new MessageReader().nextPage(page, client);
        }
    }

    private static boolean isFromUs(Message message) {
        return message.getDirection() == null || message.getDirection() != Message.Direction.INBOUND;
    }

    private boolean isFree(Message message, OutboundMessage part) {
        PartId owner = owners.get(message.getSid());
        return owner == null || owner.equals(part.id());
    }

    /// Twilio trims a text and may turn its line ends.
    private static String comparable(@Nullable String text) {
        return text == null ? "" : text.replace("\r\n", "\n").strip();
    }
}
