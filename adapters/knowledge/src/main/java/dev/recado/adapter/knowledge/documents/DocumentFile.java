package dev.recado.adapter.knowledge.documents;

/// A file in the folder of documents: equal name, size and time mean equal content.
public record DocumentFile(String name, long size, long modified) {}
