package dev.recado.domain.model;

/// What a model does besides writing: typed and checked, never a token in the text.
public sealed interface Action {

    /// The user leaves their name and how to reach them.
    record LeaveLead(Lead lead) implements Action {}

    /// The user wants a person, or needs one.
    ///
    /// @param reason a line in the model's words; data
    record AskForHuman(String reason) implements Action {
        private static final int LONGEST = 300;

        public AskForHuman {
            String line = reason.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
            reason =
                    line.length() <= LONGEST ? line : line.substring(0, LONGEST).strip();
        }
    }
}
