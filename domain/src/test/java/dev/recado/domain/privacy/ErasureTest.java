package dev.recado.domain.privacy;

import static dev.recado.domain.contract.StoreContract.claimed;
import static dev.recado.domain.contract.StoreContract.decision;
import static dev.recado.domain.contract.StoreContract.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.FakeIdKey;
import dev.recado.domain.fake.FakeSpool;
import dev.recado.domain.fake.InMemoryContactBook;
import dev.recado.domain.fake.InMemoryErasures;
import dev.recado.domain.fake.InMemoryOptOuts;
import dev.recado.domain.fake.InMemoryPersonalRecords;
import dev.recado.domain.fake.InMemoryStaffNotices;
import dev.recado.domain.fake.InMemoryStore;
import dev.recado.domain.fake.ManualTimer;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.fake.SettableClock;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.media.MediaFolder;
import dev.recado.domain.message.Consent;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.Attachment;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Spool.Entry;
import dev.recado.domain.privacy.ErasePersonalDataUseCase.ErasureResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureTest {
    private static final String ANA = "+15550000001";
    private static final String BRUNO = "+15550000002";
    private static final ConversationId HER = ConversationId.of(new Phone(ANA));
    private static final ConversationId HIS = ConversationId.of(new Phone(BRUNO));
    private static final Duration LEASE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final ManualTimer timer = new ManualTimer(clock);
    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryOptOuts optOuts = new InMemoryOptOuts();
    private final InMemoryErasures erasures = new InMemoryErasures(clock);
    private final InMemoryPersonalRecords records =
            new InMemoryPersonalRecords(store, new InMemoryStaffNotices(), new InMemoryContactBook());
    private final FakeSpool spool = new FakeSpool(10);
    private final PersonDigests digests = new PersonDigests(new FakeIdKey());
    private final List<Event> events = new ArrayList<>();
    private Eraser process;

    /// A process that erases.
    private record Eraser(ErasePersonalData erase, ErasureTask task) {}

    @BeforeEach
    void start() {
        store.findsRefusalsIn(optOuts);
        process = process(store, folder);
        process.task().start();
    }

    private Eraser process(InMemoryStore view, Path media) {
        LocalTraces local = new LocalTraces(new MediaFolder(media, () -> "id"), spool, digests);
        ErasePersonalData erase = new ErasePersonalData(
                new ErasePersonalData.Stores(records, erasures, optOuts, view, view),
                local,
                digests,
                FakeIdKey.ids(),
                events::add,
                clock);
        return new Eraser(erase, new ErasureTask(erase, erasures, local, timer, clock));
    }

    private Instant now() {
        return clock.instant();
    }

    private InboundMessage write(String externalId, String from, String words) {
        InboundMessage message = Messages.text(externalId, from, words, now());
        store.append(message);
        return message;
    }

    private void answer(InboundMessage message) {
        ClaimedConversation claim = claimed(store.claim(message, now(), LEASE)).conversation();
        store.commit(claim, decision(message, "Sí"));
        store.record(
                List.of(sent(Messages.part(message, 0, 1, "Sí"), "X" + message.id())), List.of(message.id()), now());
        store.release(claim, null, now());
    }

    private Erasure erase(ConversationId user) {
        return process.erase().erase(user) instanceof ErasureResult.Accepted(Erasure erasure)
                ? erasure
                : fail("the user is unknown");
    }

    private void isGone(ConversationId user) {
        assertThat(store.find(user)).isEmpty();
        assertThat(store.history(user, 10)).isEmpty();
        assertThat(records.keys(user)).isEmpty();
    }

    @Test
    void everythingIsErasedAtOnceAndNothingOfOthers() {
        answer(write("SM1", ANA, "mi alergia"));
        answer(write("SM2", BRUNO, "mi factura"));

        Erasure erasure = erase(HER);

        assertThat(erasure.isDone()).isTrue();
        assertThat(erasure.count("conversations")).isOne();
        assertThat(erasure.count("received") + erasure.count("said")).isEqualTo(2);
        isGone(HER);
        assertThat(store.history(HIS, 10)).hasSize(2);
        assertThat(records.scrubs()).isPositive();
    }

    @Test
    void anUnknownUserIsToldApartFromAnErasedOne() {
        assertThat(process.erase().erase(HER)).isEqualTo(new ErasureResult.UnknownUser());
        answer(write("SM1", ANA, "hola"));
        Erasure first = erase(HER);

        assertThat(erase(HER)).isEqualTo(first);
    }

    @Test
    void aTurnUnderWayIsWaitedFor() {
        InboundMessage message = write("SM1", ANA, "hola");
        ClaimedConversation turn = claimed(store.claim(message, now(), LEASE)).conversation();

        assertThat(erase(HER).isDone()).isFalse();
        assertThat(store.commit(turn, decision(message, "Sí"))).isTrue();
        store.release(turn, null, now());
        timer.advance(Duration.ofSeconds(10));

        isGone(HER);
    }

    @Test
    void aMessageThatCameAfterTheRequestIsKeptForAFreshConversation() {
        InboundMessage before = write("SM1", ANA, "mi alergia");
        ClaimedConversation turn = claimed(store.claim(before, now(), LEASE)).conversation();
        assertThat(erase(HER).isDone()).isFalse();
        clock.advance(Duration.ofMillis(500));
        InboundMessage after = write("SM2", ANA, "otra cosa");
        store.release(turn, null, now());
        timer.advance(Duration.ofSeconds(10));

        assertThat(store.waiting(HER, 10)).containsExactly(after);
        assertThat(store.find(HER)).isEmpty();
        answer(after);
        timer.advance(Duration.ofHours(1));

        assertThat(store.history(HER, 10)).extracting(entry -> entry.content()).containsExactly("otra cosa", "Sí");
        assertThat(store.find(HER).orElseThrow().turns()).hasSize(2);
    }

    @Test
    void whatAProcessStillHadInMemoryIsErasedLater() {
        answer(write("SM1", ANA, "mi alergia"));
        erase(HER);
        clock.advance(Duration.ofSeconds(1));
        // a turn that began before, and an event that was being written
        claimed(store.claim(Messages.text("SM1", ANA, "mi alergia", now().minusSeconds(9)), now(), LEASE));
        store.record(
                List.of(BusinessEvent.of(BusinessEvent.Type.LEAD_CREATED, "late", HER, now(), Map.of("phone", ANA))));
        timer.advance(Duration.ofMinutes(1));

        assertThat(store.find(HER)).isEmpty();
        assertThat(store.recordedEvents()).isEmpty();
    }

    @Test
    void theKeysAreForgottenWhenNothingIsFoundAnyMore() {
        answer(write("SM1", ANA, "hola"));
        assertThat(erase(HER).sealedKeys()).isNotNull().doesNotContain(ANA.substring(1));

        timer.advance(Duration.ofHours(1));

        Erasure done = erasures.find(digests.of(HER)).orElseThrow();
        assertThat(done.sealedKeys()).isNull();
        assertThat(done.passes()).isEqualTo(3);
        assertThat(events.getLast()).isEqualTo(new Event.PersonalDataErased(done.erased(), 3, true));
    }

    @Test
    void aRequestThatBrokeOffIsCarriedOutAfterwards() {
        answer(write("SM1", ANA, "hola"));
        store.failWhen("remove records"::equals);
        assertThatThrownBy(() -> erase(HER)).isInstanceOf(PortUnavailableException.class);
        store.failWhen(_ -> false);

        // another process, after the first one died
        timer.stop();
        process(store.otherProcess("process-2"), folder.resolve("other")).task().sweep();
        assertThat(store.history(HER, 10)).as("the request is due in a while").isNotEmpty();
        clock.advance(Duration.ofMinutes(1));
        process(store.otherProcess("process-2"), folder.resolve("other")).task().sweep();

        isGone(HER);
    }

    @Test
    void aRefusalStaysForAFreshConversation() {
        InboundMessage message = write("SM1", ANA, "STOP");
        answer(message);
        store.refuseUnasked(HER, BusinessEvent.of(BusinessEvent.Type.OPTED_OUT, "x", HER, now(), Map.of()));

        Erasure erasure = erase(HER);

        assertThat(erasure.count(Erasure.OPT_OUT)).isOne();
        clock.advance(Duration.ofDays(1));
        InboundMessage again = write("SM2", ANA, "hola");
        assertThat(claimed(store.claim(again, now(), LEASE))
                        .conversation()
                        .conversation()
                        .userState()
                        .consent())
                .isEqualTo(Consent.ANSWERS_ALONE);
    }

    @Test
    void filesAreErasedFromTheDiskOfEveryProcess() throws IOException {
        InboundMessage photo = Messages.message(
                "SM1",
                ANA,
                new Content.Media(
                        MediaKind.IMAGE, List.of(new Attachment("https://example.com/1", "image/jpeg")), "mi receta"),
                now());
        store.append(photo);
        answer(photo);
        Path other = folder.resolve("other");
        Path own = file(folder, photo);
        Path elsewhere = file(other, photo);
        ErasureTask task = process(store.otherProcess("process-2"), other).task();
        task.sweep();

        assertThat(erase(HER).count(Erasure.FILES)).isOne();
        assertThat(own).doesNotExist();
        assertThat(elsewhere).exists();
        task.sweep();

        assertThat(elsewhere).doesNotExist();
    }

    private static Path file(Path media, InboundMessage message) throws IOException {
        Path kept = Files.createDirectories(media.resolve("kept"));
        return Files.writeString(kept.resolve(MediaFolder.nameOf(message.id()) + "-0"), "a photo");
    }

    @Test
    void messagesThatTheStoreRefusedAreErasedFromTheDisk() {
        answer(write("SM1", ANA, "hola"));
        spool.setAside(new Entry.Message(Messages.text("SM8", ANA, "mi alergia", now())));
        Entry his = new Entry.Message(Messages.text("SM9", BRUNO, "mi factura", now()));
        spool.setAside(his);

        assertThat(erase(HER).count(Erasure.SPOOLED)).isOne();
        assertThat(spool.asideEntries()).containsExactly(his);
    }
}
