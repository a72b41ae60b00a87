package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Compares the libraries on the class path with the list in `known-vulnerabilities.tsv`.
class KnownVulnerabilitiesTest {
    private static final Pattern JAR = Pattern.compile("(?<artifact>.+?)-(?<version>\\d[^/]*)\\.jar");

    private record Vulnerability(String artifact, Version fixed, String id) {
        static Vulnerability of(String line) {
            String[] fields = line.split("\t", -1);
            return new Vulnerability(fields[0], Version.parse(fields[1]), fields[2]);
        }

        boolean affects(Map<String, Version> libraries) {
            Version used = libraries.get(artifact);
            return used != null && used.compareTo(fixed) < 0;
        }
    }

    private static List<Vulnerability> known() throws IOException {
        try (InputStream list = Objects.requireNonNull(
                KnownVulnerabilitiesTest.class.getResourceAsStream("/known-vulnerabilities.tsv"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Vulnerability::of)
                    .toList();
        }
    }

    private static Map<String, Version> libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> JAR.matcher(Path.of(entry).getFileName().toString()))
                .filter(Matcher::matches)
                .collect(Collectors.toMap(
                        jar -> jar.group("artifact"), jar -> Version.parse(jar.group("version")), (first, _) -> first));
    }

    @Test
    void noLibraryHasAKnownVulnerability() throws IOException {
        Map<String, Version> libraries = libraries();
        assertThat(known())
                .allSatisfy(vulnerability -> assertThat(libraries).containsKey(vulnerability.artifact()))
                .noneMatch(vulnerability -> vulnerability.affects(libraries));
    }

    @Test
    void anOlderVersionIsFound() {
        Vulnerability vulnerability = Vulnerability.of("netty-codec-http\t4.2.15.Final\tCVE-2026-50020");
        assertThat(vulnerability.affects(Map.of("netty-codec-http", Version.parse("4.2.9.Final"))))
                .isTrue();
        assertThat(vulnerability.affects(Map.of("netty-codec-http", Version.parse("4.2.20.Final"))))
                .isFalse();
    }
}
