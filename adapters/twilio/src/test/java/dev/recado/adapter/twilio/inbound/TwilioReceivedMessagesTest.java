package dev.recado.adapter.twilio.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.twilio.http.TwilioRestClient;
import dev.recado.adapter.http.CallLimits;
import dev.recado.adapter.twilio.api.TwilioSettings;
import dev.recado.adapter.twilio.api.TwilioTransport;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.InboundMessage.Origin;
import dev.recado.domain.message.InboundMessage.Sender;
import dev.recado.domain.message.ReceivedMessages.Listing;
import dev.recado.domain.message.ReceivedMessages.Received;
import dev.recado.domain.message.Source;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TwilioReceivedMessagesTest {
    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final DateTimeFormatter TWILIOS_TIME =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.US);
    private static final String PATH = "/2010-04-01/Accounts/" + ACCOUNT;

    private final ScriptedServer twilio = new ScriptedServer();
    private @Nullable TwilioTransport transport;

    @AfterEach
    void stop() {
        twilio.close();
        if (transport != null) {
            transport.close();
        }
    }

    @Test
    void usersMessagesComeOldestFirstWithTwiliosTime() {
        twilio.willAnswer(
                200,
                page(
                        null,
                        message("SM3", "inbound", "tres", 0, NOON.plusSeconds(1)),
                        message("SM9", "outbound-api", "¡Hola!", 0, NOON.plusSeconds(1)),
                        message("SM2", "inbound", "dos", 0, NOON),
                        message("SM1", "inbound", "uno", 0, NOON),
                        message("SM0", "inbound", "ayer", 0, NOON.minusSeconds(2))));

        Listing listing = received(null, "+14155238886").since(NOON.plusMillis(300));

        assertThat(listing.complete()).isTrue();
        assertThat(listing.messages()).extracting(Received::id).containsExactly(id("SM1"), id("SM2"), id("SM3"));
        List<InboundMessage> read =
                listing.messages().stream().map(Received::message).toList();
        assertThat(read).extracting(m -> m.content().text()).containsExactly("uno", "dos", "tres");
        assertThat(read)
                .as("those of one second keep their order")
                .extracting(InboundMessage::receivedAt)
                .containsExactly(NOON, NOON.plusMillis(1), NOON.plusSeconds(1));
        assertThat(read.getFirst())
                .isEqualTo(InboundMessage.of(
                        new Origin(Channel.TWILIO, "SM1", Source.WHATSAPP, "whatsapp:+14155238886", null),
                        new Sender(new UserAddress.Phone("+15555550101"), null, null),
                        new Content.Text("uno"),
                        NOON,
                        NOON));
        assertThat(target(0))
                .startsWith(PATH + "/Messages.json?")
                .contains("To=whatsapp:+14155238886", "DateSent>=2026-11-21T12:00:00", "PageSize=200");
    }

    @Test
    void withAMessagingServiceAllSendersAreListed() {
        twilio.willAnswer(200, page(null));

        assertThat(received("MG1", "+14155238886").since(NOON).messages()).isEmpty();
        assertThat(target(0)).doesNotContain("To=");
    }

    @Test
    void everyPageIsReadUpToALimit() {
        twilio.willAnswer(200, page("/next", message("SM2", "inbound", "dos", 0, NOON)));
        twilio.willAnswer(200, page(null, message("SM1", "inbound", "uno", 0, NOON)));
        assertThat(received(null, "+14155238886").since(NOON).messages()).hasSize(2);

        for (int i = 0; i < 50; i++) {
            twilio.willAnswer(200, page("/next", message("SM" + i, "inbound", "n", 0, NOON)));
        }
        Listing endless = received(null, "+14155238886").since(NOON);
        assertThat(endless.complete()).isFalse();
        assertThat(endless.messages()).hasSize(50);
    }

    @Test
    void filesAreRequestedWhenAMessageIsRead() {
        twilio.willAnswer(200, page(null, message("MM1", "inbound", "mira", 1, NOON)));
        twilio.willAnswer(
                200,
                "{\"uri\":\"/here\",\"media_list\":[{\"sid\":\"ME1\",\"content_type\":\"image/jpeg\",\"uri\":\"" + PATH
                        + "/Messages/MM1/Media/ME1.json\"}],\"next_page_uri\":null,\"page_size\":50}");

        Received listed = received(null, "+14155238886").since(NOON).messages().getFirst();
        assertThat(twilio.calls()).hasSize(1);

        assertThat(listed.message().content())
                .isEqualTo(new Content.Media(
                        Content.MediaKind.IMAGE,
                        List.of(new Content.Attachment(twilio.base() + PATH + "/Messages/MM1/Media/ME1", "image/jpeg")),
                        "mira"));
        assertThat(target(1)).startsWith(PATH + "/Messages/MM1/Media.json");
    }

    @Test
    void deletedFilesLeaveTheText() {
        twilio.willAnswer(200, page(null, message("MM1", "inbound", "mira", 1, NOON)));
        twilio.willAnswer(404, "{\"code\":20404,\"message\":\"gone\",\"status\":404}");

        assertThat(received(null, "+14155238886")
                        .since(NOON)
                        .messages()
                        .getFirst()
                        .message()
                        .content())
                .isEqualTo(new Content.Text("mira"));
    }

    @Test
    void aMessageWithoutTextIsUnsupported() {
        twilio.willAnswer(200, page(null, message("SM1", "inbound", "", 0, NOON)));

        assertThat(received(null, "+14155238886")
                        .since(NOON)
                        .messages()
                        .getFirst()
                        .message()
                        .content())
                .isEqualTo(new Content.Unsupported("empty"));
    }

    @Test
    void anUnreachableTwilioIsReported() {
        twilio.willAnswer(401, "{\"code\":20003,\"message\":\"Authenticate\",\"status\":401}");
        assertThatExceptionOfType(PortUnavailableException.class)
                .isThrownBy(() -> received(null, "+14155238886").since(NOON))
                .withMessage("Twilio's messages could not be listed: 20003");

        twilio.willAnswer(200, page(null, message("MM1", "inbound", "mira", 1, NOON)));
        twilio.willAnswer(500, "");
        Received listed = received(null, "+14155238886").since(NOON).messages().getFirst();
        assertThatExceptionOfType(PortUnavailableException.class)
                .isThrownBy(listed::message)
                .withMessage("Twilio's messages could not be listed: http-500");
    }

    private String target(int call) {
        return URLDecoder.decode(twilio.calls().get(call).target(), StandardCharsets.UTF_8)
                .replace("whatsapp: ", "whatsapp:+");
    }

    private static MessageId id(String sid) {
        return MessageId.of(Channel.TWILIO, sid);
    }

    private TwilioReceivedMessages received(@Nullable String service, String from) {
        TwilioSettings settings = new TwilioSettings(ACCOUNT, "token", null, from, service, twilio.base() + "/");
        transport = new TwilioTransport(settings, CallLimits.STANDARD, InstantSource.fixed(NOON));
        return new TwilioReceivedMessages(
                new TwilioRestClient.Builder(ACCOUNT, "token")
                        .httpClient(transport)
                        .build(),
                settings);
    }

    private static String page(@Nullable String next, String... messages) {
        return "{\"uri\":\"/here\",\"messages\":[" + String.join(",", messages) + "],\"next_page_uri\":"
                + (next == null ? "null" : "\"" + next + "\"") + ",\"page_size\":200}";
    }

    private static String message(String sid, String direction, String body, int files, Instant sent) {
        String at = TWILIOS_TIME.format(sent.atOffset(ZoneOffset.UTC));
        return "{\"sid\":\"" + sid + "\",\"direction\":\"" + direction + "\",\"body\":\"" + body
                + "\",\"from\":\"whatsapp:+15555550101\",\"to\":\"whatsapp:+14155238886\",\"status\":\"received\","
                + "\"num_media\":\"" + files + "\",\"date_sent\":\"" + at + "\",\"date_created\":\"" + at + "\"}";
    }
}
