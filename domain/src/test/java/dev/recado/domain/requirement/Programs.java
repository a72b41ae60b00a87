package dev.recado.domain.requirement;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds programs that tests start.
public final class Programs {
    private Programs() {}

    /// Returns the first program of this name on the `PATH`.
    public static Optional<Path> find(String name) {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Programs::isProgram)
                .findFirst();
    }

    /// Returns the `mongod` that `MONGOD` names, else one on the `PATH`, else the one that `.ci/provide-mongod`
    /// put into the checkout.
    public static Optional<Path> mongod() {
        return Optional.ofNullable(System.getenv("MONGOD"))
                .filter(named -> !named.isBlank())
                .map(Path::of)
                .filter(Programs::isProgram)
                .or(() -> find("mongod"))
                .or(() -> Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                        .map(folder -> folder.resolve(".cache/mongod/bin/mongod"))
                        .filter(Programs::isProgram)
                        .findFirst());
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
