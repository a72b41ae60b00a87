package dev.recado.domain.delivery;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.Capabilities;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.OutboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// Sends parts through a provider. Each call is one try: the caller decides whether and when to try again.
public interface MessageSender {

    Channel channel();

    /// The capabilities of the channel; always the same.
    Capabilities capabilities();

    /// Sends one part. A repeat sends it again: ask [#lookUp] first when an earlier outcome is unknown.
    SendOutcome send(OutboundMessage part);

    /// Looks at the provider for a part whose outcome is not known. A provider that keeps no list finds nothing; it
    /// tells by receipts, and [Capabilities#settling] is how long they may take.
    ///
    /// @param since when it was first tried; the provider's messages to that user from then on are searched
    /// @param others the provider's ids of messages that are known to be other parts, whatever their words
    /// @throws PortUnavailableException when the provider could not be asked
    Settlement lookUp(OutboundMessage part, Instant since, Set<String> others);

    /// Sorts a failure that the provider reported after it had accepted a part: returns what [#send] would have
    /// returned at once.
    ///
    /// @param code the provider's error code
    /// @param reason the provider's words
    default SendOutcome meaningOf(String code, String reason) {
        return new SendOutcome.Refused(code, reason);
    }

    /// Asks the provider whether the credentials work. Sends nothing.
    CredentialCheck checkCredentials();

    /// The provider's answer to a part.
    sealed interface SendOutcome {
        /// @param externalId the provider's id of the message; empty when the provider gives none (an answer inside
        ///     the webhook's own response)
        record Accepted(String externalId) implements SendOutcome {}

        /// Throttled: certainly not sent.
        record Throttled(Duration retryAfter, String code) implements SendOutcome {}

        /// Refused: the same part must not be tried again.
        ///
        /// @param remedy what the operator is to do so that the user gets an answer after all, in a sentence;
        ///     empty where it is for the user's sake, or nobody can mend it
        record Refused(String code, String reason, String remedy) implements SendOutcome {
            /// A refusal that only the user can mend.
            public Refused(String code, String reason) {
                this(code, reason, "");
            }

            /// Why the messages are set aside that stay unanswered because of the refusal.
            public Failure failure() {
                return new Failure(
                        "delivery: " + code + ", " + remedy + (reason.isBlank() ? "" : " (" + reason + ")"), 1);
            }
        }

        /// Refused because the service window is closed: no free text is accepted until the user writes again.
        record WindowClosed(String code) implements SendOutcome {}

        /// Refused because the sender is blocked until the operator mends something: credentials, payment, the
        /// account, the number. The message is not the cause.
        ///
        /// @param wholeAccount whether every number of the account is blocked
        /// @param remedy what the operator is to do, in a sentence
        record Blocked(String code, String reason, boolean wholeAccount, String remedy) implements SendOutcome {}

        /// Refused because the user opted out at the provider: must not be tried again.
        record OptedOut(String code, String reason) implements SendOutcome {}

        /// The provider may have accepted the part: its answer was lost, late, or an internal error.
        record Unknown(String why) implements SendOutcome {}
    }

    /// The result of a look-up.
    sealed interface Settlement {
        record Found(String externalId) implements Settlement {}

        record NotFound() implements Settlement {}

        /// The provider does not tell: it refuses every request of this account.
        record Blocked(SendOutcome.Blocked block) implements Settlement {}
    }

    /// The provider's answer to the credentials.
    sealed interface CredentialCheck {
        /// @param account the account's name or id, fit to be shown
        record Valid(String account) implements CredentialCheck {}

        record Rejected(String reason) implements CredentialCheck {}

        record Unreachable(String why) implements CredentialCheck {}
    }
}
