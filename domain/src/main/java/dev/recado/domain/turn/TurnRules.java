package dev.recado.domain.turn;

import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.availability.StaffAvailability;
import dev.recado.domain.text.Language;
import java.time.Duration;

/// The rules of a turn.
///
/// @param deadline from a message's arrival to the latest answer or apology
/// @param lease how long a claim holds unless renewed; renewed at a third of it
/// @param historyTurns how many recent turns the model is given
/// @param texts what the bot says by itself
/// @param patience how long an accepted answer is tried to be sent before it is given up
/// @param attempts how many turns may break before the messages are set aside
/// @param humanIdle how long the bot is silent after a person of the business wrote to the user from elsewhere
/// @param staff whether people can answer
public record TurnRules(
        Duration deadline,
        Duration lease,
        int historyTurns,
        BuiltInTexts texts,
        Duration patience,
        int attempts,
        Duration humanIdle,
        StaffAvailability staff) {

    /// Rules for a business whose people are told of every request at once.
    public TurnRules(
            Duration deadline,
            Duration lease,
            int historyTurns,
            BuiltInTexts texts,
            Duration patience,
            int attempts,
            Duration humanIdle) {
        this(deadline, lease, historyTurns, texts, patience, attempts, humanIdle, StaffAvailability.TOLD);
    }

    /// While the user's is not known.
    public Language defaultLanguage() {
        return texts.defaultLanguage();
    }

    /// What is kept of the deadline for rendering, storing and sending.
    public Duration reserve() {
        Duration tenth = deadline.dividedBy(10);
        return tenth.compareTo(Duration.ofSeconds(3)) < 0 ? tenth : Duration.ofSeconds(3);
    }
}
