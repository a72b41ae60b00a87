package dev.recado.application.catalogue;

import java.util.List;

/// Settings that stand together in the documents.
///
/// @param title a heading
public record SettingGroup(String title, List<SettingDefinition> settings) {}
