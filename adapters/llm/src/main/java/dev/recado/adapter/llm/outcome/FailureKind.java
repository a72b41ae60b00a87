package dev.recado.adapter.llm.outcome;

/// Why a call failed, as far as it decides what happens next.
public enum FailureKind {
    /// A retry may help: the provider fails or cannot be reached.
    TRANSIENT,
    /// A retry helps: the provider works, and was called too often or with too much.
    THROTTLED,
    /// This request is refused; another one may succeed.
    REQUEST,
    /// A shorter request may succeed.
    TOO_LONG,
    /// There is no money, or no quota for today: a retry gets the same error.
    BILLING,
    /// The key is refused.
    CREDENTIALS,
    /// The failure is on this side: the provider was not called, or is not the cause.
    LOCAL
}
