package dev.recado.domain.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.message.Content.Attachment;
import dev.recado.domain.message.Content.MediaKind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
    private static String name(@Nullable String given, String type) {
        var file = new MessageFile(
                MediaKind.DOCUMENT, new Attachment("https://x.example/1", type, null, null, given, false));
        return FileName.of(file, 2, type);
    }

    @ParameterizedTest
    @CsvSource({
        "factura.pdf, application/pdf, factura.pdf",
        "Año nuevo (1).PDF, application/pdf, Año nuevo (1).PDF",
        "../../etc/passwd, text/plain, passwd.txt",
        "C:\\Windows\\a.exe, application/pdf, a.exe.pdf",
        "foto.jpeg, image/jpeg, foto.jpeg",
        ".htaccess, text/plain, htaccess.txt",
        "seite.html, text/html, seite.html.html.txt",
        "..., application/pdf, document-2.pdf",
        "datos.bin, application/octet-stream, datos.bin"
    })
    void theUsersFileNameIsKeptIfSafe(String given, String type, String expected) {
        assertThat(name(given, type)).isEqualTo(expected);
    }

    @Test
    void aFileWithoutANameIsNamedByItsKind() {
        assertThat(name(null, "audio/ogg; codecs=opus")).isEqualTo("document-2.ogg");
        assertThat(name(" ", "application/octet-stream")).isEqualTo("document-2.bin");
    }

    @Test
    void quotesAndLineBreaksDoNotEndAHeader() {
        assertThat(name("a\"b;c\r\n.txt", "text/plain")).isEqualTo("a_b_c__.txt");
    }

    @Test
    void directionMarksCannotHideTheExtension() {
        assertThat(name("gpj.\u202eexe.txt", "text/plain")).isEqualTo("gpj._exe.txt");
    }

    @Property
    void anyFileNameIsBoundedAndHasNoSpecialCharacters(@ForAll String given) {
        assertThat(name(given, "application/pdf"))
                .isNotBlank()
                .doesNotContainPattern("[\\p{Cntrl}/\\\\\"<>|:*?;%]")
                .doesNotStartWith(".")
                .hasSizeLessThanOrEqualTo(104)
                .endsWithIgnoringCase(".pdf");
    }
}
