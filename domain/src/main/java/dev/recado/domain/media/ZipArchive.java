package dev.recado.domain.media;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Detects zip archives, and documents that are zip archives with certain entries.
final class ZipArchive {
    static final String ANY = "application/zip";
    private static final String ENTRY = "PK\u0003\u0004";
    private static final int NAME = 30;
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final Map<String, String> BY_FOLDER = Map.of(
            "word/", OFFICE + "wordprocessingml.document",
            "xl/", OFFICE + "spreadsheetml.sheet",
            "ppt/", OFFICE + "presentationml.presentation");

    private static final List<String> FAMILIES = List.of(OFFICE, "application/vnd.oasis.opendocument.");
    private static final Set<String> KINDS = Set.of("application/epub+zip", "application/vnd.android.package-archive");

    private ZipArchive() {}

    static Optional<String> of(byte[] head) {
        String bytes = FileType.latin(head, 0, FileType.HEAD);
        if (!bytes.startsWith(ENTRY)) {
            return Optional.empty();
        }
        for (int at = 0; at >= 0; at = bytes.indexOf(ENTRY, at + ENTRY.length())) {
            String entry = bytes.substring(Math.min(at + NAME, bytes.length()));
            if (entry.startsWith("mimetypeapplication/")) {
                return Optional.of(declared(entry.substring("mimetype".length())));
            }
            for (Map.Entry<String, String> folder : BY_FOLDER.entrySet()) {
                if (entry.startsWith(folder.getKey())) {
                    return Optional.of(folder.getValue());
                }
            }
        }
        return Optional.of(ANY);
    }

    /// OpenDocument and EPUB begin with an uncompressed entry that names the type.
    private static String declared(String entry) {
        String type = entry.split("[^a-z0-9./+-]", 2)[0];
        return isKind(type) ? type : ANY;
    }

    /// Returns whether files of this type are zip archives.
    static boolean isKind(String type) {
        return KINDS.contains(type) || FAMILIES.stream().anyMatch(type::startsWith);
    }
}
