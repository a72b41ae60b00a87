package dev.recado.adapter.knowledge.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.knowledge.language.LanguageWordLists;
import dev.recado.adapter.knowledge.language.WordLanguageDetector;
import dev.recado.domain.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexBuilderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path folder;

    private IndexBuilder indexBuilder = newLibrarian(Path.of("unset"));

    private static IndexBuilder newLibrarian(Path folder) {
        return new IndexBuilder(
                new DocumentFolder(folder),
                new DocumentParser(new WordLanguageDetector(new LanguageWordLists()), Language.SPANISH),
                () -> NOW);
    }

    @BeforeEach
    void open() {
        indexBuilder = newLibrarian(folder);
    }

    private IndexedDocuments first() {
        return indexBuilder.refresh(IndexedDocuments.empty(NOW), true);
    }

    private static String found(IndexedDocuments indexed, String question) {
        return indexed.index().search(question, Language.SPANISH, 1).stream()
                .map(hit -> indexed.index().passages().get(hit.passage()).text())
                .findFirst()
                .orElse("");
    }

    @Test
    void documentsInSubFoldersAreIndexedAtTheFirstCheck() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/x.md"), "La sauna abre los martes.");
        IndexedDocuments indexed = first();
        assertThat(indexed.documents()).containsOnlyKeys("a/b/x.md");
        assertThat(found(indexed, "sauna")).isEqualTo("La sauna abre los martes.");
    }

    @Test
    void aChangeIsIndexedOnceTheFileIsStable() throws IOException {
        Path file = Files.writeString(folder.resolve("x.md"), "La sauna abre los martes.");
        IndexedDocuments before = first();
        assertThat(indexBuilder.refresh(before, false)).isSameAs(before);
        Files.writeString(file, "La sauna abre los jueves y los");
        assertThat(indexBuilder.refresh(before, false)).as("just written").isSameAs(before);
        Files.writeString(file, "La sauna abre los jueves y los viernes.");
        assertThat(indexBuilder.refresh(before, false)).as("written on").isSameAs(before);
        IndexedDocuments after = indexBuilder.refresh(before, false);
        assertThat(found(after, "sauna")).isEqualTo("La sauna abre los jueves y los viernes.");
        assertThat(after.version()).isNotEqualTo(before.version());
        Files.delete(file);
        indexBuilder.refresh(after, false);
        assertThat(indexBuilder.refresh(after, false).size()).isZero();
    }

    @Test
    void aFileWithNewTimeAndOldContentChangesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("x.md"), "La sauna abre los martes.");
        IndexedDocuments before = first();
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(NOW));
        indexBuilder.refresh(before, false);
        IndexedDocuments after = indexBuilder.refresh(before, false);
        assertThat(after.version()).isEqualTo(before.version());
        assertThat(after.index()).isSameAs(before.index());
    }

    @Test
    void anUnreadableFileIsSkippedAndOthersAreIndexed() throws IOException {
        Files.writeString(folder.resolve("x.md"), "La sauna abre los martes.");
        Files.writeString(folder.resolve("bad.pdf"), "no");
        Files.writeString(folder.resolve("photo.jpg"), "no");
        Files.writeString(folder.resolve(".hidden.md"), "no");
        Files.writeString(folder.resolve("~$x.docx"), "no");
        IndexedDocuments indexed = first();
        assertThat(indexed.size()).isEqualTo(1);
        assertThat(indexed.skipped())
                .containsEntry("bad.pdf", "not a readable PDF")
                .containsEntry("photo.jpg", "not a format that is read (md, txt, html, pdf, docx, csv)")
                .hasSize(2);
    }

    @Test
    void anUnreadableFileThatIsRemovedIsForgotten() throws IOException {
        Path photo = Files.writeString(folder.resolve("photo.jpg"), "no");
        IndexedDocuments before = first();
        assertThat(before.skipped()).containsKey("photo.jpg");
        Files.delete(photo);
        indexBuilder.refresh(before, false);
        assertThat(indexBuilder.refresh(before, false).skipped()).isEmpty();
    }

    @Test
    void aFileThatBreaksKeepsItsPassages() throws IOException {
        Path file = Files.writeString(folder.resolve("x.txt"), "La sauna abre los martes.");
        IndexedDocuments before = first();
        Files.write(file, new byte[] {0, 0, 0});
        indexBuilder.refresh(before, false);
        IndexedDocuments after = indexBuilder.refresh(before, false);
        assertThat(found(after, "sauna")).isEqualTo("La sauna abre los martes.");
        assertThat(after.skipped()).containsEntry("x.txt", "not a text file; its last good version is in use");
        assertThat(indexBuilder.refresh(after, false))
                .as("it is not read again each time")
                .isSameAs(after);
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret.md"), "La clave es 1234.");
        Files.createSymbolicLink(folder.resolve("link.md"), secret);
        Files.createSymbolicLink(folder.resolve("links"), elsewhere);
        IndexedDocuments indexed = first();
        assertThat(indexed.size()).isZero();
        assertThat(indexed.skipped()).containsEntry("link.md", "a link out of the folder");
    }

    @Test
    void aMissingFolderKeepsTheIndex(@TempDir Path other) throws IOException {
        Path gone = Files.createDirectory(other.resolve("documents"));
        Files.writeString(gone.resolve("x.md"), "La sauna abre los martes.");
        IndexBuilder its = newLibrarian(gone);
        IndexedDocuments indexed = its.refresh(IndexedDocuments.empty(NOW), true);
        Files.delete(gone.resolve("x.md"));
        Files.delete(gone);
        assertThat(its.refresh(indexed, false)).isSameAs(indexed);
        assertThat(its.refresh(indexed, false)).isSameAs(indexed);
        assertThat(its.isGone()).isTrue();

        Files.createDirectory(gone);
        IndexedDocuments _ = its.refresh(indexed, false);
        assertThat(its.isGone()).isFalse();
    }
}
