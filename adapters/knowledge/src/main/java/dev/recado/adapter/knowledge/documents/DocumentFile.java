package dev.recado.adapter.knowledge.documents;

/// A file as a look into the folder finds it: the same name, size and time mean the same content.
///
/// @param name the path within the folder, with `/`
/// @param modified milliseconds since 1970
public record DocumentFile(String name, long size, long modified) {}
