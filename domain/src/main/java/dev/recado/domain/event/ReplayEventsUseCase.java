package dev.recado.domain.event;

/// Delivers business events again that the business's server did not accept in time.
@FunctionalInterface
public interface ReplayEventsUseCase {

    /// Makes all events that were set aside due again; they are delivered in the background. An event older than
    /// a day gets one more attempt. A repeat is harmless.
    ///
    /// @return how many events
    /// @throws dev.recado.domain.PortUnavailableException when the store does not answer; a retry may help
    int replay();
}
