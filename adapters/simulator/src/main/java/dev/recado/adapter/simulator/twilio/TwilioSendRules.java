package dev.recado.adapter.simulator.twilio;

import dev.recado.adapter.simulator.account.TwilioAccount;
import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.StandInResponse;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Twilio's validation of messages to send, with its error codes.
final class TwilioSendRules {
    private static final int MAX_BODY = 1_600;
    private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Pattern WHATSAPP =
            Pattern.compile("whatsapp:(\\+[1-9]\\d{6,14}|[A-Z]{2}\\.[A-Za-z0-9]{1,128})");
    private static final Pattern SERVICE = Pattern.compile("MG[0-9a-fA-F]{32}");

    private TwilioSendRules() {}

    /// The refusal; null when the message is valid.
    static StandInResponse.@Nullable Reply check(Form form, TwilioAccount account, boolean windowIsClosed) {
        var to = form.firstOr("To", "");
        if (to.isBlank()) {
            return refuse(21604, "A 'To' phone number is required.");
        }
        if (!PHONE.matcher(to).matches() && !WHATSAPP.matcher(to).matches()) {
            return refuse(21211, "Invalid 'To' Phone Number: " + to);
        }
        var sender = sender(form, account);
        if (sender != null) {
            return sender;
        }
        var from = form.firstOr("From", account.sender());
        if (from.startsWith("whatsapp:") != to.startsWith("whatsapp:")) {
            return refuse(21910, "Invalid From and To pair. From and To should be of the same channel");
        }
        if (from.equals(to)) {
            return refuse(21266, "'To' and 'From' number cannot be the same: " + to);
        }
        if (windowIsClosed && form.firstOr("ContentSid", "").isEmpty()) {
            return refuse(63016, "Failed to send freeform message because you are outside the allowed window");
        }
        return content(form);
    }

    private static StandInResponse.@Nullable Reply sender(Form form, TwilioAccount account) {
        var from = form.firstOr("From", "");
        var service = form.firstOr("MessagingServiceSid", "");
        if (from.isBlank() && service.isBlank()) {
            return refuse(21603, "A 'From' phone number is required.");
        }
        if (!service.isBlank() && !SERVICE.matcher(service).matches()) {
            return refuse(21701, "The Messaging Service does not exist: " + service);
        }
        if (!from.isBlank() && !from.equals(account.sender())) {
            return refuse(63007, "Twilio could not find a Channel with the specified From address");
        }
        return null;
    }

    private static StandInResponse.@Nullable Reply content(Form form) {
        var body = form.firstOr("Body", "");
        var media = form.all("MediaUrl");
        if (body.isEmpty() && media.isEmpty() && form.firstOr("ContentSid", "").isEmpty()) {
            return refuse(21619, "A text message body or media urls must be specified.");
        }
        if (body.length() > MAX_BODY) {
            return refuse(21617, "The concatenated message body exceeds the 1600 character limit");
        }
        if (media.size() > 10 || media.stream().anyMatch(url -> !isUrl(url))) {
            return refuse(21620, "Invalid media URL(s)");
        }
        var callback = form.first("StatusCallback");
        return callback == null || isUrl(callback)
                ? null
                : refuse(21609, "The 'StatusCallback' URL " + callback + " is not a valid URL.");
    }

    // Java reads no host from a URI with an underscore in it; Twilio refuses such URLs too.
    private static boolean isUrl(String text) {
        try {
            var uri = URI.create(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static StandInResponse.Reply refuse(int code, String message) {
        return TwilioMessageJson.error(400, code, message);
    }
}
