package dev.recado.domain.acceptance;

import dev.recado.domain.message.Capabilities;

/// Users, a provider and an assistant around the Recado under test.
public interface ChannelWorld {

    /// Returns a new user with a phone number.
    Person newPerson();

    /// Returns a new user who hides the number: only a business-scoped id is known.
    Person newPersonWithoutNumber();

    /// Returns the assistant that answers what no curated answer covers. By default it repeats the message.
    Assistant assistant();

    /// Sets what the provider does with the next message from Recado.
    void next(Trouble trouble);

    /// Returns the channel's capabilities.
    Capabilities capabilities();

    /// A problem between Recado and the provider.
    enum Trouble {
        /// Not accepted for a moment.
        BUSY,
        /// Accepted, but the response is lost.
        ACCEPTED_WITHOUT_RESPONSE,
        /// Refused for good.
        REFUSED,
        /// Refused because the user has not written for 24 hours.
        WINDOW_CLOSED
    }

    /// The assistant behind Recado.
    interface Assistant {
        /// Answers the next question with this text.
        void nextSays(String commonMark);

        /// Fails at the next question, also when it is retried.
        void nextFails();
    }
}
