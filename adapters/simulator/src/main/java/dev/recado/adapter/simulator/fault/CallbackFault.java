package dev.recado.adapter.simulator.fault;

/// A fault of a message's status callbacks.
public enum CallbackFault {
    /// No callback is sent.
    MUTE,
    /// Each callback is sent twice.
    DUPLICATE,
    /// The callbacks are sent in reverse: read, delivered, sent.
    REVERSED,
    /// The first callback is sent before the response to the request that created the message.
    EARLY
}
