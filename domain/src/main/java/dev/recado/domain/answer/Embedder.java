package dev.recado.domain.answer;

import java.time.Instant;
import java.util.List;

/// A model that embeds texts as vectors; texts of similar meaning have near vectors. Thread-safe.
public interface Embedder {

    /// Returns the model's name; vectors of different models cannot be compared.
    String name();

    /// Returns one vector per text, in order, all of one length. Blocks; a repeat gives the same and costs again.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when there is no result by the deadline; a retry may
    ///     help
    List<float[]> embed(List<String> texts, Instant deadline);
}
