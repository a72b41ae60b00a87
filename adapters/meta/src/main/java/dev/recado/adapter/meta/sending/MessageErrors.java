package dev.recado.adapter.meta.sending;

import dev.recado.domain.delivery.MessageSender.SendOutcome.Refused;
import java.util.Set;

/// The errors by which Meta refuses one message for good. Some are about the user, and nothing can be done;
/// others are about the recipient or the message, and the operator can fix them. From Meta's list of error codes
/// (developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes).
final class MessageErrors {
    private static final String ALLOWED_LIST =
            "add the user's number to the allowed recipients of the test number (App dashboard, WhatsApp, API Setup), or"
                    + " use a number of your own; then replay the message";
    private static final String COUNTRY =
            "the account may not write to users of this country: look at its restrictions in Meta's Business Manager"
                    + " (Account quality), then replay the message";
    private static final String TEMPLATE =
            "look at the template in WhatsApp Manager: its name, language, category, variables and state";
    private static final String MESSAGE = "look the code up in Meta's list of error codes, then replay the message";

    /// Not on WhatsApp, or with an outdated app or terms (131026); withheld by Meta (131049, 130472); the
    /// recipient is the sender (131021).
    private static final Set<Integer> USER_CODES = Set.of(131026, 131049, 130472, 131021);

    /// About the request (100, 131008, 131009, 131051, 135000), its file (131052, 131053) or its recipient
    /// (131062).
    private static final Set<Integer> MESSAGE_CODES =
            Set.of(100, 131008, 131009, 131051, 135000, 131052, 131053, 131062);

    private MessageErrors() {}

    static Refused of(String code, String words) {
        int number = code.matches("\\d{1,9}") ? Integer.parseInt(code) : 0;
        return new Refused(code, words, USER_CODES.contains(number) ? "" : remedy(number));
    }

    /// Whether the code is about one message, whatever the HTTP status.
    static boolean isKnown(int code) {
        return USER_CODES.contains(code)
                || MESSAGE_CODES.contains(code)
                || !remedy(code).equals(MESSAGE);
    }

    private static String remedy(int code) {
        if (code >= 132000 && code <= 132999) {
            return TEMPLATE;
        }
        return switch (code) {
            case 131030 -> ALLOWED_LIST;
            case 130497 -> COUNTRY;
            // Marketing: only allowed here (131055, 134100), not allowed here (131063); not ready or not allowed
            // (1341xx).
            case 131055, 131063, 134100, 134101, 134102 -> TEMPLATE;
            default -> MESSAGE;
        };
    }
}
