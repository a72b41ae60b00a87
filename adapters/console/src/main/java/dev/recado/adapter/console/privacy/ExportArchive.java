package dev.recado.adapter.console.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.media.OpenMediaUseCase;
import dev.recado.domain.media.OpenMediaUseCase.Opened;
import dev.recado.domain.privacy.PersonalData;
import dev.recado.domain.privacy.PersonalRecords.StoredRecord;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Packs an export with the user's files: `export.json`, `index.html`, and the files in `media`.
@Singleton
final class ExportArchive {
    private final OpenMediaUseCase media;
    private final PublicIds ids;
    private final JsonMapper json;

    ExportArchive(OpenMediaUseCase media, PublicIds ids, JsonMapper json) {
        this.media = media;
        this.ids = ids;
        this.json = json;
    }

    /// Writes a new temporary file, readable by this process's user alone.
    Path pack(PersonalData data) throws IOException {
        Path file = Files.createTempFile("recado-export", ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            Map<String, String> places = packFiles(data, zip);
            Map<String, Object> document = new ExportDocument(
                            ids, (message, n) -> places.getOrDefault(message + " " + n, "not available"))
                    .of(data);
            put(zip, "export.json", json.writeValueAsBytes(document));
            put(zip, "index.html", ExportPage.of(document).getBytes(UTF_8));
            return file;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /// @return where each file is, or why it is not there
    private Map<String, String> packFiles(PersonalData data, ZipOutputStream zip) throws IOException {
        Map<String, String> places = new HashMap<>();
        for (StoredRecord message : data.sections().getOrDefault(PersonalData.MESSAGES, List.of())) {
            for (int n = 0; n < ExportDocument.filesOf(message); n++) {
                String name = "media/%04d-".formatted(places.size() + 1);
                places.put(message.id() + " " + n, place(message.id(), n, name, zip));
            }
        }
        return places;
    }

    private String place(String message, int n, String prefix, ZipOutputStream zip) throws IOException {
        return switch (media.open(new MessageId(message), n, _ -> true)) {
            case Opened.File file -> {
                String place = prefix + file.name().replaceAll("[^A-Za-z0-9._-]", "_");
                zip.putNextEntry(new ZipEntry(place));
                try (InputStream bytes = file.bytes()) {
                    bytes.transferTo(zip);
                }
                zip.closeEntry();
                yield place;
            }
            case Opened.Unknown _ -> "not available";
            case Opened.Gone _ -> "not available: the provider has this file no more";
            case Opened.TooLarge _ -> "not available: too large";
            case Opened.Refused refused -> "not available: " + refused.reason();
            case Opened.Unavailable unavailable -> "not available: " + unavailable.reason();
        };
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
