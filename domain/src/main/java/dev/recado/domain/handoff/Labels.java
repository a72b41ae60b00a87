package dev.recado.domain.handoff;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The labels of a conversation: each once, in lower case, in the order of the alphabet.
public record Labels(List<String> values) {
    /// The most labels of a conversation.
    public static final int MAX_COUNT = 20;
    /// The longest label, in UTF-16 units.
    public static final int MAX_LENGTH = 40;

    public static final Labels NONE = new Labels(List.of());

    public Labels {
        values = List.copyOf(values);
    }

    /// Makes labels of what was typed; blank ones are left out.
    ///
    /// @throws IllegalArgumentException when there are too many, or one is too long or holds a control
    ///     character; the message says what is expected
    public static Labels of(Iterable<String> typed) {
        SortedSet<String> labels = new TreeSet<>();
        for (String one : typed) {
            String label = normal(one);
            if (label.length() > MAX_LENGTH || label.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a label has up to " + MAX_LENGTH + " characters, on one line");
            }
            if (!label.isEmpty()) {
                labels.add(label);
            }
            if (labels.size() > MAX_COUNT) {
                throw new IllegalArgumentException("a conversation has up to " + MAX_COUNT + " labels");
            }
        }
        return new Labels(List.copyOf(labels));
    }

    /// These labels with another in the place of one of them, or without it.
    public Labels with(String from, @Nullable String to) {
        SortedSet<String> all = new TreeSet<>(values);
        if (all.remove(from) && to != null) {
            all.add(to);
        }
        return new Labels(List.copyOf(all));
    }

    /// The labels of both, as many as fit.
    public Labels and(Labels others) {
        SortedSet<String> all = new TreeSet<>(values);
        all.addAll(others.values);
        return new Labels(all.stream().limit(MAX_COUNT).toList());
    }

    /// A label as it is stored, for a search.
    public static String normal(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFC)
                .strip()
                .replaceAll("\\h+", " ")
                .toLowerCase(Locale.ROOT);
    }
}
