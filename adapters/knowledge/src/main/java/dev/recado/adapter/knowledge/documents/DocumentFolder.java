package dev.recado.adapter.knowledge.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The documents of a folder and its sub-folders. Links are followed inside the folder; hidden files and
/// temporary files of editors are skipped.
public final class DocumentFolder implements DocumentSource {
    static final long MAX_BYTES = 20L * 1024 * 1024;
    static final int MAX_FILES = 2_000;
    private static final int MAX_DEPTH = 16;

    private final Path folder;

    public DocumentFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Listing list() throws IOException {
        Path root = folder.toRealPath();
        List<DocumentFile> files = new ArrayList<>();
        Map<String, String> skipped = new TreeMap<>();
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                boolean within = directory.toRealPath().startsWith(root);
                return within && (directory.equals(root) || !isHidden(directory))
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!isHidden(file)) {
                    String name = name(root, file);
                    String reason = reason(root, file, attributes, files.size());
                    if (reason == null) {
                        files.add(new DocumentFile(
                                name,
                                attributes.size(),
                                attributes.lastModifiedTime().toMillis()));
                    } else {
                        skipped.put(name, reason);
                    }
                }
                return skipped.size() > MAX_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                if (!isHidden(file)) {
                    skipped.put(name(root, file), "cannot be read");
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.comparing(DocumentFile::name));
        return new Listing(files, skipped);
    }

    /// Reads at most the maximum size, even when the file has grown since it was listed.
    @Override
    public byte[] content(DocumentFile file) throws IOException {
        Path root = folder.toRealPath();
        Path path = root.resolve(file.name()).toRealPath();
        if (!path.startsWith(root)) {
            throw new IOException("a link out of the folder");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes((int) MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new IOException("larger than 20 MB");
            }
            return content;
        }
    }

    private static @Nullable String reason(Path root, Path file, BasicFileAttributes attributes, int accepted) {
        try {
            if (!file.toRealPath().startsWith(root)) {
                return "a link out of the folder";
            }
        } catch (IOException _) {
            return "cannot be read";
        }
        if (!attributes.isRegularFile()) {
            return "not a file";
        }
        if (!DocumentParser.reads(file.getFileName().toString())) {
            return "not a format that is read (" + DocumentParser.FORMATS + ")";
        }
        if (attributes.size() > MAX_BYTES) {
            return "larger than 20 MB";
        }
        return accepted >= MAX_FILES ? "more than " + MAX_FILES + " documents" : null;
    }

    private static boolean isHidden(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") || name.startsWith("~$") || name.endsWith("~") || name.endsWith(".tmp");
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/').replaceAll("\\p{Cntrl}", "?");
    }
}
