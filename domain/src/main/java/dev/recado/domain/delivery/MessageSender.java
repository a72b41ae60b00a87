package dev.recado.domain.delivery;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.Capabilities;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.OutboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// Gives parts to a provider. One try a call: whether and when to try again is the caller's to decide.
public interface MessageSender {

    Channel channel();

    /// What the channel can do; always the same.
    Capabilities capabilities();

    /// Sends one part. A repeat sends it again: ask {@link #lookUp} first when an earlier outcome is unknown.
    SendOutcome send(OutboundMessage part);

    /// Looks at the provider for a part whose outcome is not known. A provider that keeps no list finds nothing; it
    /// tells by receipts, and {@link Capabilities#settling} is how long they may take.
    ///
    /// @param since when it was first tried; the provider's messages to that user from then on are searched
    /// @param others the provider's ids of messages that are known to be other parts, whatever their words
    /// @throws PortUnavailableException when the provider could not be asked
    Settlement lookUp(OutboundMessage part, Instant since, Set<String> others);

    /// What it means that the provider tells of a failure with this code after it had accepted a part: what
    /// {@link #send} would have returned, had it been told at once.
    ///
    /// @param code the provider's
    /// @param reason in its words
    default SendOutcome meaningOf(String code, String reason) {
        return new SendOutcome.Refused(code, reason);
    }

    /// Asks the provider whether the credentials work. Sends nothing.
    CredentialCheck checkCredentials();

    /// What the provider made of a part.
    sealed interface SendOutcome {
        /// @param externalId the provider's id of the message; empty when the provider gives none (an answer inside
        ///     the webhook's own response)
        record Accepted(String externalId) implements SendOutcome {}

        /// Not taken for now; certainly not sent.
        record Throttled(Duration retryAfter, String code) implements SendOutcome {}

        /// Never to be tried again as it is.
        ///
        /// @param remedy what the operator is to do so that the user gets an answer after all, in a sentence;
        ///     empty where it is for the user's sake, or nobody can mend it
        record Refused(String code, String reason, String remedy) implements SendOutcome {
            /// That nobody can mend but the user.
            public Refused(String code, String reason) {
                this(code, reason, "");
            }

            /// Why the messages are to be set aside that are not answered for it.
            public Failure failure() {
                return new Failure(
                        "delivery: " + code + ", " + remedy + (reason.isBlank() ? "" : " (" + reason + ")"), 1);
            }
        }

        /// Not taken, and no free text will be until the user writes again: the service window is closed.
        record WindowClosed(String code) implements SendOutcome {}

        /// Certainly not taken, and nothing by this sender will be until the operator mends something: credentials,
        /// payment, the account, the number. It is no fault of the message.
        ///
        /// @param wholeAccount whether it holds for every number of the account
        /// @param remedy what the operator is to do, in a sentence
        record Blocked(String code, String reason, boolean wholeAccount, String remedy) implements SendOutcome {}

        /// Not taken, and never to be tried again: the user told the provider that they want to hear no more.
        record OptedOut(String code, String reason) implements SendOutcome {}

        /// The provider may have taken it: the answer was lost, late or an internal error.
        record Unknown(String why) implements SendOutcome {}
    }

    /// What a look-up found.
    sealed interface Settlement {
        record Found(String externalId) implements Settlement {}

        record NotFound() implements Settlement {}

        /// The provider does not say, as it takes no request of this account.
        record Blocked(SendOutcome.Blocked block) implements Settlement {}
    }

    /// What the provider says to our credentials.
    sealed interface CredentialCheck {
        /// @param account the account's name or id, fit to be shown
        record Valid(String account) implements CredentialCheck {}

        record Rejected(String reason) implements CredentialCheck {}

        record Unreachable(String why) implements CredentialCheck {}
    }
}
