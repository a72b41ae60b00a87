package dev.recado.adapter.mongodb.conversations;

import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.handoff.ConversationFilter;
import dev.recado.domain.handoff.ConversationFilter.Assigned;
import dev.recado.domain.handoff.ConversationList.Order;
import dev.recado.domain.handoff.SearchWords;
import dev.recado.domain.people.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Measures the first page of the list of conversations among 100,000: `ConversationListBench [URI]`, on the
/// embedded store without a URI. Prints rows of the table and checks nothing.
public final class ConversationListBench {
    private static final int STORED = 100_000;
    private static final int PAGE = 50;
    private static final int WARM_UP = 20;
    private static final int RUNS = 101;

    private ConversationListBench() {}

    /// Fills its own database, and lists it.
    public static void main(String[] arguments) throws IOException {
        boolean isServer = arguments.length > 0;
        Path folder = Files.createTempDirectory("recado-list");
        try (MongoStore store = isServer
                ? MongoStore.server(arguments[0] + "list", event -> {})
                : MongoStore.embedded(folder, event -> {})) {
            ManyConversations.fill(store, STORED);
            MongoConversationList list = new MongoConversationList(store);
            String where = isServer ? "MongoDB" : "embedded";
            filters().forEach((name, filter) -> {
                measure(
                        where + ", " + name,
                        () -> list.conversations(filter, Order.ACTIVITY, PAGE, null)
                                .items()
                                .size());
            });
            measure(
                    where + ", waiting first",
                    () -> list.conversations(ConversationFilter.all(Caller.OPERATOR), Order.WAITING, PAGE, null)
                            .items()
                            .size());
            store.database().drop();
        }
    }

    private static Map<String, ConversationFilter> filters() {
        Map<String, ConversationFilter> filters = new LinkedHashMap<>();
        filters.put("all", filter(Set.of(), new Assigned.Anybody(), null, null));
        filters.put("waiting", filter(Set.of(ConversationStatus.WAITING), new Assigned.Anybody(), null, null));
        filters.put("one person's", filter(Set.of(), new Assigned.Person(ManyConversations.PERSON), null, null));
        filters.put("a label", filter(Set.of(), new Assigned.Anybody(), "vip", null));
        filters.put("words that many have", filter(Set.of(), new Assigned.Anybody(), null, "hora mañana"));
        filters.put("words that nobody has", filter(Set.of(), new Assigned.Anybody(), null, "zanahoria"));
        filters.put("a number in full", filter(Set.of(), new Assigned.Anybody(), null, "34600000001"));
        return filters;
    }

    private static ConversationFilter filter(
            Set<ConversationStatus> statuses, Assigned assigned, @Nullable String label, @Nullable String words) {
        return new ConversationFilter(
                statuses,
                assigned,
                label,
                words == null ? null : SearchWords.of(words).orElseThrow(),
                false,
                Caller.OPERATOR);
    }

    private interface Reading {
        int found();
    }

    private static void measure(String name, Reading reading) {
        int found = 0;
        for (int i = 0; i < WARM_UP; i++) {
            found = reading.found();
        }
        long[] micros = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            found = reading.found();
            micros[i] = (System.nanoTime() - start) / 1_000;
        }
        Arrays.sort(micros);
        System.out.printf(
                Locale.ROOT,
                "| (f) the first page of %,d conversations: %s | p50 %.1f ms · p99 %.1f ms · %d found |%n",
                STORED,
                name,
                micros[RUNS / 2] / 1e3,
                micros[RUNS * 99 / 100] / 1e3,
                found);
    }
}
