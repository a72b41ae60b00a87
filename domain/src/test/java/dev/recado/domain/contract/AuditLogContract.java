package dev.recado.domain.contract;

import static dev.recado.domain.contract.StoreContract.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.message.Author;
import dev.recado.domain.people.AuditEntry;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.AuditLog;
import dev.recado.domain.people.AuditLog.Filter;
import dev.recado.domain.people.AuditLog.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract of every [AuditLog].
public interface AuditLogContract {

    /// The log under test, empty.
    AuditLog auditLog();

    private static AuditEntry entry(String id, int second, String who, Action action, @Nullable String subject) {
        return new AuditEntry(
                id, NOON.plusSeconds(second), new Author(who, "Name of " + who), action, subject, Map.of("a", "b.c"));
    }

    private static List<String> ids(List<AuditEntry> entries) {
        return entries.stream().map(AuditEntry::id).toList();
    }

    @Test
    default void entriesAreListedNewestFirstPageByPage() {
        // Two at the same moment: the order is that of their ids.
        List<AuditEntry> all = List.of(
                entry("e-1", 1, "p-1", Action.LOGGED_IN, null),
                entry("e-3", 2, "p-1", Action.CONVERSATION_READ, "c-1"),
                entry("e-2", 2, "p-2", Action.CONVERSATION_READ, "c-1"),
                entry("e-4", 3, "p-2", Action.LOGGED_OUT, null));
        all.forEach(entry -> auditLog().add(entry));

        List<AuditEntry> read = new ArrayList<>();
        List<AuditEntry> page = auditLog().list(Filter.ALL, 1, null);
        while (!page.isEmpty() && read.size() <= all.size()) {
            read.addAll(page);
            page = auditLog()
                    .list(
                            Filter.ALL,
                            1,
                            new Place(page.getLast().at(), page.getLast().id()));
        }
        assertThat(read).containsExactly(all.get(3), all.get(1), all.get(2), all.get(0));
    }

    @Test
    default void entriesAreChosenByPersonActionAndSubject() {
        auditLog().add(entry("e-1", 1, "p-1", Action.LOGGED_IN, null));
        auditLog().add(entry("e-2", 2, "p-1", Action.CONVERSATION_READ, "c-1"));
        auditLog().add(entry("e-3", 3, "p-2", Action.CONVERSATION_READ, "c-2"));

        assertThat(ids(auditLog().list(new Filter("p-1", null, null), 9, null))).containsExactly("e-2", "e-1");
        assertThat(ids(auditLog().list(new Filter(null, Action.CONVERSATION_READ, null), 9, null)))
                .containsExactly("e-3", "e-2");
        assertThat(ids(auditLog().list(new Filter(null, null, "c-2"), 9, null))).containsExactly("e-3");
        assertThat(ids(auditLog().list(new Filter("p-1", Action.CONVERSATION_READ, "c-2"), 9, null)))
                .isEmpty();
    }

    @Test
    default void anEntryThatIsStoredStays() {
        AuditEntry first = entry("e-1", 1, "p-1", Action.LOGGED_IN, null);
        auditLog().add(first);
        auditLog().add(entry("e-1", 9, "p-2", Action.DATA_ERASED, "c-1"));

        assertThat(auditLog().list(Filter.ALL, 9, null)).containsExactly(first);
    }
}
