package dev.recado.domain.media;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Detects file types by magic bytes.
final class MagicBytes {
    private static final String OLE = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";
    private static final int OGG_PAGE = 512;

    private static final List<Beginning> BEGINNINGS = List.of(
            new Beginning("\u00ff\u00d8\u00ff", "image/jpeg"),
            new Beginning("\u0089PNG\r\n\u001a\n", "image/png"),
            new Beginning("GIF87a", "image/gif"),
            new Beginning("GIF89a", "image/gif"),
            new Beginning("%PDF-", "application/pdf"),
            new Beginning("#!AMR\n", "audio/amr"),
            new Beginning("#!AMR-WB\n", "audio/amr-wb"),
            new Beginning("ID3", "audio/mpeg"),
            new Beginning("fLaC", "audio/flac"),
            new Beginning("\u001aE\u00df\u00a3", "video/webm"),
            new Beginning("{\\rtf", "application/rtf"),
            new Beginning("\u001f\u008b", "application/gzip"));

    private static final Set<String> HEIC = Set.of("heic", "heix", "heif", "mif1", "msf1");

    private MagicBytes() {}

    private record Beginning(String bytes, String type) {}

    static Optional<String> of(byte[] head) {
        String start = FileType.latin(head, 0, 16);
        return BEGINNINGS.stream()
                .filter(each -> start.startsWith(each.bytes()))
                .map(Beginning::type)
                .findFirst()
                .or(() -> riff(start))
                .or(() -> box(start))
                .or(() -> ogg(head, start))
                .or(() -> frames(head));
    }

    static boolean isOle(byte[] head) {
        return FileType.latin(head, 0, OLE.length()).equals(OLE);
    }

    private static Optional<String> riff(String start) {
        if (!start.startsWith("RIFF") || start.length() < 12) {
            return Optional.empty();
        }
        return switch (start.substring(8, 12)) {
            case "WAVE" -> Optional.of("audio/wav");
            case "WEBP" -> Optional.of("image/webp");
            case "AVI " -> Optional.of("video/x-msvideo");
            default -> Optional.empty();
        };
    }

    /// ISO media files begin with a box that names their brand.
    private static Optional<String> box(String start) {
        if (start.length() < 12 || !start.startsWith("ftyp", 4)) {
            return Optional.empty();
        }
        String brand = start.substring(8, 12);
        if (brand.startsWith("M4A") || brand.startsWith("M4B")) {
            return Optional.of("audio/mp4");
        }
        if (brand.startsWith("3g")) {
            return Optional.of("video/3gpp");
        }
        if (brand.equals("qt  ")) {
            return Optional.of("video/quicktime");
        }
        if (brand.equals("avif")) {
            return Optional.of("image/avif");
        }
        return Optional.of(HEIC.contains(brand) ? "image/heic" : "video/mp4");
    }

    private static Optional<String> ogg(byte[] head, String start) {
        if (!start.startsWith("OggS")) {
            return Optional.empty();
        }
        String page = FileType.latin(head, 0, OGG_PAGE);
        if (page.contains("OpusHead")) {
            return Optional.of("audio/ogg; codecs=opus");
        }
        return Optional.of(page.contains("theora") ? "video/ogg" : "audio/ogg");
    }

    /// Audio frames without a header: eleven set bits, then no reserved value (ISO 11172-3; ADTS has layer 0).
    private static Optional<String> frames(byte[] head) {
        if (head.length < 4 || (head[0] & 0xff) != 0xff || (head[1] & 0xe0) != 0xe0) {
            return Optional.empty();
        }
        int layer = head[1] >> 1 & 0x3;
        if (layer == 0) {
            boolean adts = (head[1] & 0xf0) == 0xf0 && (head[2] >> 2 & 0xf) < 13;
            return adts ? Optional.of("audio/aac") : Optional.empty();
        }
        // layer 1 is not used in practice, and UTF-16 text begins with the same bits
        boolean reserved =
                layer == 3 || (head[1] >> 3 & 0x3) == 1 || (head[2] & 0xf0) == 0xf0 || (head[2] & 0xc) == 0xc;
        return reserved ? Optional.empty() : Optional.of("audio/mpeg");
    }
}
