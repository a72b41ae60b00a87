package dev.recado.adapter.mongodb.embedded;

import static dev.recado.domain.contract.StoreContract.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.recado.adapter.mongodb.connection.MongoProbe;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.messages.MongoInbox;
import dev.recado.domain.ConfigurationException;
import dev.recado.domain.fake.Messages;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedStoreIT {
    private static final int MESSAGES = 121;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void fill() {
        file = folder.resolve("recado.store");
        append(0, MESSAGES);
    }

    private void append(int from, int to) {
        try (MongoStore store = MongoStore.embedded(folder, event -> {});
                MongoInbox inbox = new MongoInbox(store)) {
            IntStream.range(from, to)
                    .forEach(i -> inbox.append(
                            Messages.text("SM" + i, "+1555" + (1_000_000 + i), "hola " + i, NOON.plusMillis(i))));
        }
    }

    private long stored(StoreRepair repair) {
        try (MongoStore store = MongoStore.embedded(EmbeddedServer.open(folder, repair), event -> {})) {
            return store.messages().countDocuments();
        }
    }

    private void assertThatItIsRefused() {
        assertThatThrownBy(() -> EmbeddedServer.open(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is damaged")
                .hasMessageContaining("RECADO_STORE_REPAIR=copy")
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("\n");
    }

    private void assertThatTheCopyHelps() {
        assertThat(stored(StoreRepair.COPY)).isEqualTo(MESSAGES);
        assertThat(StoreRepair.damagedFiles(file)).hasSize(1);
        assertThat(stored(StoreRepair.REFUSE)).isEqualTo(MESSAGES);
    }

    @Test
    void aFileCutInHalfIsRefusedAndLeftAsItIs() throws IOException {
        cut(Files.size(file) / 2);
        byte[] damaged = Files.readAllBytes(file);

        assertThatItIsRefused();

        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        assertThatTheCopyHelps();
    }

    private void cut(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    @Test
    void aFileWithoutItsLastBlockIsRefused() throws IOException {
        cut(Files.size(file) - 4096);
        assertThatItIsRefused();
        assertThatTheCopyHelps();
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        cut(0);
        assertThatItIsRefused();
        assertThatTheCopyHelps();
    }

    @Test
    void aMissingFileIsRefused() throws IOException {
        Files.delete(file);
        assertThatItIsRefused();
        assertThat(stored(StoreRepair.COPY)).isEqualTo(MESSAGES);
    }

    @Test
    void garbageInTheHeaderIsRefused() throws IOException {
        garbage(0, 2 * 4096);
        assertThatItIsRefused();
        assertThatTheCopyHelps();
    }

    @Test
    void garbageEverywhereIsRefused() throws IOException {
        garbage(0, Math.toIntExact(Files.size(file)));
        assertThatItIsRefused();
        assertThatTheCopyHelps();
    }

    @Test
    void garbageInAnyLiveBlockIsFound() throws IOException {
        Set<Integer> living = livingBlocks();
        assertThat(living).hasSizeGreaterThan(2);
        byte[] intact = Files.readAllBytes(file);
        for (int block : living) {
            Files.write(file, intact);
            garbage(block * 4096 + 1000, 64);
            assertThatItIsRefused();
        }
    }

    @Test
    void garbageInUnusedBlocksLosesNothing() throws IOException {
        Set<Integer> living = livingBlocks();
        byte[] intact = Files.readAllBytes(file);
        int opened = 0;
        for (int block = 2; block < intact.length / 4096; block++) {
            if (!living.contains(block)) {
                Files.write(file, intact);
                garbage(block * 4096 + 1000, 64);
                try {
                    assertThat(stored(StoreRepair.REFUSE)).isEqualTo(MESSAGES);
                    opened++;
                } catch (ConfigurationException e) {
                    // the block that contains the last write
                    assertThat(e).hasMessageContaining("what was written last is missing");
                }
            }
        }
        assertThat(opened).isPositive();
    }

    private Set<Integer> livingBlocks() throws IOException {
        ChecksummedFileStore pages = ChecksummedFileStore.openReadOnly(file);
        try (MVStore store = new MVStore.Builder().adoptFileStore(pages).open()) {
            assertThat(store.getMapNames()).isNotEmpty();
            return pages.check(ChunkChecksums.of(file, List.of())).stream()
                    .flatMap(sum -> IntStream.range(0, sum.blocks()).mapToObj(i -> (int) sum.block() + i))
                    .collect(Collectors.toSet());
        }
    }

    private void garbage(int from, int length) throws IOException {
        byte[] noise = new byte[length];
        new Random(from).nextBytes(noise);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(from);
            bytes.write(noise);
        }
    }

    @Test
    void itStartsEmptyWhenConfiguredAndKeepsBothFiles() throws IOException {
        cut(Files.size(file) / 2);

        assertThat(stored(StoreRepair.EMPTY)).isZero();

        assertThat(StoreRepair.damagedFiles(file)).hasSize(1);
        assertThat(names()).anyMatch(name -> name.startsWith("recado.store.copy.damaged-"));
        assertThat(stored(StoreRepair.REFUSE)).isZero();
    }

    @Test
    void aDamagedCopyIsNotUsed() throws IOException {
        cut(Files.size(file) / 2);
        Files.write(StoreRepair.copyOf(file), Arrays.copyOf(Files.readAllBytes(StoreRepair.copyOf(file)), 9000));
        byte[] damaged = Files.readAllBytes(file);

        assertThatThrownBy(() -> EmbeddedServer.open(folder, StoreRepair.COPY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("RECADO_STORE_REPAIR: expected empty");

        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    }

    @Test
    void aFileWithoutChecksumsIsReadCompletely() throws IOException {
        Files.delete(ChunkChecksums.pathOf(file));
        assertThat(stored(StoreRepair.REFUSE)).isEqualTo(MESSAGES);

        Files.delete(ChunkChecksums.pathOf(file));
        cut(Files.size(file) / 2);
        assertThatItIsRefused();
    }

    @Test
    void anInterruptedWriteIsNotDamage() throws IOException {
        // what a kill leaves: an incomplete chunk behind the last acknowledged one
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            byte[] begun = new byte[5000];
            channel.write(java.nio.ByteBuffer.wrap(begun));
        }
        assertThat(stored(StoreRepair.REFUSE)).isEqualTo(MESSAGES);
    }

    @Test
    void invalidChecksumsAreNotDamage() throws IOException {
        Path sums = ChunkChecksums.pathOf(file);
        byte[] bytes = Files.readAllBytes(sums);
        Arrays.fill(bytes, 20, bytes.length, (byte) 7);
        Files.write(sums, bytes);
        assertThat(stored(StoreRepair.REFUSE)).isEqualTo(MESSAGES);

        Files.write(sums, new byte[0]);
        assertThat(stored(StoreRepair.REFUSE)).isEqualTo(MESSAGES);
    }

    @Test
    void healthNamesTheDamagedFiles() throws IOException {
        cut(Files.size(file) / 2);
        try (MongoStore store = MongoStore.embedded(EmbeddedServer.open(folder, StoreRepair.COPY), event -> {})) {
            assertThat(new MongoProbe(store).check().details())
                    .containsEntry("damaged_files_kept", List.of("recado.store.damaged-1"));
        }
    }

    @Test
    void onlyTheOwnerCanReadTheFiles() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no permissions here");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        append(MESSAGES, MESSAGES + 1);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        for (String name : names()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }
}
