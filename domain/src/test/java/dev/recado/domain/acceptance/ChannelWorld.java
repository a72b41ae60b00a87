package dev.recado.domain.acceptance;

import dev.recado.domain.message.Capabilities;

/// Users, a provider and an assistant around a Recado under test.
public interface ChannelWorld {

    /// A user with a phone number whom nobody has seen yet.
    Person somebody();

    /// A user who hides the number: only a business-scoped id is known.
    Person somebodyWithoutANumber();

    /// Who answers what no curated answer knows. By default it repeats what was said.
    Assistant assistant();

    /// What the provider does with the next message that Recado gives it.
    void next(Trouble trouble);

    /// What the channel can do.
    Capabilities capabilities();

    /// What goes wrong between Recado and the provider.
    enum Trouble {
        /// Not taken, to be tried again in a moment.
        BUSY,
        /// Taken, but the answer to the call is lost.
        TAKEN_UNHEARD,
        /// Never to be taken.
        REFUSED,
        /// Refused because the user has not written for 24 hours.
        WINDOW_CLOSED
    }

    /// The assistant behind Recado.
    interface Assistant {
        /// Answers the next question with these words.
        void nextSays(String commonMark);

        /// Fails at the next question, whatever is tried.
        void nextFails();
    }
}
