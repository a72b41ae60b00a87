package dev.recado.domain.fake;

import dev.recado.domain.handoff.StaffNotice;
import dev.recado.domain.handoff.StaffNotifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// A way to tell people of the business, that remembers what it told.
public final class FakeStaffNotifier implements StaffNotifier {
    private final String way;
    /// Whom it tells.
    public final List<String> recipients = new ArrayList<>();
    /// What it was asked to tell, as often as it was.
    public final List<StaffNotice> asked = new ArrayList<>();
    /// What becomes of it.
    public BiFunction<StaffNotice, String, Outcome> outcome = (_, _) -> new Outcome.Told();

    public FakeStaffNotifier(String way, String... recipients) {
        this.way = way;
        this.recipients.addAll(List.of(recipients));
    }

    @Override
    public String way() {
        return way;
    }

    @Override
    public List<String> recipients() {
        return List.copyOf(recipients);
    }

    @Override
    public Outcome tell(StaffNotice notice, String recipient) {
        asked.add(notice);
        return outcome.apply(notice, recipient);
    }
}
