package dev.recado.adapter.mongodb.spool;

import static dev.recado.domain.contract.SpoolContract.entries;
import static dev.recado.domain.contract.SpoolContract.messageEntry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.contract.SpoolContract;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Spool;
import dev.recado.domain.message.Spool.Entry;
import dev.recado.domain.message.Spool.StoredEntry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSpoolIT implements SpoolContract {
    private static final long LIMIT = 256 << 10;

    @TempDir
    Path root;

    private final List<FileSpool> open = new ArrayList<>();

    @Override
    public synchronized Spool spool() {
        return open.isEmpty() ? open() : open.getLast();
    }

    @Override
    public Spool restarted() {
        close();
        return open();
    }

    private FileSpool open() {
        try {
            open.add(FileSpool.in(root, LIMIT));
            return open.getLast();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() {
        open.forEach(spool -> {
            try {
                spool.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(SpoolSegment::isSegment).sorted().toList();
        }
    }

    private static void damage(Path file, long at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int before = bytes.read();
            bytes.seek(at);
            bytes.write(before ^ 0x10);
        }
    }

    private List<Entry> fill(int count) {
        List<Entry> all =
                IntStream.range(0, count).mapToObj(SpoolContract::messageEntry).toList();
        all.forEach(spool()::append);
        return all;
    }

    @Test
    void anIncompleteEndIsCutOffAndTheRestIsKept() throws IOException {
        List<Entry> all = fill(10);
        long whole = Files.size(files().getLast());
        long last = spool().read(0, 10).getLast().position();
        for (long size = whole - 1; size > last; size -= 7) {
            close();
            try (RandomAccessFile file = new RandomAccessFile(files().getFirst().toFile(), "rw")) {
                file.setLength(size);
            }
            assertThat(entries(open().read(0, 20))).isEqualTo(all.subList(0, 9));
        }
        spool().append(messageEntry(99));
        assertThat(entries(restarted().read(0, 20))).hasSize(10).endsWith(messageEntry(99));
    }

    @Test
    void aFlippedByteLosesOneEntryAtMost() throws IOException {
        Random random = new Random(11);
        List<Entry> all = fill(20);
        byte[] intact = Files.readAllBytes(files().getFirst());
        for (int i = 0; i < 15; i++) {
            close();
            Files.write(files().getFirst(), intact);
            damage(files().getFirst(), random.nextInt(intact.length));

            List<Entry> left = entries(open().read(0, 100));
            assertThat(left).hasSize(19);
            assertThat(all).containsSubsequence(left);
        }
    }

    @Test
    void aByteThatFlipsWhileOpenLosesOneEntryWithoutAnException() throws IOException {
        List<Entry> all = fill(5);
        List<StoredEntry> kept = spool().read(0, 10);
        damage(files().getFirst(), kept.get(2).position() + SpoolSegment.HEADER + 20);

        assertThat(entries(spool().read(0, 10))).containsExactly(all.get(0), all.get(1), all.get(3), all.get(4));
        assertThat(spool().read(kept.get(2).position(), 1))
                .extracting(StoredEntry::entry)
                .containsExactly(all.get(3));
    }

    @Test
    void entriesAfterATornEndAreKept() throws IOException {
        fill(3);
        close();
        Files.write(files().getFirst(), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        open().append(messageEntry(3));
        assertThat(entries(restarted().read(0, 10)))
                .containsExactly(messageEntry(0), messageEntry(1), messageEntry(2), messageEntry(3));
    }

    @Test
    void drainedSpaceIsFreedAndNoFileIsLeftWhenEmpty() throws IOException {
        fill(300);
        int files = files().size();
        long bytes = spool().level().bytes();
        assertThat(files).isGreaterThan(3);

        spool().forget(spool().read(0, 150).getLast().next());
        assertThat(files()).hasSizeLessThan(files);
        assertThat(spool().level().bytes()).isLessThan(bytes);

        spool().forget(spool().read(0, 150).getLast().next());
        assertThat(files()).isEmpty();
        assertThat(restarted().level().entries()).isZero();
    }

    @Test
    void afterAKillDuringADrainTheRestIsStillThere() {
        List<Entry> all = fill(300);
        spool().forget(spool().read(0, 137).getLast().next());

        List<Entry> again = entries(restarted().read(0, 1_000));
        assertThat(again).hasSizeBetween(163, 300);
        assertThat(all).endsWith(again.toArray(Entry[]::new));
    }

    @Test
    void aFailureNoticeFitsWhenMessagesDoNot() {
        assertThatThrownBy(() -> fill(100_000)).isInstanceOf(PortUnavailableException.class);
        InboundMessage message = Messages.text("SM1", "+15550000001", "hola", Instant.EPOCH);

        long position =
                spool().append(new Entry.FailureNoticeMark(List.of(message), Messages.part(message, 0, 1, "…")));
        assertThat(spool().read(position, 1)).hasSize(1);
    }

    @Test
    void itReportsAFailingDiskAndDetectsItsRecovery() throws IOException {
        Path place = root.resolve("0");
        Path gone = root.resolve("gone");
        assertThat(spool().level().accepting()).isTrue();
        Files.move(place, gone);
        assertThatThrownBy(() -> spool().append(messageEntry(1))).isInstanceOf(PortUnavailableException.class);
        assertThat(spool().level().accepting()).isFalse();

        Files.move(gone, place);

        assertThat(spool().level().accepting()).isTrue();
        spool().append(messageEntry(1));
        assertThat(entries(spool().read(0, 10))).containsExactly(messageEntry(1));
    }

    @Test
    void processesOnOneFolderHaveSeparatePlaces() throws IOException {
        try (FileSpool one = FileSpool.in(root, LIMIT);
                FileSpool other = FileSpool.in(root, LIMIT)) {
            one.append(messageEntry(1));
            other.append(messageEntry(2));
            assertThat(entries(one.read(0, 10))).containsExactly(messageEntry(1));
            assertThat(entries(other.read(0, 10))).containsExactly(messageEntry(2));
        }
        try (FileSpool alone = FileSpool.in(root, LIMIT)) {
            assertThat(entries(alone.read(0, 10))).containsExactly(messageEntry(1), messageEntry(2));
        }
        assertThat(files()).allMatch(file -> file.startsWith(root.resolve("0")));
    }

    @Test
    void onlyItsOwnerCanReadIt() throws IOException {
        fill(1);
        assumeTrue(root.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path file = files().getFirst();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    private List<Path> refused(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    private void again() throws IOException {
        for (Path file : refused(".refused")) {
            Files.move(file, Path.of(file.toString().replace(".refused", ".again")));
        }
    }

    @Test
    void aRefusedEntryIsPrivateAndReturnsWhenItsFileIsRenamed() throws IOException {
        spool().setAside(messageEntry(1));
        spool().setAside(messageEntry(2));
        assertThat(refused(".refused")).hasSize(2).allSatisfy(file -> {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        });
        assertThat(spool().setAsideSummary().remedy())
                .contains("RECADO_DATA_DIR/spool/", "*.refused", "*.again", "restart");

        again();
        assertThat(spool().setAsideSummary().entries()).isEqualTo(2);
        assertThat(entries(restarted().read(0, 10))).containsExactlyInAnyOrder(messageEntry(1), messageEntry(2));
        assertThat(spool().setAsideSummary()).isEqualTo(Spool.SetAsideSummary.NONE);
        assertThat(refused(".again")).isEmpty();
    }

    @Test
    void aRefusedEntryOfAnEndedProcessIsReportedAndReturnedByAnother() throws IOException {
        try (FileSpool one = FileSpool.in(root, LIMIT);
                FileSpool other = FileSpool.in(root, LIMIT)) {
            other.setAside(messageEntry(2));
            assertThat(one.setAsideSummary().entries()).isOne();
        }
        again();
        try (FileSpool alone = FileSpool.in(root, LIMIT)) {
            assertThat(entries(alone.read(0, 10))).containsExactly(messageEntry(2));
        }
    }

    @Test
    void aDamagedRefusedEntryStaysAndIsReported() throws IOException {
        spool().setAside(messageEntry(1));
        damage(refused(".refused").getFirst(), SpoolSegment.HEADER + 5L);
        again();

        assertThat(restarted().read(0, 10)).isEmpty();
        assertThat(refused(".again")).hasSize(1);
        assertThat(spool().setAsideSummary().entries()).isOne();
    }

    @Test
    void anEntryThatCannotBeSetAsideIsRefused() throws IOException {
        spool();
        Files.move(root.resolve("0"), root.resolve("gone"));
        assertThatThrownBy(() -> spool().setAside(messageEntry(1))).isInstanceOf(PortUnavailableException.class);
        Files.move(root.resolve("gone"), root.resolve("0"));
    }

    @Test
    void aFailingDiskIsReportedAndRetried() throws IOException {
        spool().append(messageEntry(0));
        Path folder = files().getFirst().getParent();
        // The folder is removed, which has the effect of a failing disk.
        Path aside = root.resolve("aside");
        spool().forget(Long.MAX_VALUE);
        Files.move(folder, aside);
        assertThatThrownBy(() -> spool().append(messageEntry(1)))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("disk");
        assertThat(spool().level().accepting()).isFalse();
        assertThat(spool().level().entries()).isZero();
        Files.move(aside, folder);
        spool().append(messageEntry(2));
        assertThat(spool().level().accepting()).isTrue();
        assertThat(entries(spool().read(0, 10))).containsExactly(messageEntry(2));
    }
}
