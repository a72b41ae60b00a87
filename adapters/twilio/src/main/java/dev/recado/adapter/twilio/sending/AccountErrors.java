package dev.recado.adapter.twilio.sending;

import dev.recado.domain.delivery.MessageSender.SendOutcome;
import java.util.Optional;

/// The errors by which Twilio refuses the account or the sender and not the message: only the operator can fix
/// them. From Twilio's error dictionary (twilio.com/docs/api/errors).
final class AccountErrors {
    private static final String CREDENTIALS =
            "check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN in Twilio's console, set them and restart Recado";
    private static final String ACCOUNT =
            "look at the account in Twilio's console: balance, suspension and messages from Twilio";
    private static final String SENDER =
            "check TWILIO_WHATSAPP_FROM (or the messaging service): it must be a WhatsApp sender of this account";
    private static final String WHATSAPP =
            "look at the WhatsApp sender in Twilio's console and at the account in Meta's Business Manager";

    private AccountErrors() {}

    /// @param code Twilio's error code; 0 when there is none
    /// @param status the HTTP status; 0 for an error in a receipt
    static Optional<SendOutcome.Blocked> of(int code, int status, String reason) {
        String remedy = remedy(code, status);
        boolean wholeAccount = remedy.equals(CREDENTIALS) || remedy.equals(ACCOUNT);
        String name = code == 0 ? "http-" + status : Integer.toString(code);
        return remedy.isEmpty()
                ? Optional.empty()
                : Optional.of(new SendOutcome.Blocked(name, reason, wholeAccount, remedy));
    }

    private static String remedy(int code, int status) {
        return switch (code) {
            // Authentication; access denied; test credentials; unknown account (a wrong SID is a 404).
            case 20003, 20006, 20008, 20101, 20103, 20104, 20107, 20404 -> CREDENTIALS;
            // Account not active (10001, 20005, 90010), trial limits, payment, permission, disabled action,
            // suspended.
            case 10001, 10002, 20005, 20010, 20402, 20403, 30002, 90010 -> ACCOUNT;
            // From: missing, not the account's, of another channel. Messaging Service: missing, without a sender.
            case 21212, 21603, 21606, 21659, 21660, 21701, 21703, 21705, 21910, 21911, 63007 -> SENDER;
            // Channel credentials or configuration. WhatsApp account: invitation not accepted, restricted,
            // disabled.
            case 63001, 63002, 63008, 63020, 63051, 63100, 63101, 63110, 63112 -> WHATSAPP;
            default -> MessageErrors.isKnown(code) ? "" : remedy(status);
        };
    }

    /// For a response without a code, or with a code that is not in the list.
    private static String remedy(int status) {
        return switch (status) {
            case 401 -> CREDENTIALS;
            case 402, 403 -> ACCOUNT;
            default -> "";
        };
    }
}
