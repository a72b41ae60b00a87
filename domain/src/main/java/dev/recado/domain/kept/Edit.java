package dev.recado.domain.kept;

import dev.recado.domain.message.Author;
import java.time.Instant;

/// The last change of an item.
///
/// @param version of the item: 1 for a new one, and one more with each change
public record Edit(Author by, Instant at, int version) {

    public static Edit first(Author by, Instant at) {
        return new Edit(by, at, 1);
    }

    Edit next(Author nextBy, Instant nextAt) {
        return new Edit(nextBy, nextAt, version + 1);
    }
}
