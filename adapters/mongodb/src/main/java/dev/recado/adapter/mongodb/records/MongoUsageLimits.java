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

/// The day's answers in `usage`, one document a day whose `_id` is the date. A process takes a portion at once: a
/// twentieth of the budget, and 20 at most. What it has not used when it dies is lost for the day; the day's `taken`
/// may end above the budget by a portion for each process, which nobody is given.
public final class MongoUsageLimits implements UsageLimits {
    static final String COLLECTION = Schema.USAGE;
    private static final String TAKEN = "taken";
    private static final int MOST_AT_ONCE = 20;
    private static final FindOneAndUpdateOptions COUNTED =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

    private final MongoStore store;
    private final int budget;
    private final int portion;
    private LocalDate day = LocalDate.EPOCH;
    private int left;
    private boolean usedUp;

    public MongoUsageLimits(MongoStore store, int budget) {
        this.store = store;
        this.budget = budget;
        this.portion = Math.clamp(budget / MOST_AT_ONCE, 1, MOST_AT_ONCE);
    }

    @Override
    public synchronized boolean take(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (today.isAfter(day)) {
            day = today;
            left = 0;
            usedUp = false;
        }
        try {
            if (left == 0 && !usedUp) {
                left = portionOf(day);
                usedUp = left == 0;
            }
        } catch (PortUnavailableException _) {
            return true;
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    /// @return how many answers this process may give of those that it has just taken
    private int portionOf(LocalDate date) {
        return store.call("budget", () -> {
            Document counted = store.database()
                    .getCollection(COLLECTION)
                    .findOneAndUpdate(eq("_id", date.toString()), inc(TAKEN, portion), COUNTED);
            int taken = counted == null ? portion : counted.getInteger(TAKEN, portion);
            return Math.max(0, portion - Math.max(0, taken - budget));
        });
    }
}
