package dev.recado.adapter.twilio.inbound;

import com.twilio.base.Page;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageReader;
import com.twilio.rest.api.v2010.account.message.Media;
import com.twilio.rest.api.v2010.account.message.MediaReader;
import com.twilio.type.PhoneNumber;
import dev.recado.adapter.twilio.api.BusinessNumbers;
import dev.recado.adapter.twilio.api.TwilioCallException;
import dev.recado.adapter.twilio.api.TwilioSettings;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.ReceivedMessages;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Twilio's list of the messages that users sent. It has less than a webhook: no profile name, no second address,
/// no button payload (the button's text is the body), and no location.
public final class TwilioReceivedMessages implements ReceivedMessages {
    private static final String API = "https://api.twilio.com";
    private static final long PAGE_SIZE = 200;
    private static final int MAX_PAGES = 50;

    private final TwilioRestClient client;
    private final TwilioSettings settings;
    private final BusinessNumbers businessNumbers;

    public TwilioReceivedMessages(TwilioRestClient client, TwilioSettings settings) {
        this.client = client;
        this.settings = settings;
        this.businessNumbers = settings.businessNumbers();
    }

    @Override
    public Listing since(Instant since) {
        return callTwilio(() -> list(since));
    }

    private Listing list(Instant since) {
        List<Message> newestFirst = new ArrayList<>();
        Page<Message> page = reader(since).firstPage(client);
        int pages = 1;
        page.getRecords().stream().filter(m -> isWanted(m, since)).forEach(newestFirst::add);
        while (page.hasNextPage() && pages < MAX_PAGES) {
            page = new MessageReader().nextPage(page, client);
            pages++;
            page.getRecords().stream().filter(m -> isWanted(m, since)).forEach(newestFirst::add);
        }
        return new Listing(inOrder(newestFirst.reversed()), !page.hasNextPage());
    }

    /// Lists messages to the configured number; with several numbers, the messages to all numbers of the account.
    private MessageReader reader(Instant since) {
        MessageReader reader = new MessageReader()
                .setDateSentAfter(since.atZone(ZoneOffset.UTC))
                .setPageSize(PAGE_SIZE);
        if (businessNumbers.service() == null && businessNumbers.numbers().size() == 1) {
            reader.setTo(new PhoneNumber(businessNumbers.numbers().getFirst()));
        }
        return reader;
    }

    /// Twilio documents its time filter for whole days only, so it may list more than requested.
    private boolean isWanted(Message message, Instant since) {
        ZonedDateTime sent = sentAt(message);
        return message.getDirection() == Message.Direction.INBOUND
                && message.getSid() != null
                && message.getFrom() != null
                && businessNumbers.isListed(message.getTo())
                && sent != null
                && !sent.toInstant().isBefore(since.truncatedTo(ChronoUnit.SECONDS));
    }

    private static @Nullable ZonedDateTime sentAt(Message message) {
        return message.getDateSent() == null ? message.getDateCreated() : message.getDateSent();
    }

    /// Twilio's times are whole seconds: messages of the same second keep the list's order by adding a
    /// millisecond each.
    private List<Received> inOrder(List<Message> oldestFirst) {
        List<Received> received = new ArrayList<>();
        Instant last = Instant.MIN;
        for (Message message : oldestFirst) {
            ZonedDateTime sent = sentAt(message);
            Instant at = sent == null ? last : sent.toInstant();
            last = at.isAfter(last) ? at : last.plusMillis(1);
            received.add(new Listed(message, last));
        }
        return received;
    }

    /// A listed message; its files are requested when it is read.
    private final class Listed implements Received {
        private final Message message;
        private final Instant at;

        private Listed(Message message, Instant at) {
            this.message = message;
            this.at = at;
        }

        @Override
        public MessageId id() {
            return MessageId.of(Channel.TWILIO, message.getSid());
        }

        /// Reads the message from the form that the webhook would have had, as far as the list has it.
        @Override
        public InboundMessage message() {
            List<Form.Field> fields = new ArrayList<>();
            fields.add(new Form.Field("MessageSid", message.getSid()));
            fields.add(new Form.Field("From", message.getFrom().toString()));
            Optional.ofNullable(message.getTo()).ifPresent(to -> fields.add(new Form.Field("To", to)));
            String body = message.getBody() == null ? "" : message.getBody();
            fields.add(new Form.Field("Body", body));
            if (body.isBlank()) {
                // A location, a card or an empty text: the list does not tell which.
                fields.add(new Form.Field("MessageType", "empty"));
            }
            List<Media> files = hasFiles() ? callTwilio(this::files) : List.of();
            for (int i = 0; i < files.size(); i++) {
                fields.add(new Form.Field("MediaUrl" + i, address(files.get(i))));
                fields.add(new Form.Field("MediaContentType" + i, files.get(i).getContentType()));
            }
            return switch (InboundMessageReader.read(Form.of(fields), at)) {
                case InboundMessageReader.Reading.Message read -> read.message();
                case InboundMessageReader.Reading.Incomplete incomplete ->
                    throw new PortUnavailableException(
                            "a message that Twilio lists cannot be read: " + incomplete.reason());
            };
        }

        private boolean hasFiles() {
            return message.getNumMedia() != null && !message.getNumMedia().equals("0");
        }

        private List<Media> files() {
            try {
                return List.copyOf(
                        new MediaReader(message.getSid()).firstPage(client).getRecords());
            } catch (TwilioCallException.Answered e) {
                if (e.status() == 404) {
                    // Deleted since: only the message's text is left.
                    return List.of();
                }
                throw e;
            }
        }

        /// The URL as in webhooks: the resource's URL without the `.json` ending.
        private String address(Media file) {
            String base = settings.apiBase() == null ? API : settings.apiBase().replaceAll("/+$", "");
            return base + file.getUri().replaceAll("\\.json$", "");
        }
    }

    private static <T> T callTwilio(Supplier<T> call) {
        try {
            return call.get();
        } catch (TwilioCallException.Answered e) {
            throw new PortUnavailableException("Twilio's messages could not be listed: " + e.name(), e);
        } catch (RuntimeException e) {
            throw new PortUnavailableException(
                    "Twilio's messages could not be listed: "
                            + (e instanceof TwilioCallException
                                    ? e.getMessage()
                                    : "the response is not a list of messages; check TWILIO_API_BASE ("
                                            + e.getClass().getSimpleName() + ")"),
                    e);
        }
    }
}
