package dev.recado.domain.event;

/// Tells the business's own server what it did not take for too long.
@FunctionalInterface
public interface ReplayEventsUseCase {

    /// What was set aside is told again, in the background: once more where it is older than a day, else as often as
    /// anything. Asked for twice, each is told once.
    ///
    /// @return how many events
    /// @throws dev.recado.domain.PortUnavailableException when the store does not answer
    int tellAgain();
}
