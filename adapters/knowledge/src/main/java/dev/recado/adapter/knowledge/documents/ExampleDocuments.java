package dev.recado.adapter.knowledge.documents;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/// The documents of the example business, from the jar.
public final class ExampleDocuments implements DocumentSource {
    private static final String FOLDER = "/recado/example/documents/";
    private static final List<String> NAMES =
            List.of("la-clinica.md", "pruebas.md", "seguros.csv", "servicios.md", "visitors.md");

    @Override
    public Listing list() {
        return new Listing(
                NAMES.stream().map(name -> new DocumentFile(name, 0, 0)).toList(), Map.of());
    }

    @Override
    public byte[] content(DocumentFile file) throws IOException {
        try (InputStream in = ExampleDocuments.class.getResourceAsStream(FOLDER + file.name())) {
            if (in == null) {
                throw new IOException(FOLDER + file.name() + " is missing");
            }
            return in.readAllBytes();
        }
    }
}
