package dev.recado.domain.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.recado.domain.message.Content.MediaKind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Detects a file's type by its first bytes. The announced type counts only where the bytes are ambiguous.
final class FileType {
    /// How many bytes detection needs at most.
    static final int HEAD = 64 * 1024;

    static final String UNKNOWN = "application/octet-stream";
    private static final String OLE = "application/x-ole-storage";
    private static final Set<String> OLE_KINDS = Set.of(
            "application/msword",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            "application/vnd.ms-outlook");

    /// Video containers hold audio when the file was sent as audio.
    private static final Map<String, String> SOUND_OF = Map.of(
            "video/mp4", "audio/mp4",
            "video/3gpp", "audio/3gpp",
            "video/webm", "audio/webm",
            "video/ogg", "audio/ogg");

    private FileType() {}

    /// Returns the content type; [#UNKNOWN] where neither bytes nor announcement show it.
    ///
    /// @param head the file's first [#HEAD] bytes, or all of it
    /// @param announced as the provider or its server states it
    static String of(byte[] head, String announced, MediaKind kind) {
        String said = bare(announced);
        String found = MagicBytes.of(head)
                .or(() -> Optional.of(OLE).filter(_ -> MagicBytes.isOle(head)))
                .or(() -> ZipArchive.of(head))
                .or(() -> TextFileDetector.of(head))
                .orElse(UNKNOWN);
        return switch (found) {
            case OLE -> OLE_KINDS.contains(said) ? said : OLE;
            case ZipArchive.ANY -> ZipArchive.isKind(said) ? said : ZipArchive.ANY;
            case TextFileDetector.PLAIN -> TextFileDetector.isKind(said) ? said : TextFileDetector.PLAIN;
            default -> kind == MediaKind.AUDIO ? SOUND_OF.getOrDefault(found, found) : found;
        };
    }

    /// Returns whether a file of this type can be of the announced kind. A document may be anything.
    static boolean suits(String type, MediaKind kind) {
        return switch (kind) {
            case IMAGE -> type.startsWith("image/");
            case AUDIO -> type.startsWith("audio/");
            case VIDEO -> type.startsWith("video/");
            case STICKER -> type.equals("image/webp");
            case DOCUMENT -> true;
        };
    }

    private static String bare(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /// Decodes bytes one to one, for text matching.
    static String latin(byte[] head, int from, int to) {
        int start = Math.min(from, head.length);
        return new String(head, start, Math.min(to, head.length) - start, ISO_8859_1);
    }
}
