package dev.recado.domain.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.message.Content.MediaKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypeTest {
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";

    private static String type(byte[] head, String announced) {
        return FileType.of(head, announced, MediaKind.DOCUMENT);
    }

    private static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FFD8FFE000104A46 | image/jpeg",
                "89504E470D0A1A0A0000 | image/png",
                "474946383961 | image/gif",
                "474946383761 | image/gif",
                "52494646AAAAAAAA574542505650 | image/webp",
                "52494646AAAAAAAA57415645666D | audio/wav",
                "52494646AAAAAAAA415649204C49 | video/x-msvideo",
                "255044462D312E37 | application/pdf",
                "2321414D520A3C91 | audio/amr",
                "2321414D522D57420A04 | audio/amr-wb",
                "4944330400000000 | audio/mpeg",
                "FFFB9064000000 | audio/mpeg",
                "FFF3A0C4000000 | audio/mpeg",
                "FFF15080027FFC | audio/aac",
                "FFF94C80 | audio/aac",
                "664C614300000022 | audio/flac",
                "0000001C667479704D344120 | audio/mp4",
                "0000001866747970336770340000 | video/3gpp",
                "0000001866747970336732610000 | video/3gpp",
                "000000206674797069736F6D0000 | video/mp4",
                "00000020667479706D7034320000 | video/mp4",
                "0000001466747970717420200000 | video/quicktime",
                "0000001866747970686569630000 | image/heic",
                "000000186674797061766966 | image/avif",
                "1A45DFA39F428681 | video/webm",
                "D0CF11E0A1B11AE10000 | application/x-ole-storage",
                "1F8B0800 | application/gzip",
                "7B5C72746631 | application/rtf",
                "504B030414000000 | application/zip",
                "4D5A90000300 | application/octet-stream",
                "FFFE0000 | application/octet-stream",
                "00 | application/octet-stream"
            })
    void theFirstBytesDecide(String hex, String expected) {
        assertThat(type(java.util.HexFormat.of().parseHex(hex), "image/x-whatever"))
                .isEqualTo(expected);
    }

    @Test
    void anOggFileIsTypedByItsContent() {
        String page = "OggS" + "\0".repeat(24);
        assertThat(type(latin(page + "OpusHead"), "")).isEqualTo("audio/ogg; codecs=opus");
        assertThat(type(latin(page + "\1vorbis"), "")).isEqualTo("audio/ogg");
        assertThat(type(latin(page + "\u0080theora"), "")).isEqualTo("video/ogg");
        assertThat(type(latin(page + "\0".repeat(512) + "OpusHead"), "")).isEqualTo("audio/ogg");
    }

    @ParameterizedTest
    @CsvSource({
        "word/document.xml, wordprocessingml.document",
        "xl/workbook.xml, spreadsheetml.sheet",
        "ppt/presentation.xml, presentationml.presentation"
    })
    void anOfficeDocumentIsKnownByItsEntries(String entry, String kind) throws IOException {
        assertThat(type(zip("[Content_Types].xml", "_rels/.rels", entry), "application/zip"))
                .isEqualTo(OFFICE + kind);
    }

    @Test
    void anArchiveIsAZipUnlessTheAnnouncedTypeIsZipBased() throws IOException {
        byte[] archive = zip("readme.txt", "more/word/x");
        assertThat(type(archive, "application/zip")).isEqualTo("application/zip");
        assertThat(type(archive, "image/png")).isEqualTo("application/zip");
        assertThat(type(archive, OFFICE + "wordprocessingml.document")).isEqualTo(OFFICE + "wordprocessingml.document");
    }

    @Test
    void anOpenDocumentNamesItself() throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] mimetype = latin("application/vnd.oasis.opendocument.text");
        try (var zip = new ZipOutputStream(bytes)) {
            var entry = new ZipEntry("mimetype");
            var crc = new CRC32();
            crc.update(mimetype);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(mimetype.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(mimetype);
            zip.putNextEntry(new ZipEntry("content.xml"));
        }
        assertThat(type(bytes.toByteArray(), "")).isEqualTo("application/vnd.oasis.opendocument.text");
    }

    @Test
    void anOldOfficeDocumentHasItsAnnouncedType() {
        byte[] ole = java.util.HexFormat.of().parseHex("D0CF11E0A1B11AE1");
        assertThat(type(ole, "application/msword; x=1")).isEqualTo("application/msword");
        assertThat(type(ole, "application/pdf")).isEqualTo("application/x-ole-storage");
    }

    @Test
    void textAndHtmlAreDetectedWhateverIsAnnounced() {
        assertThat(type("¿Qué tal?\r\n".getBytes(UTF_8), "image/jpeg")).isEqualTo("text/plain");
        assertThat(type("a,b\n1,2".getBytes(UTF_8), "text/csv; charset=utf-8")).isEqualTo("text/csv");
        assertThat(type("alert(1)".getBytes(UTF_8), "text/javascript")).isEqualTo("text/plain");
        assertThat(type("\n<!DOCTYPE html>\n<p>".getBytes(UTF_8), "text/plain")).isEqualTo("text/html");
        assertThat(type("<html\nlang=x>".getBytes(UTF_8), "application/pdf")).isEqualTo("text/html");
        assertThat(type("BEGIN:VCARD\r\nVERSION:3.0".getBytes(UTF_8), "")).isEqualTo("text/vcard");
        assertThat(type("\ufeffbegin:vcard".getBytes(UTF_8), "")).isEqualTo("text/vcard");
        assertThat(type("hola".getBytes(UTF_16LE), "text/plain")).isEqualTo(FileType.UNKNOWN);
        assertThat(type(new byte[0], "text/plain")).isEqualTo(FileType.UNKNOWN);
    }

    @Test
    void textCutWithinACharacterIsText() {
        byte[] cut = "señ".getBytes(UTF_8);
        assertThat(type(Arrays.copyOf(cut, cut.length - 1), "")).isEqualTo("text/plain");
        assertThat(type(latin("se\u00f1or"), "")).isEqualTo(FileType.UNKNOWN);
    }

    @Test
    void audioInAVideoContainerIsAudio() {
        byte[] mp4 = latin("\0\0\0 ftypisom\0\0");
        assertThat(FileType.of(mp4, "audio/mp4", MediaKind.AUDIO)).isEqualTo("audio/mp4");
        assertThat(FileType.of(mp4, "audio/mp4", MediaKind.VIDEO)).isEqualTo("video/mp4");
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpeg, IMAGE, true",
        "text/html, IMAGE, false",
        "video/mp4, IMAGE, false",
        "audio/ogg; codecs=opus, AUDIO, true",
        "application/octet-stream, AUDIO, false",
        "video/mp4, VIDEO, true",
        "audio/mp4, VIDEO, false",
        "image/webp, STICKER, true",
        "image/png, STICKER, false",
        "application/octet-stream, DOCUMENT, true"
    })
    void aFileMatchesItsKindOrNot(String type, MediaKind kind, boolean suits) {
        assertThat(FileType.suits(type, kind)).isEqualTo(suits);
    }

    @Property
    void anyBytesHaveAType(@ForAll @Size(max = 200) byte[] bytes, @ForAll String announced, @ForAll MediaKind kind) {
        assertThat(FileType.of(bytes, announced, kind)).matches("[a-z]+/[a-z0-9.+-]+(; codecs=opus)?");
    }

    private static byte[] zip(String... entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(latin("<x/>".repeat(50)));
            }
        }
        return bytes.toByteArray();
    }
}
