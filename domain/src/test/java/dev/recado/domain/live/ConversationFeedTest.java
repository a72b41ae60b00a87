package dev.recado.domain.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.Conversation.Participant;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.InMemoryStore;
import dev.recado.domain.fake.ManualTimer;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.fake.SettableClock;
import dev.recado.domain.handoff.ConversationFilter;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.handoff.ThreadEntry;
import dev.recado.domain.handoff.ThreadEntry.Body;
import dev.recado.domain.handoff.ThreadEntry.Origin;
import dev.recado.domain.handoff.ThreadEntry.Voice;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.live.ConversationWatcher.Change;
import dev.recado.domain.message.Author;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who watches is told what changes, once.
class ConversationFeedTest {
    private static final String ANA = "+15550000001";
    private static final ConversationId ID = ConversationId.of(new Phone(ANA));
    private static final Duration A_MOMENT = Duration.ofMillis(200);

    private final SettableClock clock = new SettableClock();
    private final ManualTimer timer = new ManualTimer(clock);
    private final Conversations stored = new Conversations();
    private List<ConversationId> changedInStore = List.of();
    private final ConversationFeed feed =
            new ConversationFeed(stored, (_, _) -> changedInStore, new InMemoryStore(), timer, clock);

    /// What is stored, and how often it was read.
    private static final class Conversations implements ConversationList {
        private final Map<ConversationId, ConversationSummary> summaries = new HashMap<>();
        private final Map<ConversationId, List<ThreadEntry>> threads = new HashMap<>();
        private int reads;
        private boolean gone;

        @Override
        public Page<ConversationSummary> conversations(
                ConversationFilter filter, Order order, int limit, @Nullable Place after) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<ConversationSummary> conversation(ConversationId id) {
            reads++;
            if (gone) {
                throw new PortUnavailableException("as ordered");
            }
            return Optional.ofNullable(summaries.get(id));
        }

        @Override
        public Page<ThreadEntry> thread(ConversationId id, int limit, @Nullable Place after) {
            return new Page<>(threads.getOrDefault(id, List.of()).reversed(), null);
        }
    }

    private static final class Watcher implements ConversationWatcher {
        private final List<Change> changes = new ArrayList<>();
        private final List<String> typing = new ArrayList<>();

        @Override
        public void changed(Change change) {
            changes.add(change);
        }

        @Override
        public void typing(ConversationSummary conversation, Author person, boolean types) {
            typing.add(person.name() + " " + types);
        }

        private List<String> added() {
            return changes.stream()
                    .flatMap(change -> change.added().stream())
                    .map(ThreadEntry::text)
                    .toList();
        }
    }

    private ThreadEntry entry(String id, String text, String status, Instant at) {
        return new ThreadEntry(id, Voice.USER, text, new Body.Words(), status, null, null, Origin.UNKNOWN, null, at);
    }

    private void store(ThreadEntry... entries) {
        Participant user = new Participant(new Phone(ANA), Set.of(), Channel.TWILIO, null, "Ana", null);
        stored.summaries.put(
                ID, new ConversationSummary(ID, user, Ownership.NEW, null, List.of(), true, null, clock.instant()));
        stored.threads.put(ID, List.of(entries));
    }

    private void received() {
        feed.publish(new Event.Received(Messages.text("SM1", ANA, "hola", clock.instant())));
    }

    @Test
    void nothingIsReadWhileNobodyWatches() {
        store(entry("1", "hola", "received", clock.instant()));
        received();
        timer.advance(Duration.ofMinutes(1));

        assertThat(stored.reads).isZero();
    }

    @Test
    void severalChangesWithinAMomentAreReadOnceForAllWatchers() {
        Watcher one = new Watcher();
        Watcher other = new Watcher();
        feed.watch(one);
        feed.watch(other);
        store(entry("1", "hola", "received", clock.instant()), entry("2", "¿hay hora?", "received", clock.instant()));
        IntStream.range(0, 5).forEach(_ -> received());
        timer.advance(A_MOMENT);

        assertThat(stored.reads).isEqualTo(1);
        assertThat(one.added()).containsExactly("hola", "¿hay hora?");
        assertThat(other.changes).isEqualTo(one.changes);
    }

    @Test
    void anEntryIsToldOnceAndAgainWithAnotherStatus() {
        Watcher watcher = new Watcher();
        feed.watch(watcher);
        store(entry("1", "hola", "sent", clock.instant()));
        received();
        timer.advance(A_MOMENT);
        received();
        timer.advance(A_MOMENT);
        store(entry("1", "hola", "read", clock.instant()));
        received();
        timer.advance(A_MOMENT);

        assertThat(watcher.added()).containsExactly("hola");
        assertThat(watcher.changes.getLast().updated())
                .extracting(ThreadEntry::status)
                .containsExactly("read");
    }

    @Test
    void whatWasSaidBeforeAnybodyWatchedIsNotToldAsNew() {
        ThreadEntry old = entry("1", "ayer", "answered", clock.instant().minusSeconds(60));
        Watcher watcher = new Watcher();
        feed.watch(watcher);
        store(old, entry("2", "hoy", "received", clock.instant()));
        received();
        timer.advance(A_MOMENT);

        assertThat(watcher.added()).containsExactly("hoy");
    }

    @Test
    void whatAnotherProcessChangesIsFoundInTheStore() {
        Watcher watcher = new Watcher();
        feed.watch(watcher);
        store(entry("1", "hola", "answered", clock.instant()));
        changedInStore = List.of(ID);
        timer.advance(Duration.ofSeconds(5));

        assertThat(watcher.changes).hasSize(1);
        assertThat(watcher.added()).containsExactly("hola");
    }

    @Test
    void whatCannotBeReadIsToldLater() {
        Watcher watcher = new Watcher();
        feed.watch(watcher);
        store(entry("1", "hola", "received", clock.instant()));
        stored.gone = true;
        received();
        timer.advance(A_MOMENT);
        assertThat(watcher.changes).isEmpty();

        stored.gone = false;
        timer.advance(A_MOMENT);
        assertThat(watcher.added()).containsExactly("hola");
    }

    @Test
    void whoStoppedWatchingIsToldNothingAndNothingIsReadForNobody() {
        Watcher watcher = new Watcher();
        feed.watch(watcher).close();
        store(entry("1", "hola", "received", clock.instant()));
        received();
        changedInStore = List.of(ID);
        timer.advance(Duration.ofSeconds(5));

        assertThat(watcher.changes).isEmpty();
        assertThat(stored.reads).isZero();
    }

    @Test
    void whoComesBackIsToldWhatWasMissedUnlessItIsTooMuch() {
        store(
                entry("1", "antes", "answered", clock.instant().minusSeconds(60)),
                entry("2", "ahora", "answered", clock.instant()));
        changedInStore = List.of(ID);

        assertThat(feed.since(clock.instant()).orElseThrow())
                .singleElement()
                .satisfies(change ->
                        assertThat(change.added()).extracting(ThreadEntry::text).containsExactly("ahora"));
        changedInStore = IntStream.range(0, 201)
                .mapToObj(i -> ConversationId.of(new Phone("+1555000%04d".formatted(i))))
                .toList();
        assertThat(feed.since(clock.instant())).isEmpty();
    }

    @Test
    void whoTypesIsTold() {
        Watcher watcher = new Watcher();
        feed.watch(watcher);
        store();
        feed.typing(ID, new Author("marta", "Marta"), true);
        timer.advance(A_MOMENT);

        assertThat(watcher.typing).containsExactly("Marta true");
    }
}
