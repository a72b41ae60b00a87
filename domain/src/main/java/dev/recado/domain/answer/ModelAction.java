package dev.recado.domain.answer;

import dev.recado.domain.conversation.Lead;

/// An action that a model takes beside its text: typed and checked, never a token in the text.
public sealed interface ModelAction {

    /// The user left a name and contact data.
    record RecordLead(Lead lead) implements ModelAction {}

    /// The user wants or needs a person.
    ///
    /// @param reason one line in the model's words; data
    record RequestHandoff(String reason) implements ModelAction {
        private static final int MAX_LENGTH = 300;

        public RequestHandoff {
            String line = reason.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
            reason = line.length() <= MAX_LENGTH
                    ? line
                    : line.substring(0, MAX_LENGTH).strip();
        }
    }
}
