package dev.recado.adapter.llm;

/// Why a call broke, as far as it matters for what is done next.
enum Fault {
    /// Waiting may help: too fast, too busy, out of reach.
    PASSING,
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
