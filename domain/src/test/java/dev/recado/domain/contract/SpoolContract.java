package dev.recado.domain.contract;

import static dev.recado.domain.contract.StoreContract.ANA;
import static dev.recado.domain.contract.StoreContract.BRUNO;
import static dev.recado.domain.contract.StoreContract.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Spool;
import dev.recado.domain.message.Spool.Entry;
import dev.recado.domain.message.Spool.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of every [Spool].
public interface SpoolContract {

    /// The spool under test, empty at first; the same during a test.
    Spool spool();

    /// The same spool as the next process finds it after this one was killed.
    Spool restarted();

    static Entry messageEntry(int number) {
        return new Entry.Message(Messages.text("SM" + number, ANA, "número " + number, NOON.plusSeconds(number)));
    }

    static List<Entry> entries(List<StoredEntry> kept) {
        return kept.stream().map(StoredEntry::entry).toList();
    }

    @Test
    default void everyKindOfEntryIsReadBackUnchanged() {
        InboundMessage one = Messages.text("SM1", ANA, "¿Abren el sábado? 👩‍👩‍👧", NOON);
        InboundMessage two = Messages.text("SM2", ANA, "hola", NOON.plusMillis(1));
        List<Entry> all = List.of(
                new Entry.Message(one),
                new Entry.Receipt(new DeliveryReceipt(
                        Channel.TWILIO,
                        "SM9",
                        new PartId("twilio:SM1/0"),
                        DeliveryStatus.FAILED,
                        "63016",
                        "outside the window",
                        NOON)),
                new Entry.Receipt(
                        new DeliveryReceipt(Channel.TWILIO, "SM9", null, DeliveryStatus.READ, null, null, NOON)),
                new Entry.FailureNoticeMark(List.of(one, two), Messages.part(two, 0, 1, "Lo siento.")),
                new Entry.Message(Messages.text("SM3", BRUNO, "", NOON)));
        all.forEach(spool()::append);

        assertThat(entries(spool().read(0, 10))).isEqualTo(all);
        assertThat(entries(restarted().read(0, 10))).isEqualTo(all);
    }

    @Test
    default void manyEntriesAreAppendedTogetherInOrder() {
        List<Entry> many = IntStream.range(0, 200)
                .<Entry>mapToObj(SpoolContract::messageEntry)
                .toList();

        List<Long> positions = spool().appendAll(many);

        assertThat(positions).hasSize(200).isSorted();
        Spool next = restarted();
        assertThat(entries(next.read(0, 2_000))).isEqualTo(many);
        assertThat(next.read(0, 2_000)).extracting(StoredEntry::position).isEqualTo(positions);
    }

    @Test
    default void entriesAreReadInOrderInBatches() {
        List<Entry> all = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            all.add(messageEntry(i));
            positions.add(spool().append(all.getLast()));
        }
        List<StoredEntry> read = new ArrayList<>();
        long from = 0;
        for (List<StoredEntry> piece = spool().read(from, 10); !piece.isEmpty(); piece = spool().read(from, 10)) {
            assertThat(piece).hasSizeLessThanOrEqualTo(10);
            read.addAll(piece);
            from = piece.getLast().next();
        }
        assertThat(entries(read)).isEqualTo(all);
        assertThat(read).extracting(StoredEntry::position).isEqualTo(positions).isSorted();
        assertThat(entries(spool().read(positions.get(7), 1))).containsExactly(all.get(7));
    }

    @Test
    default void forgottenEntriesAreGoneAndTheRestStays() {
        for (int i = 0; i < 10; i++) {
            spool().append(messageEntry(i));
        }
        spool().forget(spool().read(0, 4).getLast().next());

        assertThat(entries(spool().read(0, 1))).containsExactly(messageEntry(4));
        assertThat(spool().level().entries()).isEqualTo(6);
        spool().forget(spool().read(0, 10).getLast().next());
        assertThat(spool().read(0, 1)).isEmpty();
        assertThat(spool().level().entries()).isZero();
        assertThat(spool().level().bytes()).isZero();

        spool().append(messageEntry(10));
        assertThat(entries(spool().read(0, 10))).containsExactly(messageEntry(10));
        assertThat(entries(restarted().read(0, 10))).containsExactly(messageEntry(10));
    }

    @Test
    default void aFullSpoolRefusesUntilThereIsRoomAgain() {
        assertThat(spool().level().accepting()).isTrue();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100_000; i++) {
                        spool().append(messageEntry(i));
                    }
                })
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("full");
        assertThat(spool().level().accepting()).isFalse();
        assertThat(spool().level().bytes()).isLessThanOrEqualTo(spool().level().limit());

        spool().forget(Long.MAX_VALUE);
        assertThat(spool().level().accepting()).isTrue();
        spool().append(messageEntry(1));
        assertThat(entries(spool().read(0, 10))).containsExactly(messageEntry(1));
    }

    @Test
    default void entriesSetAsideSurviveARestartAndAreNotReadAgain() {
        assertThat(spool().setAsideSummary()).isEqualTo(Spool.SetAsideSummary.NONE);
        spool().append(messageEntry(1));
        spool().append(messageEntry(2));
        spool().setAside(messageEntry(1));
        spool().setAside(messageEntry(1));
        spool().forget(spool().read(0, 1).getLast().next());

        assertThat(entries(spool().read(0, 10))).containsExactly(messageEntry(2));
        assertThat(spool().setAsideSummary().entries()).isOne();
        spool().forget(Long.MAX_VALUE);
        Spool next = restarted();
        assertThat(next.setAsideSummary().entries()).isOne();
        assertThat(next.setAsideSummary().remedy()).isNotEmpty();
        assertThat(next.read(0, 10)).isEmpty();
    }

    @Test
    default void entriesSetAsideAreErasedByChoice() {
        spool().setAside(messageEntry(1));
        spool().setAside(messageEntry(2));

        assertThat(spool().eraseSetAside(messageEntry(2)::equals)).isOne();
        assertThat(spool().eraseSetAside(messageEntry(2)::equals))
                .as("a repeat")
                .isZero();

        assertThat(spool().setAsideSummary().entries()).isOne();
        assertThat(restarted().setAsideSummary().entries()).isOne();
    }

    @Test
    default void concurrentAppendsAreAllStored() throws Exception {
        List<Callable<Long>> appends = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Entry entry = messageEntry(i);
            appends.add(() -> spool().append(entry));
        }
        List<Long> positions = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Long> append : threads.invokeAll(appends)) {
                positions.add(append.get());
            }
        }
        assertThat(positions).doesNotHaveDuplicates();
        for (int i = 0; i < 100; i++) {
            assertThat(entries(spool().read(positions.get(i), 1))).containsExactly(messageEntry(i));
        }
        assertThat(restarted().read(0, 1_000)).hasSize(100);
    }
}
