package dev.recado.domain.answer;

import dev.recado.domain.conversation.Lead;

/// What a model does besides writing: typed and checked, never a token in the text.
public sealed interface ModelAction {

    /// The user leaves their name and how to reach them.
    record LeaveLead(Lead lead) implements ModelAction {}

    /// The user wants a person, or needs one.
    ///
    /// @param reason a line in the model's words; data
    record AskForHuman(String reason) implements ModelAction {
        private static final int LONGEST = 300;

        public AskForHuman {
            String line = reason.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
            reason =
                    line.length() <= LONGEST ? line : line.substring(0, LONGEST).strip();
        }
    }
}
