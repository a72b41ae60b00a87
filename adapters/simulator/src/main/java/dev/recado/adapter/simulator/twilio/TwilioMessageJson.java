package dev.recado.adapter.simulator.twilio;

import dev.recado.adapter.simulator.account.TwilioAccount;
import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.http.StandInResponse;
import dev.recado.adapter.simulator.message.StandInMessage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Twilio's JSON for a message, an account and an error, with the fields of its published API document.
final class TwilioMessageJson {
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final int SEGMENT = 1_600;

    private TwilioMessageJson() {}

    static Map<String, @Nullable Object> of(StandInMessage message, TwilioAccount account) {
        var uri = "/2010-04-01/Accounts/" + account.sid() + "/Messages/" + message.sid();
        var progress = message.progress();
        var media = Integer.toString(message.media().size());
        return Json.object(
                "body", message.body(),
                "num_segments", Integer.toString(1 + message.body().length() / (SEGMENT + 1)),
                "direction", message.direction().wire(),
                "from", message.from(),
                "to", message.to(),
                "date_updated", date(progress.updated()),
                "price", null,
                "error_message", message.inbound() ? null : progress.errorMessage(),
                "uri", uri + ".json",
                "account_sid", account.sid(),
                "num_media", media,
                "status", message.inbound() ? "received" : message.status(),
                "messaging_service_sid", Form.parse(message.content().wire()).first("MessagingServiceSid"),
                "sid", message.sid(),
                "date_sent", date(message.inbound() ? progress.created() : progress.sent()),
                "date_created", date(progress.created()),
                "error_code", message.inbound() ? null : progress.errorCode(),
                "price_unit", null,
                "api_version", "2010-04-01",
                "subresource_uris", Json.object("media", uri + "/Media.json"));
    }

    static Map<String, @Nullable Object> account(TwilioAccount account, Instant now) {
        var uri = "/2010-04-01/Accounts/" + account.sid();
        return Json.object(
                "sid",
                account.sid(),
                "friendly_name",
                "Recado's stand-in",
                "status",
                "active",
                "type",
                "Full",
                "owner_account_sid",
                account.sid(),
                "auth_token",
                null,
                "date_created",
                date(now),
                "date_updated",
                date(now),
                "uri",
                uri + ".json",
                "subresource_uris",
                Json.object("messages", uri + "/Messages.json"));
    }

    static StandInResponse.Reply error(int status, int code, String message) {
        return StandInResponse.json(
                status,
                Json.object(
                        "code", code,
                        "message", message,
                        "more_info", "https://www.twilio.com/docs/errors/" + code,
                        "status", status));
    }

    static @Nullable String date(@Nullable Instant instant) {
        return instant == null ? null : RFC_2822.format(instant);
    }
}
