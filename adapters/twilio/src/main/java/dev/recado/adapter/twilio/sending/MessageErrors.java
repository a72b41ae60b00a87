package dev.recado.adapter.twilio.sending;

import dev.recado.domain.delivery.MessageSender.SendOutcome.Refused;
import java.util.Set;

/// The errors by which Twilio refuses one message for good. Some are about the user, and nothing can be done;
/// others are about the recipient or the message, and the operator can fix them. From Twilio's error dictionary
/// (twilio.com/docs/api/errors).
final class MessageErrors {
    private static final String COUNTRY =
            "allow the user's country in Twilio's console (Messaging, Settings, Geo permissions), then replay the"
                    + " message";
    private static final String TRIAL =
            "verify the user's number in Twilio's console, or upgrade the trial account; then replay the message";
    private static final String SANDBOX =
            "the user must join the sandbox again by its join word, or use a sender of your own";
    private static final String TEMPLATE =
            "look at the content template in Twilio's console: its SID, its variables and its approval";
    private static final String MESSAGE = "look the code up at twilio.com/docs/api/errors, then replay the message";

    /// Invalid or not a mobile number (21211, 21614), unreachable (30003, 30005, 30006), not on WhatsApp (63003,
    /// 63024), blocked by the user (63014), limited by WhatsApp (63032, 63033, 63049).
    private static final Set<Integer> USER_CODES =
            Set.of(21211, 21614, 30003, 30005, 30006, 63003, 63014, 63024, 63032, 63033, 63049);

    /// About its text (21602, 21617), its file (12300, 11751, 21620, 21623, 30019, 63019, 63021) or its content
    /// (30007, 63005, 63013, 63022).
    private static final Set<Integer> MESSAGE_CODES =
            Set.of(21602, 21617, 12300, 11751, 21620, 21623, 30019, 63019, 63021, 30007, 63005, 63013, 63022);

    private MessageErrors() {}

    static Refused of(String name, String words) {
        int code = name.matches("\\d{1,9}") ? Integer.parseInt(name) : 0;
        return new Refused(name, words, USER_CODES.contains(code) ? "" : remedy(code));
    }

    /// Whether the code is about one message or one user, whatever the HTTP status.
    static boolean isKnown(int code) {
        return USER_CODES.contains(code)
                || MESSAGE_CODES.contains(code)
                || code == SendOutcomeMapper.OPTED_OUT
                || code == SendOutcomeMapper.WINDOW_CLOSED
                || !remedy(code).equals(MESSAGE);
    }

    private static String remedy(int code) {
        return switch (code) {
            // Country not enabled; no route from this sender to this user.
            case 21408, 21612 -> COUNTRY;
            case 21608 -> TRIAL;
            case 63015 -> SANDBOX;
            // ContentSid, variables. Template: missing, wrong, rejected, paused, disabled, not for marketing.
            case 21654, 21655, 21656, 63027, 63028, 63029, 63030, 63040, 63041, 63042, 63055 -> TEMPLATE;
            default -> MESSAGE;
        };
    }
}
