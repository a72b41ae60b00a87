package dev.recado.domain.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.fake.FrontDesk;
import dev.recado.domain.fake.InMemoryKeptList;
import dev.recado.domain.handoff.ConversationMarks;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.kept.KeptOutcome.ChangedMeanwhile;
import dev.recado.domain.kept.KeptOutcome.Done;
import dev.recado.domain.kept.KeptOutcome.Full;
import dev.recado.domain.kept.KeptOutcome.NameTaken;
import dev.recado.domain.kept.KeptOutcome.NotFound;
import dev.recado.domain.message.Author;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.AuditLog;
import dev.recado.domain.people.Caller;
import dev.recado.domain.people.PersonRole;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeptListEditorTest {
    private static final Caller MARTHA = new Caller(new Author("martha", "Martha"), PersonRole.SUPERVISOR);
    private static final Caller LOUIS = new Caller(new Author("louis", "Louis"), PersonRole.SUPERVISOR);

    private final FrontDesk desk = new FrontDesk();
    private final InMemoryKeptList<Label> stored = new InMemoryKeptList<>();
    private final KeptListEditor<Label> editor =
            new KeptListEditor<>(stored, 3, Action.LABEL_CHANGED, desk.audit, desk.clock);

    private static Function<Edit, Label> label(String id, String name) {
        return edit -> new Label(id, name, "#112233", edit);
    }

    private static Label named(Label label, String name, Edit edit) {
        return new Label(label.id(), name, label.color(), edit);
    }

    @Test
    void whoChangedAnItemLastIsKeptAndRecorded() {
        editor.add(MARTHA, label("1", "vip"));

        KeptOutcome<Label> changed = editor.change(LOUIS, "1", 1, (label, edit) -> named(label, "vips", edit));

        Label now = new Label("1", "vips", "#112233", new Edit(LOUIS.author(), desk.clock.instant(), 2));
        assertThat(changed).isEqualTo(new Done<>(now));
        assertThat(editor.all()).containsExactly(now);
        assertThat(editor.remove(MARTHA, "1", 2)).isEqualTo(new Done<>(now));
        assertThat(desk.auditLog.list(new AuditLog.Filter(null, null, "1"), 10, null))
                .extracting(entry -> entry.who().id() + " " + entry.details().get("change"))
                .containsExactlyInAnyOrder("martha added", "louis changed", "martha removed");
    }

    @Test
    void aChangeOfAnItemThatSomebodyChangedMeanwhileIsRefused() {
        editor.add(MARTHA, label("1", "vip"));
        editor.change(MARTHA, "1", null, (label, edit) -> named(label, "vips", edit));
        Label now = editor.all().getFirst();

        assertThat(editor.change(LOUIS, "1", 1, (label, edit) -> named(label, "other", edit)))
                .isEqualTo(new ChangedMeanwhile<>(now));
        assertThat(editor.remove(LOUIS, "1", 1)).isEqualTo(new ChangedMeanwhile<>(now));
        assertThat(editor.remove(LOUIS, "2", null)).isEqualTo(new NotFound<>());
        assertThat(editor.all()).containsExactly(now);
    }

    @Test
    void changesOfTwoItemsAtOneTimeBothSucceed() {
        editor.add(MARTHA, label("1", "vip"));
        editor.add(MARTHA, label("2", "recetas"));
        stored.beforeReplace(() -> editor.change(LOUIS, "2", 1, (label, edit) -> named(label, "r", edit)));

        editor.change(MARTHA, "1", 1, (label, edit) -> named(label, "v", edit));

        assertThat(editor.all()).extracting(Label::name).containsExactly("v", "r");
    }

    @Test
    void aNameStandsOnceAlsoWhenTwoAddItAtOneTime() {
        stored.beforeReplace(() -> editor.add(LOUIS, label("2", "VIP")));

        KeptOutcome<Label> added = editor.add(MARTHA, label("1", "vip"));

        assertThat(added).isEqualTo(new NameTaken<>(editor.all().getFirst()));
        assertThat(editor.all()).extracting(Label::id).containsExactly("2");
    }

    @Test
    void aFullListTakesNoMore() {
        List.of("a", "b", "c").forEach(name -> editor.add(MARTHA, label(name, name)));

        assertThat(editor.add(MARTHA, label("d", "d"))).isEqualTo(new Full<>(3));
        assertThat(editor.all()).hasSize(3);
    }

    @Test
    void conversationsFollowALabelThatIsRenamedOrRemovedButNotARefusedChange() {
        List<String> spread = new ArrayList<>();
        LabelBook book = new LabelBook(editor, new Relabelling(spread));
        book.add(MARTHA, label("1", "vip"));
        book.add(MARTHA, label("2", "recetas"));

        book.change(MARTHA, "1", 7, "vips", "#112233");
        book.change(MARTHA, "1", 1, "recetas", "#112233");
        book.remove(MARTHA, "1", 7);
        book.change(MARTHA, "1", 1, "vip", "#445566");
        assertThat(spread).isEmpty();

        book.change(MARTHA, "1", 2, "vips", "#445566");
        assertThat(spread).contains("vip -> vips");
        spread.clear();
        book.remove(MARTHA, "1", 3);
        assertThat(spread).contains("vips -> null");
        assertThat(book.all()).extracting(Label::name).containsExactly("recetas");
    }

    private record Relabelling(List<String> spread) implements ConversationMarks {
        @Override
        public void read(ConversationId id) {}

        @Override
        public void label(ConversationId id, dev.recado.domain.handoff.Labels labels) {}

        @Override
        public void relabel(String from, @Nullable String to) {
            spread.add(from + " -> " + to);
        }

        @Override
        public Note note(ConversationId id, Note note) {
            return note;
        }
    }

    @Test
    void aVariableThatIsNotKnownIsFound() {
        assertThat(CannedReply.unknownVariable("Hola {{name}}, soy {{ agent }}: {{hours}} {x} {{"))
                .isEmpty();
        assertThat(CannedReply.unknownVariable("Hola {{nombre}}")).contains("{{nombre}}");
        assertThat(CannedReply.unknownVariable("Hola {{}}")).contains("{{}}");
    }
}
