package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageLog.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The same stories again and again, each time killed at another call of the store, before it takes effect or after,
/// and a second time soon after the first.
@Tag("slow")
class KilledWhileMergingTest {
    private static final Phone ANA = new Phone("+15550000001");
    private static final Phone NEW_NUMBER = new Phone("+15550000009");
    private static final BusinessScoped SCOPED = new BusinessScoped("US.13491208655302741918");
    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int NEVER = Integer.MAX_VALUE;

    /// Ends a life of the process; nothing in the core catches it.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /// One run of a story.
    private static final class Run {
        private Desk desk = new Desk();
        private int calls;
        private final List<Integer> kills;
        private final List<String> story = new ArrayList<>();

        /// @param first the call of the store at which the process is killed
        Run(boolean before, int first, int second) {
            kills = new ArrayList<>(List.of(first, second));
            Predicate<String> kill = method -> {
                calls++;
                story.add(method);
                if (kills.removeIf(at -> at <= calls)) {
                    story.add("KILLED");
                    throw new Killed();
                }
                return false;
            };
            if (before) {
                desk.store.failWhen(kill);
            } else {
                desk.store.loseAnswersWhen(kill);
            }
        }

        /// The provider comes again until it is told that the message is safe.
        void says(String externalId, UserAddress from, @Nullable UserAddress other, String text) {
            sends(externalId, from, other, new Content.Text(text));
        }

        void sends(String externalId, UserAddress from, @Nullable UserAddress other, Content content) {
            Instant at = desk.clock.instant();
            story.add(externalId);
            InboundMessage message = Messages.from(externalId, from, other, content, at);
            whateverIsKilled(now -> now.sends(message));
            pass(Duration.ofMillis(10));
        }

        /// The calls of the store but for those of the sweep.
        List<String> story() {
            return story.stream().filter(call -> !call.equals("unanswered")).toList();
        }

        void pass(Duration time) {
            Instant end = desk.clock.instant().plus(time);
            whateverIsKilled(now -> {
                Duration left = Duration.between(now.clock.instant(), end);
                now.pass(left.isNegative() ? Duration.ZERO : left);
            });
        }

        private void whateverIsKilled(Consumer<Desk> work) {
            for (boolean done = false; !done; ) {
                try {
                    work.accept(desk);
                    done = true;
                } catch (Killed e) {
                    desk = desk.restarted();
                }
            }
        }

        /// Everything was answered once, in one conversation.
        void assertKept(UserAddress address, String... words) {
            desk.store.failWhen(method -> false);
            desk.store.loseAnswersWhen(method -> false);
            pass(LONG);
            assertThat(desk.store.backlog().waiting()).as("waiting").isZero();
            assertThat(desk.dispatcher.held()).as("held").isZero();
            // one that was made by a claim and killed before it could go is blank
            assertThat(desk.store.conversations())
                    .filteredOn(conversation -> !conversation.isBlank())
                    .as("conversations")
                    .hasSize(1);
            List<Entry> history = desk.store.history(ConversationId.of(address), 100);
            assertThat(history)
                    .filteredOn(entry ->
                            entry.role().equals("user") && !entry.content().isEmpty())
                    .extracting(Entry::content)
                    .containsExactly(words);
            assertThat(desk.sender.texts().stream()
                            .flatMap(text ->
                                    Arrays.stream(text.replace("eco: ", "").split("\n")))
                            .toList())
                    .as("answered")
                    .containsExactlyInAnyOrder(words);
        }
    }

    private static void addressesComeTogether(Run run) {
        run.says("SM1", SCOPED, null, "uno");
        run.pass(A_WHILE);
        run.says("SM2", ANA, null, "dos");
        run.pass(A_WHILE);
        run.says("SM3", SCOPED, null, "tres");
        run.says("SM4", ANA, SCOPED, "cuatro");
        run.pass(A_WHILE);
        run.says("SM5", SCOPED, null, "cinco");
        run.pass(LONG);
        run.says("SM6", SCOPED, null, "seis");
        run.pass(LONG);
        run.says("SM7", ANA, SCOPED, "siete");
        run.assertKept(ANA, "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete");
    }

    private static void aNumberChanges(Run run) {
        run.says("SM1", ANA, SCOPED, "uno");
        run.pass(A_WHILE);
        run.says("SM2", ANA, SCOPED, "dos");
        run.pass(LONG);
        run.sends("SM3", ANA, null, new Content.AddressChange(NEW_NUMBER));
        run.says("SM4", SCOPED, null, "tres");
        run.pass(LONG);
        run.says("SM5", SCOPED, null, "cuatro");
        run.says("SM6", NEW_NUMBER, null, "cinco");
        run.assertKept(NEW_NUMBER, "uno", "dos", "tres", "cuatro", "cinco");
    }

    private static int callsOf(Consumer<Run> story) {
        Run run = new Run(true, NEVER, NEVER);
        story.accept(run);
        return run.calls;
    }

    private static void killEverywhere(Consumer<Run> story) {
        int calls = callsOf(story);
        for (int first = 1; first <= calls; first++) {
            for (int gap : List.of(NEVER, 1, 2, 3, 5, 8, 13)) {
                for (boolean before : List.of(true, false)) {
                    int second = gap == NEVER ? NEVER : first + gap;
                    Run run = new Run(before, first, second);
                    try {
                        story.accept(run);
                    } catch (AssertionError | RuntimeException e) {
                        throw new AssertionError("killed " + (before ? "before" : "after") + ": " + run.story(), e);
                    }
                }
            }
        }
    }

    @Test
    void addressesThatComeTogetherAreOneConversationWhateverIsKilled() {
        assertThat(callsOf(KilledWhileMergingTest::addressesComeTogether)).isGreaterThan(50);
        killEverywhere(KilledWhileMergingTest::addressesComeTogether);
    }

    @Test
    void aNumberThatChangesTakesTheConversationAlongWhateverIsKilled() {
        assertThat(callsOf(KilledWhileMergingTest::aNumberChanges)).isGreaterThan(40);
        killEverywhere(KilledWhileMergingTest::aNumberChanges);
    }
}
