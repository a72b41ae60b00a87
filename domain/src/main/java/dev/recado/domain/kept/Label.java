package dev.recado.domain.kept;

import java.util.regex.Pattern;

/// A label that conversations can carry.
///
/// @param name as conversations carry it, see [dev.recado.domain.handoff.Labels]
/// @param color as `#rrggbb`
public record Label(String id, String name, String color, Edit edit) implements KeptItem {
    /// The most labels.
    public static final int MAX_COUNT = 100;

    private static final Pattern COLOR = Pattern.compile("#[0-9a-f]{6}");

    public static boolean isColor(String text) {
        return COLOR.matcher(text).matches();
    }
}
