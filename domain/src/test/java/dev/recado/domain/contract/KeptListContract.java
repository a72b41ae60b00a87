package dev.recado.domain.contract;

import static dev.recado.domain.contract.StoreContract.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.kept.CannedReply;
import dev.recado.domain.kept.Edit;
import dev.recado.domain.kept.KeptList;
import dev.recado.domain.kept.KeptList.Stored;
import dev.recado.domain.kept.Label;
import dev.recado.domain.message.Author;
import dev.recado.domain.teaching.TaughtAnswer;
import dev.recado.domain.text.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of every [KeptList].
public interface KeptListContract {
    Edit EDIT = new Edit(new Author("martha", "Martha"), NOON, 3);

    /// Under test, empty; the same list each time.
    KeptList<CannedReply> cannedReplies();

    /// Under test, empty; the same list each time.
    KeptList<Label> keptLabels();

    @Test
    default void aListIsReplacedAsAWholeAndCountsItsChanges() {
        CannedReply hello = new CannedReply("c-1", "Hola", "Hola {{name}}\n¿qué tal?", Language.SPANISH, EDIT);
        CannedReply hours = new CannedReply("c-2", "hours", "{{hours}}", null, EDIT);
        assertThat(cannedReplies().read()).isEqualTo(new Stored<>(List.of(), 0));
        assertThat(cannedReplies().version()).isZero();

        assertThat(cannedReplies().replace(0, List.of(hello, hours))).isTrue();
        assertThat(cannedReplies().read()).isEqualTo(new Stored<>(List.of(hello, hours), 1));
        assertThat(cannedReplies().version()).isOne();

        assertThat(cannedReplies().replace(1, List.of(hours))).isTrue();
        assertThat(cannedReplies().read()).isEqualTo(new Stored<>(List.of(hours), 2));
        assertThat(cannedReplies().replace(2, List.of())).isTrue();
        assertThat(cannedReplies().read()).isEqualTo(new Stored<>(List.of(), 3));
    }

    /// Under test, empty; the same list each time.
    KeptList<TaughtAnswer> taughtAnswers();

    @Test
    default void anAnswerIsStoredAsItIs() {
        TaughtAnswer answer = new TaughtAnswer(
                "a-1", List.of("¿tienen parking?", "dónde aparco"), "Sí, **gratis**.", Language.SPANISH, EDIT);

        assertThat(taughtAnswers().replace(0, List.of(answer))).isTrue();

        assertThat(taughtAnswers().read()).isEqualTo(new Stored<>(List.of(answer), 1));
    }

    @Test
    default void aListThatChangedMeanwhileIsNotReplaced() {
        Label vip = new Label("l-1", "vip", "#00aa33", EDIT);
        Label recipes = new Label("l-2", "recetas", "#aa0033", EDIT);
        assertThat(keptLabels().replace(0, List.of(vip))).isTrue();

        assertThat(keptLabels().replace(0, List.of(recipes))).isFalse();
        assertThat(keptLabels().replace(1, List.of(vip, recipes))).isTrue();
        assertThat(keptLabels().replace(1, List.of())).isFalse();

        assertThat(keptLabels().read()).isEqualTo(new Stored<>(List.of(vip, recipes), 2));
        assertThat(cannedReplies().read().version()).as("another list").isZero();
    }
}
