package dev.recado.adapter.twilio.sending;

import com.twilio.base.Page;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageReader;
import com.twilio.type.PhoneNumber;
import dev.recado.domain.BoundedMap;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.OutboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the messages that Twilio accepted from us by recipient, time and text, because Twilio stores no id of
/// ours. Thread-safe.
final class SentMessageFinder {
    private static final long PAGE_SIZE = 50;
    private static final int MAX_PAGES = 4;
    private static final int MAX_REMEMBERED = 10_000;

    /// Twilio's times are whole seconds of another clock.
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final TwilioRestClient client;
    private final Map<String, PartId> owners = BoundedMap.droppingOldest(MAX_REMEMBERED);

    SentMessageFinder(TwilioRestClient client) {
        this.client = client;
    }

    /// Remembers that a Twilio message is this part, so that no other part with the same text is matched to it.
    void remember(String sid, PartId part) {
        owners.put(sid, part);
    }

    /// Finds the message of this part, if Twilio has it.
    ///
    /// @param others messages that are other parts
    /// @throws TwilioCallException when Twilio cannot be reached or refuses
    Optional<String> find(OutboundMessage part, String to, Instant since, Set<String> others) {
        Instant from = since.minus(SKEW);
        String text = comparable(part.text());
        // Twilio's own filter uses the time of sending, which a queued message does not have yet.
        Page<Message> page = new MessageReader()
                .setTo(new PhoneNumber(to))
                .setPageSize(PAGE_SIZE)
                .firstPage(client);
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
            if (older || pages == MAX_PAGES || !page.hasNextPage()) {
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

    /// Twilio trims texts and may change line ends.
    private static String comparable(@Nullable String text) {
        return text == null ? "" : text.replace("\r\n", "\n").strip();
    }
}
