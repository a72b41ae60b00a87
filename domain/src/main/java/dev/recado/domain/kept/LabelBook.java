package dev.recado.domain.kept;

import dev.recado.domain.handoff.ConversationMarks;
import dev.recado.domain.kept.KeptOutcome.Done;
import dev.recado.domain.people.Caller;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The labels that the business keeps. Conversations carry their names: they follow a label that is renamed, and
/// lose one that is removed. A step that broke off can be repeated.
///
/// Every method throws [dev.recado.domain.PortUnavailableException] when the store does not answer; a retry
/// may help.
public final class LabelBook {
    private final KeptListEditor<Label> labels;
    private final ConversationMarks marks;

    public LabelBook(KeptListEditor<Label> labels, ConversationMarks marks) {
        this.labels = labels;
        this.marks = marks;
    }

    public List<Label> all() {
        return labels.all();
    }

    public KeptOutcome<Label> add(Caller by, Function<Edit, Label> make) {
        return labels.add(by, make);
    }

    /// Conversations are changed before the list, so that a repeat after a failure finds the old name and finishes,
    /// and after it, for those that got the label meanwhile.
    ///
    /// @param version that the caller knows; null to change it whatever others did
    public KeptOutcome<Label> change(Caller by, String id, @Nullable Integer version, String name, String color) {
        Optional<Label> before = labels.find(id).filter(label -> mayRename(label, version, name));
        before.ifPresent(label -> relabel(label.name(), name));
        KeptOutcome<Label> outcome = labels.change(by, id, version, (label, edit) -> new Label(id, name, color, edit));
        if (outcome instanceof Done<Label>) {
            before.ifPresent(label -> relabel(label.name(), name));
        }
        return outcome;
    }

    private boolean mayRename(Label label, @Nullable Integer version, String name) {
        return isKnown(label, version)
                && labels.all().stream()
                        .noneMatch(other ->
                                !other.id().equals(label.id()) && other.name().equalsIgnoreCase(name));
    }

    private static boolean isKnown(Label label, @Nullable Integer version) {
        return version == null || version == label.edit().version();
    }

    public KeptOutcome<Label> remove(Caller by, String id, @Nullable Integer version) {
        Optional<Label> before = labels.find(id).filter(label -> isKnown(label, version));
        before.ifPresent(label -> relabel(label.name(), null));
        KeptOutcome<Label> outcome = labels.remove(by, id, version);
        if (outcome instanceof Done<Label>(Label removed)) {
            relabel(removed.name(), null);
        }
        return outcome;
    }

    private void relabel(String from, @Nullable String to) {
        if (!from.equals(to)) {
            marks.relabel(from, to);
        }
    }
}
