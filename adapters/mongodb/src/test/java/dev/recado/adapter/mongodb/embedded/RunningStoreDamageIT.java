package dev.recado.adapter.mongodb.embedded;

import static dev.recado.domain.contract.StoreContract.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import dev.recado.adapter.mongodb.connection.MongoProbe;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.file.OwnerOnlyFiles;
import dev.recado.adapter.mongodb.messages.MongoInbox;
import dev.recado.domain.ConfigurationException;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.operation.Probe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests damage of the embedded store's file while it is open.
class RunningStoreDamageIT {
    private static final byte[] WRITTEN = "hola clinica".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FLIPPED = "hola clynica".getBytes(StandardCharsets.US_ASCII);
    private static final long FULL = Long.MAX_VALUE / 2;

    @TempDir
    Path folder;

    private final ReentrantLock changes = new ReentrantLock();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong spared = new AtomicLong();
    private Path path;
    private StoreFile file;
    private StoreBackup backup;

    @BeforeEach
    void open() {
        path = folder.resolve("recado.store");
        append("SM1");
        file = StoreFolder.open(folder, StoreRepair.REFUSE);
        backup = new StoreBackup(file, changes, nanos::get, spared::get);
    }

    @AfterEach
    void close() {
        file.close();
    }

    private void append(String id) {
        try (MongoStore store = MongoStore.embedded(folder, event -> {});
                MongoInbox inbox = new MongoInbox(store)) {
            inbox.append(Messages.text(id, "+15550000001", new String(WRITTEN, StandardCharsets.US_ASCII), NOON));
        }
    }

    @Test
    void aFileThatWasRemovedTakesNoMoreMessages() throws IOException {
        takesNoMoreAfter(Files::delete, "the file was removed while it was open");
    }

    @Test
    void aFileThatWasReplacedTakesNoMoreMessages() throws IOException {
        takesNoMoreAfter(
                file -> {
                    Path backup = Files.copy(file, file.resolveSibling("backup"));
                    Files.move(backup, file, StandardCopyOption.REPLACE_EXISTING);
                },
                "the file was replaced while it was open");
    }

    private interface FileChange {
        void apply(Path file) throws IOException;
    }

    private void takesNoMoreAfter(FileChange change, String reason) throws IOException {
        Path other = folder.resolve("other");
        try (MongoStore store = MongoStore.embedded(other, event -> {});
                MongoInbox inbox = new MongoInbox(store)) {
            inbox.append(Messages.text("SM1", "+15550000001", "hola", NOON));
            change.apply(other.resolve("recado.store"));

            assertThatThrownBy(() -> inbox.append(Messages.text("SM2", "+15550000001", "hola", NOON)))
                    .isInstanceOf(PortUnavailableException.class);
            assertThat(new MongoProbe(store).check().details())
                    .containsEntry("writable", false)
                    .containsEntry("reason", reason);
        }
    }

    private void look() {
        nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
        backup.checkAndCopy();
        backup.await();
    }

    private void flip() throws IOException {
        replace(WRITTEN, FLIPPED);
    }

    private void flipBack() throws IOException {
        replace(FLIPPED, WRITTEN);
    }

