package dev.recado.domain.teaching;

import dev.recado.domain.kept.Edit;
import dev.recado.domain.kept.KeptListEditor;
import dev.recado.domain.kept.KeptOutcome;
import dev.recado.domain.kept.KeptOutcome.Done;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.AuditTrail;
import dev.recado.domain.people.Caller;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes answers for the bot. A change is in use in this process when the method returns, and in the others as
/// soon as they look, see [TaughtAnswersFeed].
///
/// Every method throws [dev.recado.domain.PortUnavailableException] when the store does not answer; a retry
/// may help.
public final class TeachBot {
    private final KeptListEditor<TaughtAnswer> answers;
    private final OpenQuestions questions;
    private final TaughtAnswersFeed feed;
    private final AuditTrail audit;
    private final InstantSource clock;

    public TeachBot(
            KeptListEditor<TaughtAnswer> answers,
            OpenQuestions questions,
            TaughtAnswersFeed feed,
            AuditTrail audit,
            InstantSource clock) {
        this.answers = answers;
        this.questions = questions;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    public List<TaughtAnswer> all() {
        return answers.all();
    }

    /// @param resolved the ids of the questions that the answer settles
    public KeptOutcome<TaughtAnswer> add(Caller by, Function<Edit, TaughtAnswer> make, Collection<String> resolved) {
        KeptOutcome<TaughtAnswer> outcome = answers.add(by, make);
        if (outcome instanceof Done<TaughtAnswer>) {
            feed.refresh();
            settle(by, resolved);
        }
        return outcome;
    }

    /// @param version that the caller knows; null to change it whatever others did
    public KeptOutcome<TaughtAnswer> change(
            Caller by,
            String id,
            @Nullable Integer version,
            BiFunction<TaughtAnswer, Edit, TaughtAnswer> change,
            Collection<String> resolved) {
        KeptOutcome<TaughtAnswer> outcome = answers.change(by, id, version, change);
        if (outcome instanceof Done<TaughtAnswer>) {
            feed.refresh();
            settle(by, resolved);
        }
        return outcome;
    }

    public KeptOutcome<TaughtAnswer> remove(Caller by, String id, @Nullable Integer version) {
        KeptOutcome<TaughtAnswer> outcome = answers.remove(by, id, version);
        if (outcome instanceof Done<TaughtAnswer>) {
            feed.refresh();
        }
        return outcome;
    }

    /// Takes questions off the list without an answer.
    ///
    /// @return how many were on it
    public int dismiss(Caller by, Collection<String> ids) {
        int settled = settle(by, ids);
        if (settled > 0) {
            audit.record(by, Action.QUESTION_DISMISSED, null);
        }
        return settled;
    }

    private int settle(Caller by, Collection<String> ids) {
        return (int) ids.stream()
                .distinct()
                .filter(id -> questions.settle(id, by.author(), clock.instant()))
                .count();
    }
}
