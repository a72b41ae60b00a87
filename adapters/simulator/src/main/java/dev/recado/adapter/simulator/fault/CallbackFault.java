package dev.recado.adapter.simulator.fault;

/// One way in which the status callbacks of a message can go wrong.
public enum CallbackFault {
    /// None is made.
    MUTE,
    /// Each comes twice.
    DUPLICATE,
    /// They come backwards: read, delivered, sent.
    REVERSED,
    /// The first comes before the request that created the message is answered.
    EARLY
}
