package dev.recado.application.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.recado.domain.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path root;

    private Path data;

    @BeforeEach
    void prepare() {
        data = root.resolve("data");
        assumeTrue(root.getFileSystem().supportedFileAttributeViews().contains("posix"), "no permissions here");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Path open(String name) throws IOException {
        Path file = data.resolve(name);
        for (Path folder = file.resolve("..").normalize();
                !folder.equals(root);
                folder = folder.resolve("..").normalize()) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(file, "");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    @Test
    void aNewFolderIsForItsOwnerAlone() throws IOException {
        DataFolder.secure(data);
        assertThat(permissions(data)).isEqualTo("rwx------");
    }

    @Test
    void whatAnEarlierVersionLeftOpenIsClosed() throws IOException {
        Path store = open("store/recado.store");
        Path media = open("media/kept/file-0");

        DataFolder.secure(data);

        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(permissions(store)).isEqualTo("rw-------");
        assertThat(permissions(data.resolve("store"))).isEqualTo("rwx------");
        assertThat(permissions(media)).isEqualTo("rw-------");
        assertThat(permissions(data.resolve("media/kept"))).isEqualTo("rwx------");
    }

    @Test
    void whatBelongsToOthersStaysAsItIs() throws IOException {
        Path other = open("letter.txt");
        Path store = open("store/recado.store");

        DataFolder.secure(data);

        assertThat(permissions(other)).isEqualTo("rw-r--r--");
        assertThat(permissions(data)).isEqualTo("rwxr-xr-x");
        assertThat(permissions(store)).isEqualTo("rw-------");
    }

    @Test
    void aFolderThatCannotBeWrittenToIsToldWithWhatToDo() {
        Path nobodys = Path.of("/proc");
        assumeTrue(Files.isDirectory(nobodys), "no /proc here");

        assertThatThrownBy(() -> DataFolder.secure(nobodys))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("RECADO_DATA_DIR: expected a folder")
                .hasMessageContaining("/proc cannot be used")
                .hasMessageContaining("give it and all in it to the user \"" + System.getProperty("user.name") + "\"");
    }

    @Test
    void nothingStaysBehindOfTheTrial() throws IOException {
        Files.createDirectories(data.resolve("spool"));

        DataFolder.secure(data);

        try (Stream<Path> all = Files.walk(data)) {
            assertThat(all).containsExactlyInAnyOrder(data, data.resolve("spool"));
        }
    }

    @Test
    void whatAnotherProcessTakesAwayMeanwhileIsNoFault() throws Exception {
        Path spool = data.resolve("spool/0");
        for (int i = 0; i < 500; i++) {
            open("spool/0/segment-" + i);
        }
        Thread other = Thread.ofPlatform().start(() -> {
            try (DirectoryStream<Path> segments = Files.newDirectoryStream(spool)) {
                for (Path segment : segments) {
                    Files.delete(segment);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        DataFolder.secure(data);

        other.join();
        assertThat(permissions(spool)).isEqualTo("rwx------");
    }

    @Test
    void whatLiesInAClosedFolderIsNotLookedThrough() throws IOException {
        Path media = open("media/kept/file-0");
        DataFolder.secure(data);
        Files.setPosixFilePermissions(media, PosixFilePermissions.fromString("rw-r--r--"));

        DataFolder.secure(data);

        assertThat(permissions(media)).isEqualTo("rw-r--r--");
        assertThat(permissions(data.resolve("media"))).isEqualTo("rwx------");
    }

    @Test
    void aFileInItsPlaceIsToldSo() throws IOException {
        Files.writeString(data, "not a folder");
        assertThatThrownBy(() -> DataFolder.secure(data))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("RECADO_DATA_DIR");
    }
}
