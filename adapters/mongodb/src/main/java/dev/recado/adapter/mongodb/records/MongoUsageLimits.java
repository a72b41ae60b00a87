package dev.recado.adapter.mongodb.records;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.guard.UsageLimits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.bson.Document;

/// The number of answers per day in `usage`, one document per day with the date as `_id`. A process takes a
/// portion at a time: a twentieth of the budget, and at most 20. A portion that is unused when the process dies
/// is lost for that day. The day's `taken` may exceed the budget by a portion per process; these answers are not
/// given.
public final class MongoUsageLimits implements UsageLimits {
    static final String COLLECTION = Schema.USAGE;
    private static final String TAKEN = "taken";
    private static final int MAX_PORTION = 20;
    private static final FindOneAndUpdateOptions UPSERT =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

    private final MongoStore store;
    private final int budget;
    private final int portion;
    private LocalDate day = LocalDate.EPOCH;
    private int remaining;
    private boolean usedUp;

    public MongoUsageLimits(MongoStore store, int budget) {
        this.store = store;
        this.budget = budget;
        this.portion = Math.clamp(budget / MAX_PORTION, 1, MAX_PORTION);
    }

    @Override
    public synchronized boolean take(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (today.isAfter(day)) {
            day = today;
            remaining = 0;
            usedUp = false;
        }
        try {
            if (remaining == 0 && !usedUp) {
                remaining = takePortion(day);
                usedUp = remaining == 0;
            }
        } catch (PortUnavailableException _) {
            return true;
        }
        if (remaining == 0) {
            return false;
        }
        remaining--;
        return true;
    }

    /// @return how many answers this process may give from the portion just taken
    private int takePortion(LocalDate date) {
        return store.call("budget", () -> {
            Document counted = store.database()
                    .getCollection(COLLECTION)
                    .findOneAndUpdate(eq("_id", date.toString()), inc(TAKEN, portion), UPSERT);
            int taken = counted == null ? portion : counted.getInteger(TAKEN, portion);
            return Math.max(0, portion - Math.max(0, taken - budget));
        });
    }
}
