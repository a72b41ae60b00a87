package dev.recado.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.model.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrarianTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path folder;

    private Librarian librarian = newLibrarian(Path.of("unset"));

    private static Librarian newLibrarian(Path folder) {
        return new Librarian(
                new DocumentFolder(folder),
                new DocumentParser(new WordLanguageDetector(new LanguageWords()), Language.SPANISH),
                () -> NOW);
    }

    @BeforeEach
    void open() {
        librarian = newLibrarian(folder);
    }

    private Library first() {
        return librarian.look(Library.empty(NOW), true);
    }

    private static String found(Library library, String question) {
        return library.index().search(question, Language.SPANISH, 1).stream()
                .map(hit -> library.index().passages().get(hit.passage()).text())
                .findFirst()
                .orElse("");
    }

    @Test
    void documentsInSubFoldersAreTakenInAtTheFirstLook() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/x.md"), "La sauna abre los martes.");
        Library library = first();
        assertThat(library.documents()).containsOnlyKeys("a/b/x.md");
        assertThat(found(library, "sauna")).isEqualTo("La sauna abre los martes.");
    }

    @Test
    void aChangeIsTakenInOnceItIsAtRest() throws IOException {
        Path file = Files.writeString(folder.resolve("x.md"), "La sauna abre los martes.");
        Library before = first();
        assertThat(librarian.look(before, false)).isSameAs(before);
        Files.writeString(file, "La sauna abre los jueves y los");
        assertThat(librarian.look(before, false)).as("just written").isSameAs(before);
        Files.writeString(file, "La sauna abre los jueves y los viernes.");
        assertThat(librarian.look(before, false)).as("written on").isSameAs(before);
        Library after = librarian.look(before, false);
        assertThat(found(after, "sauna")).isEqualTo("La sauna abre los jueves y los viernes.");
        assertThat(after.version()).isNotEqualTo(before.version());
        Files.delete(file);
        librarian.look(after, false);
        assertThat(librarian.look(after, false).size()).isZero();
    }

    @Test
    void aFileWithNewTimeAndOldContentChangesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("x.md"), "La sauna abre los martes.");
        Library before = first();
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(NOW));
        librarian.look(before, false);
        Library after = librarian.look(before, false);
        assertThat(after.version()).isEqualTo(before.version());
        assertThat(after.index()).isSameAs(before.index());
    }

    @Test
    void aBadFileIsSkippedAndTheOthersWork() throws IOException {
        Files.writeString(folder.resolve("x.md"), "La sauna abre los martes.");
        Files.writeString(folder.resolve("bad.pdf"), "no");
        Files.writeString(folder.resolve("photo.jpg"), "no");
        Files.writeString(folder.resolve(".hidden.md"), "no");
        Files.writeString(folder.resolve("~$x.docx"), "no");
        Library library = first();
        assertThat(library.size()).isEqualTo(1);
        assertThat(library.skipped())
                .containsEntry("bad.pdf", "not a readable PDF")
                .containsEntry("photo.jpg", "not a format that is read (md, txt, html, pdf, docx, csv)")
                .hasSize(2);
    }

    @Test
    void aBadFileThatGoesAwayIsForgotten() throws IOException {
        Path photo = Files.writeString(folder.resolve("photo.jpg"), "no");
        Library before = first();
        assertThat(before.skipped()).containsKey("photo.jpg");
        Files.delete(photo);
        librarian.look(before, false);
        assertThat(librarian.look(before, false).skipped()).isEmpty();
    }

    @Test
    void aFileThatBreaksKeepsWhatItSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("x.txt"), "La sauna abre los martes.");
        Library before = first();
        Files.write(file, new byte[] {0, 0, 0});
        librarian.look(before, false);
        Library after = librarian.look(before, false);
        assertThat(found(after, "sauna")).isEqualTo("La sauna abre los martes.");
        assertThat(after.skipped()).containsEntry("x.txt", "not a text file; its last good version is in use");
        assertThat(librarian.look(after, false))
                .as("it is not read again and again")
                .isSameAs(after);
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret.md"), "La clave es 1234.");
        Files.createSymbolicLink(folder.resolve("link.md"), secret);
        Files.createSymbolicLink(folder.resolve("links"), elsewhere);
        Library library = first();
        assertThat(library.size()).isZero();
        assertThat(library.skipped()).containsEntry("link.md", "a link out of the folder");
    }

    @Test
    void aFolderThatGoesAwayLeavesWhatWasRead(@TempDir Path other) throws IOException {
        Path gone = Files.createDirectory(other.resolve("documents"));
        Files.writeString(gone.resolve("x.md"), "La sauna abre los martes.");
        Librarian its = newLibrarian(gone);
        Library library = its.look(Library.empty(NOW), true);
        Files.delete(gone.resolve("x.md"));
        Files.delete(gone);
        assertThat(its.look(library, false)).isSameAs(library);
        assertThat(its.look(library, false)).isSameAs(library);
        assertThat(its.isGone()).isTrue();

        Files.createDirectory(gone);
        Library _ = its.look(library, false);
        assertThat(its.isGone()).isFalse();
    }
}
