package dev.recado.adapter.meta.sending;

import dev.recado.domain.delivery.MessageSender.SendOutcome.Refused;
import java.util.Set;

/// The errors by which Meta refuses one message for good, and whose they are: the user's own, of which nothing
/// is to be done; of one recipient or of the message, which the operator can mend. By Meta's list of error codes
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

    /// Not on WhatsApp, or with an app or terms too old (131026); withheld by Meta (131049, 130472); ourselves
    /// (131021).
    private static final Set<Integer> USERS = Set.of(131026, 131049, 130472, 131021);

    /// Of the request (100, 131008, 131009, 131051, 135000), its file (131052, 131053), its recipient (131062).
    private static final Set<Integer> MESSAGES = Set.of(100, 131008, 131009, 131051, 135000, 131052, 131053, 131062);

    private MessageErrors() {}

    static Refused of(String code, String words) {
        int number = code.matches("\\d{1,9}") ? Integer.parseInt(code) : 0;
        return new Refused(code, words, USERS.contains(number) ? "" : remedy(number));
    }

    /// Whether the code speaks of one message, whatever the HTTP status.
    static boolean knows(int code) {
        return USERS.contains(code) || MESSAGES.contains(code) || !remedy(code).equals(MESSAGE);
    }

    private static String remedy(int code) {
        if (code >= 132000 && code <= 132999) {
            return TEMPLATE;
        }
        return switch (code) {
            case 131030 -> ALLOWED_LIST;
            case 130497 -> COUNTRY;
            // marketing: only that here (131055, 134100), not here (131063); not ready or not allowed (1341xx)
            case 131055, 131063, 134100, 134101, 134102 -> TEMPLATE;
            default -> MESSAGE;
        };
    }
}
