package dev.recado.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.Inbox.Appended;
import dev.recado.domain.message.Spool.Entry;
import dev.recado.domain.operation.Probe;
import dev.recado.domain.operation.SpoolProbe;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpoolDrainerTest {
    private static final String ANA = "+15550000001";

    private final Desk desk = new Desk();

    @Test
    void anEntryThatAlwaysFailsDoesNotBlockTheOthers() {
        MessageId refused = MessageId.of(Channel.TWILIO, "SM0");
        desk.store.refuse(refused::equals);
        desk.store.failWhen(_ -> true);
        for (int i = 0; i < 3; i++) {
            desk.writes("SM" + i, "+1555000001" + i, "n" + i);
        }
        desk.store.failWhen(_ -> false);
        desk.pass(Duration.ofSeconds(40));
        assertThat(desk.sender.texts()).contains("eco: n1", "eco: n2");

        desk.writes("SM3", ANA, "n3");
        desk.pass(Duration.ofSeconds(40));
        assertThat(desk.sender.texts()).contains("eco: n3").doesNotHaveDuplicates();

        desk.store.refuse(_ -> false);
        desk.pass(Duration.ofSeconds(10));
        assertThat(desk.sender.texts()).contains("eco: n0").hasSize(4);
        assertThat(desk.spool.entries()).isEmpty();
    }

    @Test
    void aRefusedEntryIsSetAsideAndTheNextOnesGoOn() {
        MessageId forbidden = MessageId.of(Channel.TWILIO, "SM0");
        desk.store.forbid(forbidden::equals);
        desk.store.failWhen(_ -> true);
        desk.writes("SM0", ANA, "n0");
        desk.writes("SM1", ANA, "n1");
        desk.writes("SM2", "+15550000012", "n2");
        desk.store.failWhen(_ -> false);
        desk.pass(Duration.ofSeconds(20));

        assertThat(desk.sender.texts()).containsExactlyInAnyOrder("eco: n1", "eco: n2");
        assertThat(desk.spool.entries()).isEmpty();
        assertThat(desk.spool.asideEntries())
                .singleElement()
                .isInstanceOfSatisfying(
                        Entry.Message.class,
                        kept -> assertThat(kept.message().id()).isEqualTo(forbidden));
        assertThat(desk.told(Event.EntriesSetAside.class)).singleElement().satisfies(told -> {
            assertThat(told.entries()).isOne();
            assertThat(told.reason()).contains("forbid");
            assertThat(told.remedy()).contains("bring them back");
        });
        assertThat(desk.writes("SM3", ANA, "n3")).isEqualTo(Appended.STORED);
        desk.pass(Duration.ofSeconds(5));
        assertThat(desk.told(Event.EntrySpooled.class)).hasSize(3);
    }

    @Test
    void aSingleRefusedEntryDoesNotKeepTheSpoolInUse() {
        desk.store.forbid(id -> id.equals(MessageId.of(Channel.TWILIO, "SM0")));
        desk.writes("SM0", ANA, "n0");
        desk.pass(Duration.ofSeconds(20));

        assertThat(desk.spool.entries()).isEmpty();
        assertThat(desk.spool.asideEntries()).hasSize(1);
        desk.writes("SM1", ANA, "n1");
        assertThat(desk.told(Event.EntrySpooled.class)).hasSize(1);

        Probe.Finding finding = new SpoolProbe(desk.spool, desk.clock).check();
        assertThat(finding.up()).isTrue();
        assertThat(finding.details()).containsEntry("refused_kept", 1L);
        assertThat(finding.warnings())
                .singleElement()
                .asString()
                .contains("(1)")
                .contains("bring them back");
    }

    @Test
    void aShortlivedRefusalSetsNothingAside() {
        desk.store.forbid(_ -> true);
        desk.writes("SM0", ANA, "n0");
        desk.pass(Duration.ofSeconds(3));
        assertThat(desk.spool.asideEntries()).isEmpty();
        assertThat(new SpoolProbe(desk.spool, desk.clock).check().warnings()).isEmpty();
        desk.store.forbid(_ -> false);
        desk.pass(Duration.ofSeconds(20));

        assertThat(desk.sender.texts()).containsExactly("eco: n0");
        assertThat(desk.spool.asideEntries()).isEmpty();
    }

    @Test
    void anEntryThatCannotBeSetAsideStaysInTheSpool() {
        desk.store.forbid(id -> id.equals(MessageId.of(Channel.TWILIO, "SM0")));
        desk.writes("SM0", ANA, "n0");
        desk.spool.refuses(true);
        desk.pass(Duration.ofSeconds(20));
        assertThat(desk.spool.entries()).hasSize(1);
        assertThat(desk.told(Event.EntriesSetAside.class)).isEmpty();

        desk.spool.refuses(false);
        desk.pass(Duration.ofSeconds(20));
        assertThat(desk.spool.asideEntries()).hasSize(1);
        assertThat(desk.spool.entries()).isEmpty();
    }

    @Test
    void aRefusedEntryBehindAWaitingOneIsSetAsideOnce() {
        desk.store.refuse(MessageId.of(Channel.TWILIO, "SM0")::equals);
        desk.store.forbid(MessageId.of(Channel.TWILIO, "SM1")::equals);
        desk.store.failWhen(_ -> true);
        desk.writes("SM0", ANA, "n0");
        desk.writes("SM1", "+15550000011", "n1");
        desk.store.failWhen(_ -> false);
        desk.pass(Duration.ofSeconds(60));
        desk.store.refuse(_ -> false);
        desk.pass(Duration.ofSeconds(20));

        assertThat(desk.sender.texts()).containsExactly("eco: n0");
        assertThat(desk.told(Event.EntriesSetAside.class)).hasSize(1);
        assertThat(desk.spool.entries()).isEmpty();
    }

    @Test
    void aRefusedEntryWithAFailureNoticeIsSetAsideToo() {
        desk.store.forbid(MessageId.of(Channel.TWILIO, "SM0")::equals);
        desk.store.failWhen(_ -> true);
        desk.writes("SM0", ANA, "n0");
        desk.pass(Desk.DEADLINE);
        assertThat(desk.sender.texts()).hasSize(1);
        desk.store.failWhen(_ -> false);
        desk.pass(Duration.ofMinutes(5));
        desk.writes("SM1", ANA, "n1");
        desk.pass(Duration.ofSeconds(20));

        assertThat(desk.sender.texts()).hasSize(2).contains("eco: n1");
        assertThat(desk.spool.entries()).isEmpty();
        assertThat(desk.spool.asideEntries()).hasSize(1);
    }

    @Test
    void severalBatchesAreStoredInOrder() {
        desk.store.failWhen(_ -> true);
        List<String> written = IntStream.range(0, 990).mapToObj(i -> "SM" + i).toList();
        written.forEach(id -> {
            desk.clock.advance(Duration.ofMillis(1));
            desk.writes(id, ANA, id);
        });
        desk.store.failWhen(_ -> false);
        desk.pass(Duration.ofMinutes(5));

        assertThat(desk.sender.sent().stream()
                        .flatMap(part -> part.text().replace("eco: ", "").lines())
                        .toList())
                .containsExactlyElementsOf(written);
        assertThat(desk.spool.entries()).isEmpty();
        assertThat(
                        desk
                                .store
                                .history(
                                        Messages.text("x", ANA, "x", desk.clock.instant())
                                                .conversationId(),
                                        10_000)
                                .stream()
                                .filter(entry -> entry.status().equals("received")))
                .isEmpty();
    }
}
