package dev.recado.adapter.console.people;

import dev.recado.domain.handoff.ConversationList.Place;
import dev.recado.domain.identity.PublicIds;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reads and writes what a list takes as `limit` and `after`: places are sealed, because they hold ids.
@Singleton
final class Cursors {
    private static final int MAX_LIMIT = 200;
    private static final String WAITING = "w";
    private static final String ACTIVE = "a";

    private final PublicIds ids;

    Cursors(PublicIds ids) {
        this.ids = ids;
    }

    int limit(String limit) throws InvalidRequestException {
        if (!limit.matches("\\d{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MAX_LIMIT) {
            throw new InvalidRequestException("limit: expected a number from 1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(limit);
    }

    @Nullable
    String write(@Nullable Place place) {
        return place == null
                ? null
                : ids.sealedPlace(String.join(
                        ",", place.waiting() ? WAITING : ACTIVE, place.at().toString(), place.id()));
    }

    @Nullable
    Place read(@Nullable String after) throws InvalidRequestException {
        if (after == null) {
            return null;
        }
        String[] parts = ids.place(after).orElse("").split(",", 3);
        try {
            if (parts.length == 3) {
                return new Place(parts[0].equals(WAITING), Instant.parse(parts[1]), parts[2]);
            }
        } catch (DateTimeException _) {
            // the place in another list
        }
        throw new InvalidRequestException("after: expected what an earlier answer named as next");
    }
}
