package dev.recado.adapter.knowledge.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What tells that a file changed: its size and time.
public record FileStamp(long size, long modified) {
    /// That of a file that is not there.
    public static final FileStamp NONE = new FileStamp(-1, -1);

    public static FileStamp of(Path path) {
        try {
            return new FileStamp(
                    Files.size(path), Files.getLastModifiedTime(path).toMillis());
        } catch (IOException _) {
            return NONE;
        }
    }
}
