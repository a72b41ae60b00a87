package dev.recado.adapter.mongodb.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFileIT {
    @TempDir
    Path folder;

    @Test
    void aFailedOpeningKeepsNoLockOnTheFile() throws Exception {
        try (StoreFile file = StoreFolder.open(folder, StoreRepair.REFUSE)) {
            Path inTheWay = Files.createDirectories(folder.resolve("recado.store.sums.new/in-the-way"));
            assertThatThrownBy(file::reopen).isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(file::reopen).as("for the same reason").isInstanceOf(UncheckedIOException.class);

            Files.delete(inTheWay);
            Files.delete(inTheWay.getParent());

            assertThatCode(file::reopen).doesNotThrowAnyException();
        }
    }

    @Test
    void aFileThatWasRewrittenIsItsOwnersAlone() throws Exception {
        try (StoreFile file = StoreFolder.open(folder, StoreRepair.REFUSE)) {
            file.rewrite();

            assertThat(Files.getPosixFilePermissions(file.path()))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        }
    }
}
