package dev.recado.adapter.mongodb.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.domain.answer.LearnedAnswers;
import dev.recado.domain.answer.LearnedAnswers.Learned;
import dev.recado.domain.contract.LearnedAnswersContract;
import dev.recado.domain.contract.UsageLimitsContract;
import dev.recado.domain.guard.UsageLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedAnswersAndUsageLimitsIT implements LearnedAnswersContract, UsageLimitsContract {
    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> commands = new ConcurrentLinkedQueue<>();

    private MongoStore store;
    private Instant now = AT;
    private LearnedAnswers learned;

    @BeforeEach
    void open() {
        store = MongoStore.embedded(folder, event -> {}, new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                commands.add(event.getCommandName());
            }
        });
        learned = new MongoLearnedAnswers(store, () -> now);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public LearnedAnswers learned() {
        return learned;
    }

    @Override
    public UsageLimits limits(int budget) {
        return new MongoUsageLimits(store, budget);
    }

    @Test
    void expiredAnswersAreDeletedOnAWrite() {
        learned.learn("abc1", new Learned("uno", List.of()), AT.plusSeconds(60));
        now = AT.plus(Duration.ofHours(2));
        learned.learn("abc2", new Learned("dos", List.of()), now.plusSeconds(60));

        assertThat(store.database()
                        .getCollection(MongoLearnedAnswers.COLLECTION)
                        .countDocuments())
                .isEqualTo(1);
    }

    @Test
    void processesCountTogether() {
        UsageLimits one = limits(100);
        UsageLimits other = limits(100);

        long given = UsageLimitsContract.granted(one, 30, NOON) + UsageLimitsContract.granted(other, 90, NOON);
        assertThat(given + UsageLimitsContract.granted(one, 30, NOON)).isEqualTo(100);
    }

    @Test
    void theStoreIsCalledOncePerPortion() {
        UsageLimits limits = limits(1_000);
        commands.clear();
        assertThat(UsageLimitsContract.granted(limits, 40, NOON)).isEqualTo(40);

        assertThat(commands).containsExactly("findAndModify", "findAndModify");
    }

    @Test
    void aUsedUpDayIsNotReadAgain() {
        UsageLimits limits = limits(1);
        assertThat(UsageLimitsContract.granted(limits, 3, NOON)).isEqualTo(1);
        commands.clear();

        assertThat(UsageLimitsContract.granted(limits, 50, NOON)).isZero();
        assertThat(commands).isEmpty();
    }

    @Test
    void anUnreachableStoreIsAMissAndAllowsAnswers() {
        UsageLimits limits = limits(1);
        store.close();

        assertThat(learned.find("abc1", AT)).isEmpty();
        learned.learn("abc1", new Learned("uno", List.of()), AT.plusSeconds(60));
        assertThat(limits.take(NOON)).isTrue();
        open();
    }
}
