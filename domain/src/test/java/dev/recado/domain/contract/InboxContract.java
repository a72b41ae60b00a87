package dev.recado.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Consent;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.InboundMessage.Origin;
import dev.recado.domain.message.InboundMessage.Sender;
import dev.recado.domain.message.Inbox.Appended;
import dev.recado.domain.message.MessageContext;
import dev.recado.domain.message.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The contract of every [dev.recado.domain.message.Inbox].
public interface InboxContract extends StoreContract {

    @Test
    default void aMessageIsStoredOnce() {
        InboundMessage hello = Messages.text("SM1", ANA, "hola", NOON);

        assertThat(stores().inbox().append(hello)).isEqualTo(Appended.STORED);
        assertThat(stores().inbox().append(hello)).isEqualTo(Appended.DUPLICATE);
        assertThat(otherProcess().inbox().append(hello)).isEqualTo(Appended.DUPLICATE);
        assertThat(stores().inbox().unanswered(NOON.plusSeconds(1), 10)).containsExactly(hello);
    }

    @Test
    default void fiftyDeliveriesAtOnceAreOneMessage() throws Exception {
        InboundMessage hello = Messages.text("SM50", ANA, "hola", NOON);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Appended> delivery = () -> stores().inbox().append(hello);
            List<Appended> results = new ArrayList<>();
            for (Future<Appended> f : threads.invokeAll(Collections.nCopies(50, delivery))) {
                results.add(f.get());
            }
            assertThat(results).filteredOn(r -> r == Appended.STORED).hasSize(1);
            assertThat(results).filteredOn(r -> r == Appended.DUPLICATE).hasSize(49);
        }
        assertThat(stores().inbox().unanswered(NOON.plusSeconds(1), 100)).hasSize(1);
    }

    @Test
    default void manyMessagesAtOnceAreAllStored() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Appended>> deliveries = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                InboundMessage message = Messages.text("SMmany" + i, ANA, "número " + i, NOON.plusMillis(i));
                deliveries.add(() -> stores().inbox().append(message));
            }
            for (Future<Appended> f : threads.invokeAll(deliveries)) {
                assertThat(f.get()).isEqualTo(Appended.STORED);
            }
        }
        List<InboundMessage> waiting = stores().inbox().unanswered(NOON.plusSeconds(1), 1_000);
        assertThat(waiting)
                .hasSize(200)
                .isSortedAccordingTo((a, b) -> a.receivedAt().compareTo(b.receivedAt()));
    }

    @Test
    default void aBatchReportsTheOutcomeOfEachMessage() {
        InboundMessage known = Messages.text("SMb7", ANA, "antes", NOON);
        stores().inbox().append(known);
        List<InboundMessage> batch = new ArrayList<>(List.of(known));
        for (int i = 100; i < 1_100; i++) {
            batch.add(Messages.text("SMb" + i, i % 2 == 0 ? ANA : BRUNO, "número " + i, NOON.plusNanos(i)));
        }

        Map<MessageId, Appended> appended = stores().inbox().appendAll(batch);

        assertThat(appended)
                .hasSize(1_001)
                .containsEntry(known.id(), Appended.DUPLICATE)
                .containsEntry(batch.getLast().id(), Appended.STORED);
        assertThat(appended.values()).filteredOn(Appended.DUPLICATE::equals).hasSize(1);
        assertThat(otherProcess().inbox().waiting(known.conversationId(), 1_000))
                .hasSize(501)
                .isSortedAccordingTo(InboundMessage.BY_ARRIVAL);
        assertThat(otherProcess().inbox().appendAll(batch).values()).containsOnly(Appended.DUPLICATE);
        assertThat(stores().inbox().appendAll(List.of())).isEmpty();
    }

    @Test
    default void aConversationsMessagesWaitInOrderOfArrival() {
        InboundMessage first = Messages.text("SMz", ANA, "uno", NOON.plusNanos(1_000));
        InboundMessage second = Messages.text("SMb", ANA, "dos", NOON.plusNanos(2_000));
        InboundMessage third = Messages.text("SMc", ANA, "tres", NOON.plusNanos(2_000));
        InboundMessage fourth = Messages.text("SMa", ANA, "cuatro", NOON.plusMillis(1));
        stores().inbox().append(fourth);
        otherProcess().inbox().append(third);
        stores().inbox().append(second);
        otherProcess().inbox().append(first);
        stores().inbox().append(Messages.text("SMo", BRUNO, "otro", NOON));

        assertThat(stores().inbox().waiting(first.conversationId(), 10)).containsExactly(first, second, third, fourth);
        assertThat(stores().inbox().waiting(first.conversationId(), 2)).containsExactly(first, second);

        stores().log().record(List.of(), List.of(first.id(), third.id()), NOON);
        assertThat(otherProcess().inbox().waiting(first.conversationId(), 10)).containsExactly(second, fourth);
        stores().inbox().append(Messages.message("SMr", ANA, new Content.Reaction("👍", "SM0"), NOON));
        assertThat(stores().inbox().waiting(first.conversationId(), 10)).hasSize(2);
    }

    @Test
    default void everyKindOfContentIsReadBackUnchanged() {
        Content.Attachment file = new Content.Attachment("https://media.example/1", "image/jpeg");
        List<Content> kinds = List.of(
                new Content.Text("¿Abren el sábado? 👩‍👩‍👧"),
                new Content.Media(Content.MediaKind.IMAGE, List.of(file, file), "mira"),
                new Content.Location(51.5, -0.2, "Club", "Street 1"),
                new Content.Location(51.5, -0.2, null, null),
                new Content.ContactCard(List.of(file), ""),
                new Content.Choice(Content.ChoiceKind.BUTTON, "{a:1}", "Sí"),
                new Content.Choice(Content.ChoiceKind.LIST, "row-1", "Fila"),
                new Content.FlowReply(Map.of("name", "Ana"), "{\"name\":\"Ana\"}"),
                new Content.Media(
                        Content.MediaKind.AUDIO,
                        List.of(new Content.Attachment(null, "audio/ogg", "m-1", "c2hhMjU2", "nota.ogg", true)),
                        ""),
                new Content.ContactCard(
                        List.of(),
                        List.of(new Content.Person("Ana", List.of("+15550100009"), List.of("ana@example.com"))),
                        ""),
                new Content.Order("cat-1", List.of(new Content.Item("p-1", 2, "9.50", "EUR")), "para hoy"),
                new Content.Edit("wamid.0", new Content.Text("perdón: el domingo")),
                new Content.Revoke("wamid.0"),
                new Content.AddressChange(new UserAddress.Phone("+15550100008")),
                new Content.StaffMessage(new Content.Text("te llamo yo")),
                new Content.ConsentNotice(Consent.NOTHING, "FIN"),
                new Content.ConsentNotice(null, "HELP"),
                new Content.Unsupported("poll"));
        for (int i = 0; i < kinds.size(); i++) {
            stores().inbox().append(Messages.message("SMkind" + i, ANA, kinds.get(i), NOON.plusMillis(i)));
        }
        assertThat(stores().inbox().unanswered(NOON.plusSeconds(1), 100))
                .extracting(InboundMessage::content)
                .containsExactlyElementsOf(kinds);
    }

    @Test
    default void theContextOfAMessageIsStored() {
        InboundMessage message = Messages.text("SM1", ANA, "¿precio?", NOON)
                .with(new MessageContext(
                        MessageContext.Audience.BOT,
                        "SM0",
                        new MessageContext.Referral("ad", "Rebajas", null, "1202", "https://example.com/ad")));
        stores().inbox().append(message);
        assertThat(stores().inbox().unanswered(NOON.plusSeconds(1), 10)).containsExactly(message);
    }

    @Test
    default void aMessageForAnotherAudienceIsStoredButDoesNotWait() {
        for (MessageContext.Audience others :
                List.of(MessageContext.Audience.GROUP, MessageContext.Audience.OTHER_APPLICATION)) {
            stores().inbox()
                    .append(Messages.text("SM" + others, ANA, "hola", NOON)
                            .with(new MessageContext(others, null, null)));
        }
        assertThat(stores().inbox().unanswered(NOON.plusSeconds(1), 10)).isEmpty();
    }

    @Test
    default void aMessageWithoutPhoneNumberAndNameIsStored() {
        InboundMessage message = InboundMessage.of(
                new Origin(Channel.META, "wamid.1", Source.WHATSAPP, null, "{\"new\":1}"),
                new Sender(new UserAddress.BusinessScoped("US.13491208655302741918"), null, null),
                new Content.Text("hi"),
                NOON.minusSeconds(90),
                NOON);
        stores().inbox().append(message);
        assertThat(stores().inbox().unanswered(NOON.plusSeconds(1), 10)).containsExactly(message);
    }

    @Test
    default void aMessageWithoutTurnIsStoredButDoesNotWait() {
        stores().inbox().append(Messages.message("SMr", ANA, new Content.Reaction("👍", "SM0"), NOON));

        assertThat(stores().inbox().unanswered(NOON.plusSeconds(1), 10)).isEmpty();
        assertThat(stores().inbox().append(Messages.message("SMr", ANA, new Content.Reaction("👍", "SM0"), NOON)))
                .isEqualTo(Appended.DUPLICATE);
    }

    @Test
    default void theBacklogCountsWaitingMessages() {
        assertThat(stores().inbox().backlog().waiting()).isZero();
        assertThat(stores().inbox().backlog().oldest()).isEmpty();

        stores().inbox().append(Messages.text("SM2", ANA, "dos", NOON.plusSeconds(2)));
        stores().inbox().append(Messages.text("SM1", BRUNO, "uno", NOON.plusSeconds(1)));

        assertThat(stores().inbox().backlog().waiting()).isEqualTo(2);
        assertThat(stores().inbox().backlog().oldest()).isEqualTo(Optional.of(NOON.plusSeconds(1)));
    }

    @Test
    default void storedMessagesAreKnownInAnyState() {
        InboundMessage waiting = Messages.text("SM1", ANA, "uno", NOON);
        InboundMessage answered = Messages.text("SM2", ANA, "dos", NOON);
        InboundMessage stranger = Messages.text("SM3", ANA, "tres", NOON);
        stores().inbox().append(waiting);
        stores().inbox().append(answered);
        stores().log().record(List.of(), List.of(answered.id()), NOON);

        assertThat(stores().inbox().known(List.of(waiting.id(), answered.id(), stranger.id())))
                .containsExactlyInAnyOrder(waiting.id(), answered.id());
        assertThat(stores().inbox().known(List.of())).isEmpty();
    }

    @Test
    default void aMessageIsFoundByItsIdInAnyState() {
        InboundMessage waiting = Messages.text("SM1", ANA, "uno", NOON.plusNanos(1_000));
        InboundMessage noted = Messages.message("SM2", ANA, new Content.Reaction("👍", "SM0"), NOON);
        stores().inbox().append(waiting);
        otherProcess().inbox().append(noted);

        assertThat(stores().inbox().message(waiting.id())).contains(waiting);
        assertThat(stores().inbox().message(noted.id())).contains(noted);
        assertThat(stores().inbox().message(new MessageId("twilio:SM3"))).isEmpty();
        stores().log().record(List.of(), List.of(waiting.id()), NOON);
        assertThat(otherProcess().inbox().message(waiting.id())).contains(waiting);
    }

    @Test
    default void anOutboundPartIsNoMessageOfTheInbox() {
        InboundMessage hello = Messages.text("SM1", ANA, "hola", NOON);
        stores().inbox().append(hello);
        var part = Messages.part(hello, 0, 1, "¡hola!");
        stores().log().record(List.of(StoreContract.sent(part, "SMout")), List.of(hello.id()), NOON);

        assertThat(stores().inbox().message(new MessageId(part.id().value()))).isEmpty();
    }

    @Test
    default void onlyTheOldestMessagesAreListedUpToTheLimit() {
        for (int i = 5; i > 0; i--) {
            stores().inbox().append(Messages.text("SM" + i, ANA, "n", NOON.plusSeconds(i)));
        }
        assertThat(stores().inbox().unanswered(NOON.plusSeconds(4), 2))
                .extracting(InboundMessage::externalId)
                .containsExactly("SM1", "SM2");
        assertThat(stores().inbox().unanswered(NOON.plusSeconds(2), NOON.plusSeconds(5), 10))
                .extracting(InboundMessage::externalId)
                .containsExactly("SM2", "SM3", "SM4");
    }
}
