package dev.recado.domain.handoff;

import java.time.Duration;
import java.util.List;

/// A way to tell people of the business: one for each technology.
public interface StaffNotifier {

    /// The name of the way, unique and lower case: `whatsapp`, `email`.
    String way();

    /// Whom it tells, by the addresses of this way. Reads from memory.
    List<String> recipients();

    /// Tells one person, and returns within about half a minute. A repeat has the same id, by which the way or the
    /// person recognises it. Never throws because the way fails: a failure is an outcome. Thread-safe.
    ///
    /// @param recipient one of [#recipients()]
    /// @throws dev.recado.domain.PortUnavailableException when the store does not answer; a retry is safe and
    ///     may help
    Outcome tell(StaffNotice notice, String recipient);

    /// The outcome.
    sealed interface Outcome {
        /// The way has it.
        record Told() implements Outcome {}

        /// It is on its way, and not known to have left: ask again after this time.
        record UnderWay(Duration after) implements Outcome {}

        /// The way does not have it, or may not have it. A retry may help.
        ///
        /// @param reason a few words, fit for the log: no address, no text
        record NotTold(String reason) implements Outcome {}

        /// The way will not take it, whenever it is tried.
        ///
        /// @param reason a few words, fit for the log: no address, no text
        record Refused(String reason) implements Outcome {}
    }
}