    /// Changes bytes on the disk behind the store's back.
    private void replace(byte[] from, byte[] to) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        int replaced = 0;
        for (int at = 0; at + from.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + from.length, from, 0, from.length)) {
                System.arraycopy(to, 0, bytes, at, to.length);
                replaced++;
            }
        }
        assertThat(replaced).isPositive();
        Files.write(path, bytes, StandardOpenOption.WRITE);
    }

    private byte[] copy() throws IOException {
        return Files.readAllBytes(StoreRepair.copyOf(path));
    }

    private void assertThatTheNextStartIsRefused() {
        file.close();
        assertThatThrownBy(() -> StoreFolder.open(folder, StoreRepair.REFUSE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is damaged: its content changed");
    }

    @Test
    void aDamagedFileIsNotRewritten() throws IOException {
        flip();

        assertThatThrownBy(file::rewrite).isInstanceOf(DamagedStoreException.class);

        assertThat(file.openings()).isZero();
        file.commit();
        assertThatTheNextStartIsRefused();
    }

    @Test
    void aDamagedFileIsNotRewrittenOnClose() throws IOException {
        file.close();
        try (MongoStore store = MongoStore.embedded(folder, event -> {})) {
            MongoCollection<Document> waste = store.messages();
            for (int i = 0; i < 8; i++) {
                waste.insertOne(new Document("_id", "waste-" + i).append("bytes", new byte[1 << 20]));
            }
            for (int i = 0; i < 8; i++) {
                waste.deleteOne(Filters.eq("_id", "waste-" + i));
            }
            flip();
        }
        assertThatTheNextStartIsRefused();
    }

    @Test
    void aCopyIsMadeWhileItRuns() throws IOException {
        look();

        assertThat(backup.damage()).isNull();
        Files.copy(StoreRepair.copyOf(path), folder.resolve("recado.store.mine"));
        CheckedMvStore.examine(folder.resolve("recado.store.mine"), path, List.of());
    }

    @Test
    void aCopyOfARunningStoreIsABackup() throws IOException {
        look();
        Path other = Files.createDirectory(folder.resolve("other"));

        Files.copy(StoreRepair.copyOf(path), other.resolve("recado.store"));

        try (MongoStore restored = MongoStore.embedded(other, event -> {})) {
            assertThat(restored.messages().countDocuments()).isEqualTo(1);
        }
    }

    @Test
    void aDamagedStoreIsDownAndReachable() {
        file.close();
        EmbeddedServer server = EmbeddedServer.open(folder);
        try (MongoStore store = MongoStore.embedded(server, event -> {})) {
            server.backup()
                    .recordDamage(new DamagedStoreException(
                            "its content changed at byte 8192", new ChunkChecksums.Sum(77, 77, 2, 1, 77), null));

            Probe.Finding finding = new MongoProbe(store).check();

            assertThat(finding.up()).isFalse();
            assertThat(finding.details())
                    .containsEntry("reachable", true)
                    .containsEntry("damaged", "its content changed at byte 8192");
        }
    }

    @Test
    void damageIsFoundAndThePreviousCopyIsKept() throws IOException {
        look();
        byte[] good = copy();
        flip();

        // a backup that has compared nothing yet
        backup = new StoreBackup(file, changes, nanos::get, spared::get);
        look();

        assertThat(backup.damage()).contains("its content changed");
        assertThat(copy()).isEqualTo(good);
        file.close();
        backup.copyClosedFile();
        assertThat(copy()).isEqualTo(good);
    }

    @Test
    void damageIsFoundOnANearlyFullDisk() throws IOException {
        spared.set(FULL);
        flip();

        look();

        assertThat(backup.damage()).contains("its content changed");
    }

    @Test
    void aNearlyFullDiskClearsNoDamage() throws IOException {
        flip();
        look();
        spared.set(FULL);

        look();

        assertThat(backup.damage()).contains("its content changed");
    }

    @Test
    void aCopyIsMadeOnceThereIsSpaceAgain() throws IOException {
        Files.delete(StoreRepair.copyOf(path));
        spared.set(FULL);
        look();
        assertThat(StoreRepair.copyOf(path)).doesNotExist();

        spared.set(0);
        look();

        assertThat(StoreRepair.copyOf(path)).exists();
    }

    @Test
    void damageIsClearedWhenItsPlaceMatchesAgain() throws IOException {
        flip();
        look();
        assertThat(backup.damage()).isNotNull();

        flipBack();
        look();

        assertThat(backup.damage()).isNull();
    }

    @Test
    void damageIsNotClearedWhenItsPlaceIsNotLiveAnyMore() {
        ChunkChecksums.Sum gone = new ChunkChecksums.Sum(77, 77, 77, 1, 77);
        backup.recordDamage(new DamagedStoreException("its content changed at byte 315392", gone, null));

        look();

        assertThat(backup.damage()).contains("315392");
    }

    @Test
    void aCommitDuringACopyIsNotDamage() throws IOException {
        StoreFile.Frozen frozen = file.freeze();
        file.unfreeze();
        file.close();
        // So many that the copy needs the header of before, and so few that no space is used again, as while the file
        // is
        // frozen: with 34 it is.
        for (int i = 2; i < 32; i++) {
            append("SM" + i);
        }
        Path copy = folder.resolve("recado.store.mine");
        OwnerOnlyFiles.create(copy);

        StoreRepair.copy(path, copy, frozen.end(), frozen.head());

        CheckedMvStore.examine(copy, path, frozen.written());
    }
}
