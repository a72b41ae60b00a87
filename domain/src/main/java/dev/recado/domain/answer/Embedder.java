package dev.recado.domain.answer;

import java.time.Instant;
import java.util.List;

/// Turns texts into vectors that lie near each other when the texts mean the like.
public interface Embedder {

    /// What made them: vectors of another name are not to be compared.
    String name();

    /// One vector a text, in order, all of one length. Blocks; a repeat gives the same and pays again.
    ///
    /// @throws PortUnavailableException when they cannot be had by the deadline
    List<float[]> embed(List<String> texts, Instant deadline);
}
