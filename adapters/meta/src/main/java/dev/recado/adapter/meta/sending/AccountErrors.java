package dev.recado.adapter.meta.sending;

import dev.recado.adapter.meta.api.GraphError;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import java.util.Optional;

/// The errors by which Meta refuses the app, the account or the number and not the message: only the operator can
/// fix them. From Meta's list of error codes
/// (developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes).
final class AccountErrors {
    private static final String TOKEN =
            "make a new token of a system user in Meta's Business Manager, set WHATSAPP_TOKEN and restart Recado";
    private static final String PERMISSION =
            "give the token's system user the app and the WhatsApp account, with whatsapp_business_messaging, and"
                    + " check WHATSAPP_PHONE_NUMBER_ID";
    private static final String PAYMENT =
            "add or repair the payment method of the WhatsApp account in Meta's Business Manager (Billing)";
    private static final String ACCOUNT =
            "look at the account in Meta's Business Manager (Account quality) and ask for a review";
    private static final String NUMBER =
            "look at the number in WhatsApp Manager: it must be registered, verified, and its display name approved";

    /// With code 100: the number does not exist, or the token may not access it.
    private static final int DOES_NOT_EXIST = 33;

    private AccountErrors() {}

    static Optional<SendOutcome.Blocked> of(GraphError error) {
        String remedy = error.code() == 100 && error.subcode() == DOES_NOT_EXIST ? PERMISSION : remedy(error.code());
        // All numbers share the token, the app and the paying account.
        boolean wholeAccount = !remedy.equals(NUMBER);
        return remedy.isEmpty()
                ? Optional.empty()
                : Optional.of(new SendOutcome.Blocked(error.name(), error.words(), wholeAccount, remedy));
    }

    /// An answer without a code, or with a code that is not in the list.
    static Optional<SendOutcome.Blocked> of(int status, String name, String words) {
        String remedy = switch (status) {
            case 401 -> TOKEN;
            case 402 -> PAYMENT;
            case 403 -> name.startsWith("http-") ? TOKEN : PERMISSION;
            default -> "";
        };
        return remedy.isEmpty() ? Optional.empty() : Optional.of(new SendOutcome.Blocked(name, words, true, remedy));
    }

    private static String remedy(int code) {
        if (code >= 200 && code <= 299) {
            return PERMISSION;
        }
        return switch (code) {
            case 0, 102, 190 -> TOKEN;
            case 3, 10, 131005 -> PERMISSION;
            case 131042, 134011 -> PAYMENT;
            // Blocked for a policy violation; locked.
            case 368, 131031 -> ACCOUNT;
            // The number: deleted (33), display name (131037), registration (131045, 1330xx), restricted for spam
            // (131048).
            case 33, 131037, 131045, 131048, 133000, 133005, 133006, 133008, 133009, 133010, 133015 -> NUMBER;
            default -> "";
        };
    }
}
