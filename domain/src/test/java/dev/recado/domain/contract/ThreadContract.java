package dev.recado.domain.contract;

import static dev.recado.domain.contract.StoreContract.claimed;
import static dev.recado.domain.contract.StoreContract.decision;
import static dev.recado.domain.contract.StoreContract.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.EventLog;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.handoff.ConversationList.Page;
import dev.recado.domain.handoff.ConversationList.Place;
import dev.recado.domain.handoff.ConversationMarks;
import dev.recado.domain.handoff.ConversationMarks.Note;
import dev.recado.domain.handoff.ThreadEntry;
import dev.recado.domain.handoff.ThreadEntry.Body;
import dev.recado.domain.handoff.ThreadEntry.Problem;
import dev.recado.domain.handoff.ThreadEntry.Quoted;
import dev.recado.domain.handoff.ThreadEntry.Voice;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageContext;
import dev.recado.domain.message.MessageContext.Audience;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.PartOutcome;
import dev.recado.domain.message.Provenance;
import dev.recado.domain.notification.Notifications;
import dev.recado.domain.notification.Notifications.ClaimedNotification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The contract of every [ConversationList]: the thread of a conversation.
public interface ThreadContract extends StoreContract {
    ConversationId HERS = ConversationId.of(new Phone(ANA));
    Author CLARA = new Author("clara", "Clara");

    /// On the store under test.
    ConversationList conversations();

    /// On the store under test.
    ConversationMarks marks();

    /// On the store under test.
    EventLog eventLog();

    /// On the store under test.
    Notifications notifications();

    private List<ThreadEntry> thread() {
        return conversations().thread(HERS, 50, null).items();
    }

    private List<String> words() {
        return thread().stream().map(ThreadEntry::text).toList();
    }

    private InboundMessage received(String id, String words, Instant at) {
        InboundMessage message = Messages.text(id, ANA, words, at);
        stores().inbox().append(message);
        return message;
    }

    private void record(OutboundMessage part, Instant at) {
        stores().log()
                .record(
                        List.of(new PartOutcome(part, DeliveryStatus.SENT, "SM" + part.id(), null, null, at)),
                        List.of(),
                        at);
    }

    private void note(String key, String text, Instant at) {
        marks().note(HERS, Note.of(key, text, CLARA, at));
    }

    private static BusinessEvent event(BusinessEvent.Type type, String of, Instant at) {
        return BusinessEvent.of(type, of, HERS, at, Map.of("by", "agent", "agent", "clara", "agent_name", "Clara"));
    }

    @Test
    default void aThreadHoldsWhatWasSaidWhatWasNotedAndWhatHappenedNewestFirst() {
        InboundMessage hello = received("SM1", "quiero una persona", NOON);
        record(Messages.part(hello, 0, 1, "Ahora viene"), NOON.plusSeconds(1));
        note("one", "es paciente", NOON.plusSeconds(3));
        BusinessEvent taken = event(BusinessEvent.Type.HANDOFF_TAKEN, "1", NOON.plusSeconds(2));
        eventLog().record(List.of(taken, event(BusinessEvent.Type.MESSAGE_SENT, "2", NOON.plusSeconds(2))));
        stores().inbox().append(Messages.text("SM9", BRUNO, "otra", NOON));

        assertThat(thread())
                .extracting(entry -> entry.voice().id() + " " + entry.kind() + " " + entry.text())
                .containsExactly(
                        "note text es paciente",
                        "system handoff_taken ",
                        "assistant text Ahora viene",
                        "user text quiero una persona");
        assertThat(thread().get(0).author()).isEqualTo(CLARA);
        assertThat(thread().get(1).author()).isEqualTo(CLARA);
        assertThat(thread().get(1).body()).isEqualTo(new Body.Happened(taken));
        assertThat(thread().get(3).status()).isEqualTo("received");
        assertThat(conversations()
                        .thread(ConversationId.of(new Phone(BRUNO)), 50, null)
                        .items())
                .hasSize(1);
    }

