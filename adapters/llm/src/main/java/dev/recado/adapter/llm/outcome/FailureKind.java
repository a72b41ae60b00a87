package dev.recado.adapter.llm.outcome;

/// Why a call broke, as far as it matters for what is done next.
public enum FailureKind {
    /// Waiting may help: the provider fails, or is out of reach.
    PASSING,
    /// Waiting will help: the provider is there, and asked too fast or too much.
    BUSY,
    /// This request will not be served, another may be.
    REQUEST,
    /// A shorter request may be served.
    TOO_LONG,
    /// There is no money, or no quota for today: asking again only earns the same answer.
    MONEY,
    /// The key is not accepted.
    ACCESS,
    /// The provider was not asked, or has nothing to do with it.
    OURS
}
