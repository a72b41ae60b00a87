package dev.recado.domain.media;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Derives a file name that is safe on any system: the user's own where possible, with the extension of the
/// file's actual type.
final class FileName {
    private static final int MAX_LENGTH = 100;
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final Map<String, String> ENDINGS = Map.ofEntries(
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/png", "png"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/webp", "webp"),
            Map.entry("image/heic", "heic"),
            Map.entry("image/avif", "avif"),
            Map.entry("audio/ogg", "ogg"),
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/mp4", "m4a"),
            Map.entry("audio/aac", "aac"),
            Map.entry("audio/amr", "amr"),
            Map.entry("audio/amr-wb", "awb"),
            Map.entry("audio/wav", "wav"),
            Map.entry("audio/flac", "flac"),
            Map.entry("audio/3gpp", "3gp"),
            Map.entry("audio/webm", "webm"),
            Map.entry("video/mp4", "mp4"),
            Map.entry("video/3gpp", "3gp"),
            Map.entry("video/webm", "webm"),
            Map.entry("video/ogg", "ogv"),
            Map.entry("video/quicktime", "mov"),
            Map.entry("video/x-msvideo", "avi"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/zip", "zip"),
            Map.entry("application/gzip", "gz"),
            Map.entry("application/rtf", "rtf"),
            Map.entry("application/json", "json"),
            Map.entry("application/msword", "doc"),
            Map.entry("application/vnd.ms-excel", "xls"),
            Map.entry("application/vnd.ms-powerpoint", "ppt"),
            Map.entry(OFFICE + "wordprocessingml.document", "docx"),
            Map.entry(OFFICE + "spreadsheetml.sheet", "xlsx"),
            Map.entry(OFFICE + "presentationml.presentation", "pptx"),
            Map.entry("text/plain", "txt"),
            Map.entry("text/csv", "csv"),
            Map.entry("text/markdown", "md"),
            Map.entry("text/html", "html.txt"),
            Map.entry("text/vcard", "vcf"),
            Map.entry("text/calendar", "ics"));

    private FileName() {}

    static String of(MessageFile file, int index, String contentType) {
        String ending = ENDINGS.get(contentType.split(";", 2)[0]);
        String given = cleaned(file.attachment().fileName());
        if (given.isEmpty()) {
            return file.kind().id() + "-" + index + "." + (ending == null ? "bin" : ending);
        }
        return ending == null || given.toLowerCase(Locale.ROOT).endsWith("." + ending) || isSpelling(given, ending)
                ? given
                : given + "." + ending;
    }

    private static boolean isSpelling(String name, String ending) {
        return ending.equals("jpg") && name.toLowerCase(Locale.ROOT).endsWith(".jpeg");
    }

    /// Returns the name without folders, special and control characters, and without dots or spaces at either
    /// end.
    private static String cleaned(@Nullable String name) {
        if (name == null) {
            return "";
        }
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("[^\\p{L}\\p{M}\\p{N}._ ()-]", "_");
        String bounded = plain.length() <= MAX_LENGTH ? plain : plain.substring(plain.length() - MAX_LENGTH);
        return bounded.replaceAll("^[\\p{M}. ]+|[. ]+$", "");
    }
}
