package dev.recado.adapter.knowledge;

import java.nio.file.Path;

/// A file as a look into the folder finds it: the same name, size and time mean the same content.
///
/// @param name the path within the folder, with `/`
/// @param modified milliseconds since 1970
record DocumentFile(String name, Path path, long size, long modified) {}