    @Test
    default void everyEntryIsOnOnePageAlsoAtEqualTimes() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(received("SM" + i, "m" + i, NOON).id().value());
            note("n" + i, "n" + i, NOON.plusSeconds(i / 2));
            all.add("note:n" + i);
            BusinessEvent event = event(BusinessEvent.Type.HANDOFF_TAKEN, "e" + i, NOON.plusSeconds(i / 3));
            eventLog().record(List.of(event));
            all.add(event.id());
        }
        List<String> whole = thread().stream().map(ThreadEntry::id).toList();
        assertThat(whole).containsExactlyInAnyOrderElementsOf(all);

        for (int limit = 1; limit <= all.size(); limit++) {
            List<String> read = new ArrayList<>();
            Place place = null;
            do {
                Page<ThreadEntry> page = conversations().thread(HERS, limit, place);
                assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
                page.items().forEach(entry -> read.add(entry.id()));
                place = page.next();
            } while (place != null);
            assertThat(read).as("pages of %d", limit).isEqualTo(whole);
        }
    }

    @Test
    default void messagesOfOneMillisecondKeepTheirOrderAndSoDoPartsOfAnAnswer() {
        received("SM2", "primero", NOON.plusNanos(100));
        InboundMessage second = received("SM1", "segundo", NOON.plusNanos(200));
        for (int i = 0; i < 12; i++) {
            record(Messages.part(second, i, 12, "parte " + i), NOON.plusSeconds(1));
        }

        assertThat(words()).startsWith("parte 11", "parte 10", "parte 9").endsWith("parte 0", "segundo", "primero");
    }

    @Test
    default void aPartThatIsBeingSentIsThereAndItsRecordTakesItsPlace() {
        InboundMessage hello = received("SM1", "hola", NOON);
        ClaimedConversation claim =
                claimed(stores().sessions().claim(hello, NOON, LEASE)).conversation();
        stores().sessions().commit(claim, decision(hello, "¡Hola!"));
        assertThat(words()).containsExactly("¡Hola!", "hola");
        assertThat(thread().getFirst().status()).isEqualTo("sending");

        stores().log().record(List.of(sent(Messages.part(hello, 0, 1, "¡Hola!"), "SM7")), List.of(), NOON);
        assertThat(words()).containsExactly("¡Hola!", "hola");
        assertThat(thread().getFirst().status()).isEqualTo("sent");
    }

    @Test
    default void whatHappenedIsThereBeforeItIsRecorded() {
        InboundMessage hello = received("SM1", "hola", NOON);
        ClaimedConversation claim =
                claimed(stores().sessions().claim(hello, NOON, LEASE)).conversation();
        BusinessEvent event = event(BusinessEvent.Type.HANDOFF_REQUESTED, "SM1", NOON.plusSeconds(1));
        stores().sessions().release(claim, null, List.of(event), NOON);
        assertThat(thread()).first().extracting(ThreadEntry::id).isEqualTo(event.id());

        eventLog().record(List.of(event));
        assertThat(thread()).hasSize(2).first().extracting(ThreadEntry::id).isEqualTo(event.id());
    }

    @Test
    default void whatAPersonWroteIsThereWhileItWaitsAndWhenItIsRefused() {
        received("SM1", "hola", NOON);
        Notification written = new Notification(
                HERS + "/clara/1",
                new Phone(ANA),
                Channel.TWILIO,
                "AGENT_MESSAGE",
                "",
                "Soy Clara",
                null,
                CLARA,
                NOON.plusSeconds(1));
        notifications().put(written);
        notifications()
                .put(new Notification(
                        "a-reminder", new Phone(ANA), null, "REMINDER", "", "Cita", null, NOON.plusSeconds(1)));
        ThreadEntry waiting = thread().getFirst();
        assertThat(words()).containsExactly("Soy Clara", "hola");
        assertThat(waiting.id()).isEqualTo(PartId.of(written.root(), 0).value());
        assertThat(waiting.voice()).isEqualTo(Voice.AGENT);
        assertThat(waiting.author()).isEqualTo(CLARA);
        assertThat(waiting.status()).isEqualTo("queued");

        ClaimedNotification claimed = notifications()
                .claim(written.id(), NOON.plusSeconds(2), NOON.plusSeconds(9))
                .orElseThrow();
        notifications().close(claimed, Notification.Status.REFUSED, "opted_out", NOON.plusSeconds(3));
        assertThat(thread().getFirst().status()).isEqualTo("refused");
        assertThat(thread().getFirst().problem()).isEqualTo(new Problem("opted_out", null));
    }

    @Test
    default void anAnswerSaysHowItWasMadeAndWhyItFailed() {
        InboundMessage hello = received("SM1", "hola", NOON);
        OutboundMessage plain = Messages.part(hello, 0, 1, "¡Hola!");
        OutboundMessage answer = new OutboundMessage(
                plain.id(),
                plain.conversationId(),
                plain.channel(),
                plain.to(),
                plain.businessAddress(),
                0,
                1,
                hello.id(),
                new OutboundContent.Choices(
                        "¡Hola!", List.of(new OutboundContent.Option("yes", "Sí", null)), true, "Elegir"),
                new Provenance(List.of(Map.of("step", "cache", "outcome", "hit")), List.of("Horario")));
        PartOutcome failed = new PartOutcome(
                answer, DeliveryStatus.FAILED, null, "63016", "outside the window", NOON.plusSeconds(1));
        stores().log().record(List.of(failed), List.of(), NOON.plusSeconds(1));

        ThreadEntry entry = thread().getFirst();
        assertThat(entry.kind()).isEqualTo("choices");
        assertThat(entry.body()).isEqualTo(new Body.Sent(answer.content()));
        assertThat(entry.origin().sources()).containsExactly("Horario");
        assertThat(entry.origin().steps()).containsExactly(Map.of("step", "cache", "outcome", "hit"));
        assertThat(entry.problem()).isEqualTo(new Problem("63016", "outside the window"));
    }

    @Test
    default void whatAPersonWroteInThePhoneAppIsAnAgents() {
        stores().inbox()
                .append(Messages.message("SM1", ANA, new Content.StaffMessage(new Content.Text("Soy yo")), NOON));

        assertThat(thread()).singleElement().satisfies(entry -> {
            assertThat(entry.voice()).isEqualTo(Voice.AGENT);
            assertThat(entry.kind()).isEqualTo("text");
            assertThat(entry.text()).isEqualTo("Soy yo");
        });
    }

    @Test
    default void aMessageShowsTheOneThatItQuotes() {
        InboundMessage hello = received("SM1", "hola", NOON);
        OutboundMessage answer = Messages.part(hello, 0, 1, "¡Hola!");
        stores().log().record(List.of(sent(answer, "SM7")), List.of(), NOON.plusSeconds(2));
        stores().inbox()
                .append(Messages.text("SM2", ANA, "eso", NOON.plusSeconds(3))
                        .with(new MessageContext(Audience.BOT, "SM7", null)));
        stores().inbox()
                .append(Messages.text("SM3", ANA, "aquello", NOON.plusSeconds(4))
                        .with(new MessageContext(Audience.BOT, "SM-of-nobody", null)));

        assertThat(thread().get(1).quoted()).isEqualTo(new Quoted(answer.id().value(), Voice.ASSISTANT, "¡Hola!"));
        assertThat(thread().get(0).quoted()).isNull();
    }

    @Test
    default void aNoteIsAddedOnceAndMovesWithItsConversation() {
        Note first = Note.of("one", "es paciente", CLARA, NOON);
        assertThat(marks().note(HERS, first)).isEqualTo(first);
        assertThat(marks().note(HERS, Note.of("one", "otra cosa", CLARA, NOON.plus(Duration.ofHours(1)))))
                .isEqualTo(first);
        assertThat(words()).containsExactly("es paciente");

        ConversationId other = ConversationId.of(new Phone(BRUNO));
        assertThat(stores().log().move(HERS, other, 10)).isEqualTo(1);
        assertThat(thread()).isEmpty();
        assertThat(conversations().thread(other, 50, null).items())
                .extracting(ThreadEntry::text)
                .containsExactly("es paciente");
    }
}
