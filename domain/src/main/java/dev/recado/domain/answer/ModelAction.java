package dev.recado.domain.answer;

import dev.recado.domain.conversation.Lead;

/// An action that a model takes beside its text: typed and checked, never a token in the text.
public sealed interface ModelAction {

    /// The user left a name and contact data.
    record LeaveLead(Lead lead) implements ModelAction {}

    /// The user wants or needs a person.
    ///
    /// @param reason one line in the model's words; data
    record AskForHuman(String reason) implements ModelAction {
        private static final int LONGEST = 300;

        public AskForHuman {
            String line = reason.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
            reason =
                    line.length() <= LONGEST ? line : line.substring(0, LONGEST).strip();
        }
    }
}
