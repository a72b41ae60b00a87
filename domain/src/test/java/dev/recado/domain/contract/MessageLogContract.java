package dev.recado.domain.contract;

import static dev.recado.domain.contract.StoreContract.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageLog.Applied;
import dev.recado.domain.message.MessageLog.Entry;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.PartOutcome;
import dev.recado.domain.operation.DeadLetter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract of every [dev.recado.domain.message.MessageLog].
public interface MessageLogContract extends StoreContract {

    private InboundMessage hello() {
        return Messages.text("SM1", ANA, "hola", NOON);
    }

    private OutboundMessage part(int index) {
        return Messages.part(hello(), index, 2, "parte " + index);
    }

    private DeliveryReceipt receipt(@Nullable PartId part, String externalId, DeliveryStatus status) {
        boolean failed = status == DeliveryStatus.FAILED;
        return new DeliveryReceipt(
                Channel.TWILIO,
                externalId,
                part,
                status,
                failed ? "63016" : null,
                failed ? "outside the window" : null,
                NOON.plusSeconds(5));
    }

    @Test
    default void recordingClosesAnsweredMessagesAndStoresTheParts() {
        stores().inbox().append(hello());
        stores().log().record(List.of(sent(part(0), "SMout0"), sent(part(1), "SMout1")), List.of(hello().id()), NOON);

        assertThat(stores().inbox().unanswered(NOON.plusSeconds(9), 10)).isEmpty();
        assertThat(stores().inbox().backlog().waiting()).isZero();
        assertThat(stores().log().history(hello().conversationId(), 10))
                .extracting(Entry::role, Entry::content, Entry::status, Entry::externalMessageId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("user", "hola", "answered", "SM1"),
                        org.assertj.core.groups.Tuple.tuple("assistant", "parte 0", "sent", "SMout0"),
                        org.assertj.core.groups.Tuple.tuple("assistant", "parte 1", "sent", "SMout1"));
    }

    @Test
    default void aMessageIsFoundByTheProvidersIdInItsConversation() {
        stores().inbox().append(hello());
        stores().log().record(List.of(sent(part(0), "SMout0")), List.of(hello().id()), NOON);
        // the provider reports our own part as if a person had written it
        stores().inbox()
                .append(Messages.message("SMout0", ANA, new Content.StaffMessage(new Content.Text("parte 0")), NOON));
        stores().inbox()
                .append(Messages.message("SM9", ANA, new Content.StaffMessage(new Content.Text("te llamo")), NOON));

        ConversationId ana = hello().conversationId();
        assertThat(stores().log().find(ana, Channel.TWILIO, "SM1"))
                .get()
                .extracting(Entry::content)
                .isEqualTo("hola");
        assertThat(stores().log().find(ana, Channel.TWILIO, "SMout0"))
                .get()
                .extracting(Entry::role)
                .isEqualTo("assistant");
        assertThat(stores().log().find(ana, Channel.TWILIO, "SM9"))
                .get()
                .extracting(Entry::role)
                .isEqualTo("agent");
        assertThat(stores().log().find(ana, Channel.TWILIO, "SM8")).isEmpty();
        ConversationId bruno = Messages.text("x", BRUNO, "x", NOON).conversationId();
        assertThat(stores().log().find(bruno, Channel.TWILIO, "SM1")).isEmpty();
        assertThat(stores().log().find(bruno, Channel.TWILIO, "SMout0")).isEmpty();
    }

    @Test
    default void aPartMayBeRecordedAfterTheProviderReportedIt() {
        stores().inbox().append(hello());
        stores().inbox()
                .append(Messages.message("SMout0", ANA, new Content.StaffMessage(new Content.Text("parte 0")), NOON));
        stores().log().record(List.of(sent(part(0), "SMout0")), List.of(hello().id()), NOON);

        assertThat(stores().log().find(hello().conversationId(), Channel.TWILIO, "SMout0"))
                .get()
                .extracting(Entry::role)
                .isEqualTo("assistant");
    }

    @Test
    default void aTranscriptIsTheMessagesTextFromThenOn() {
        Content.Media recording = new Content.Media(
                Content.MediaKind.AUDIO,
                List.of(new Content.Attachment("https://media.example.com/1", "audio/ogg")),
                "");
        InboundMessage voice = Messages.message("SM1", ANA, recording, NOON);
        stores().inbox().append(voice);
        Content.Speech speech = new Content.Speech(recording, "hola");
        for (int i = 0; i < 2; i++) {
            stores().log().storeTranscript(voice.id(), speech);
            assertThat(stores().inbox().waiting(voice.conversationId(), 9)).containsExactly(voice.withContent(speech));
        }
        assertThat(stores().log().history(voice.conversationId(), 9))
                .extracting(Entry::content)
                .containsExactly("hola");
        stores().log().storeTranscript(Messages.text("SMnone", ANA, "x", NOON).id(), speech);
        assertThat(stores().log().history(voice.conversationId(), 9)).hasSize(1);
    }

    @Test
    default void recordingTwiceChangesNothing() {
        stores().inbox().append(hello());
        for (int i = 0; i < 2; i++) {
            stores().log().record(List.of(sent(part(0), "SMout0")), List.of(hello().id()), NOON);
        }
        assertThat(stores().log().history(hello().conversationId(), 10)).hasSize(2);
    }

    @Test
    default void aReceiptMovesAPartForwardAndNeverBack() {
        stores().log().record(List.of(sent(part(0), "SMout0")), List.of(), NOON);

        assertThat(stores().log().apply(receipt(null, "SMout0", DeliveryStatus.READ)))
                .isEqualTo(Applied.ADVANCED);
        assertThat(stores().log().apply(receipt(null, "SMout0", DeliveryStatus.DELIVERED)))
                .isEqualTo(Applied.STALE);
        assertThat(stores().log().apply(receipt(part(0).id(), "SMout0", DeliveryStatus.READ)))
                .isEqualTo(Applied.STALE);
        assertThat(stores().log().states(List.of(part(0).id(), part(1).id())))
                .isEqualTo(Map.of(part(0).id(), DeliveryStatus.READ));
    }

    @Test
    default void aBatchOfReceiptsReportsTheEffectOfEach() {
        OutboundMessage unseen = Messages.part(hello(), 2, 3, "parte 2");
        stores().log().record(List.of(sent(part(0), "SMout0"), sent(part(1), "SMout1")), List.of(), NOON);
        stores().log().apply(receipt(null, "SMout1", DeliveryStatus.READ));

        List<Applied> applied = stores().log()
                .applyAll(List.of(
                        receipt(part(1).id(), "SMout1", DeliveryStatus.DELIVERED),
                        receipt(null, "SMstranger", DeliveryStatus.READ),
                        receipt(null, "SMout0", DeliveryStatus.DELIVERED),
                        receipt(part(0).id(), "SMout0", DeliveryStatus.SENT),
                        receipt(unseen.id(), "SMout2", DeliveryStatus.FAILED)));

        assertThat(applied)
                .containsExactly(Applied.STALE, Applied.UNMATCHED, Applied.ADVANCED, Applied.STALE, Applied.ADVANCED);
        assertThat(stores().log().states(List.of(part(0).id(), part(1).id(), unseen.id())))
                .isEqualTo(Map.of(
                        part(0).id(), DeliveryStatus.DELIVERED,
                        part(1).id(), DeliveryStatus.READ,
                        unseen.id(), DeliveryStatus.FAILED));
        assertThat(stores().log().applyAll(List.of())).isEmpty();
    }

    @Test
    default void theFurthestReceiptOfAPartCountsInAnyOrder() {
        stores().log().record(List.of(sent(part(0), "SMout0")), List.of(), NOON);

        List<Applied> applied = stores().log()
                .applyAll(List.of(
                        receipt(part(0).id(), "SMout0", DeliveryStatus.READ),
                        receipt(null, "SMout0", DeliveryStatus.DELIVERED),
                        receipt(part(0).id(), "SMout0", DeliveryStatus.SENT)));

        assertThat(applied).containsExactly(Applied.ADVANCED, Applied.STALE, Applied.STALE);
        assertThat(stores().log().states(List.of(part(0).id()))).isEqualTo(Map.of(part(0).id(), DeliveryStatus.READ));
    }

    @Test
    default void aReceiptBeforeOurOwnRecordWins() {
        assertThat(stores().log().apply(receipt(part(0).id(), "SMout0", DeliveryStatus.DELIVERED)))
                .isEqualTo(Applied.ADVANCED);
        stores().log().record(List.of(sent(part(0), "SMout0")), List.of(), NOON);

        assertThat(stores().log().history(hello().conversationId(), 10))
                .extracting(Entry::content, Entry::status, Entry::externalMessageId)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("parte 0", "delivered", "SMout0"));
        assertThat(stores().log().apply(receipt(null, "SMout0", DeliveryStatus.READ)))
                .isEqualTo(Applied.ADVANCED);
    }

    @Test
    default void aFailureKeepsTheProvidersCode() {
        stores().log().record(List.of(sent(part(0), "SMout0")), List.of(), NOON);
        assertThat(stores().log().apply(receipt(null, "SMout0", DeliveryStatus.FAILED)))
                .isEqualTo(Applied.ADVANCED);

        assertThat(stores().log().history(hello().conversationId(), 10))
                .extracting(Entry::status, Entry::errorCode)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("failed", "63016"));
        assertThat(stores().log().apply(receipt(null, "SMout0", DeliveryStatus.SENT)))
                .isEqualTo(Applied.STALE);
    }

    @Test
    default void aProviderIdUsedByAnotherMessageDoesNoHarm() {
        InboundMessage other = Messages.text("SMout0", ANA, "no soy un mensaje", NOON);
        stores().inbox().append(other);
        stores().inbox().append(hello());

        stores().log().record(List.of(sent(part(0), "SMout0"), sent(part(1), "SMout0")), List.of(hello().id()), NOON);

        assertThat(stores().log().states(List.of(part(0).id(), part(1).id())))
                .isEqualTo(Map.of(
                        part(0).id(), DeliveryStatus.SENT,
                        part(1).id(), DeliveryStatus.SENT));
        assertThat(stores().inbox().waiting(hello().conversationId(), 10)).containsExactly(other);
        assertThat(stores().log().apply(receipt(part(1).id(), "SMout0", DeliveryStatus.DELIVERED)))
                .isEqualTo(Applied.ADVANCED);
        assertThat(stores().log().apply(receipt(part(1).id(), "SMout0", DeliveryStatus.SENT)))
                .isEqualTo(Applied.STALE);
        assertThat(stores().log().states(List.of(part(1).id()))).containsValue(DeliveryStatus.DELIVERED);
    }

    @Test
    default void anUndeliveredPartIsTakenBackAndSentAgain() {
        DeliveryReceipt failure = receipt(null, "SMout0", DeliveryStatus.FAILED);
        assertThat(stores().log().part(failure)).isEmpty();
        stores().log().record(List.of(sent(part(0), "SMout0")), List.of(), NOON);

        assertThat(stores().log().part(failure)).contains(part(0));
        assertThat(stores().log().part(receipt(part(0).id(), "SMout0", DeliveryStatus.FAILED)))
                .contains(part(0));
        assertThat(stores().log().takeBack(part(0).id(), failure)).isTrue();
        assertThat(stores().log().takeBack(part(0).id(), failure))
                .as("a repeat")
                .isTrue();
        assertThat(stores().log().history(hello().conversationId(), 10))
                .extracting(Entry::status, Entry::errorCode)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("held", "63016"));
        assertThat(stores().log().apply(receipt(part(0).id(), "SMout0", DeliveryStatus.SENT)))
                .as("told late of the message that was not brought")
                .isEqualTo(Applied.STALE);

        stores().log().record(List.of(sent(part(0), "SMout1")), List.of(), NOON);
        assertThat(stores().log().states(List.of(part(0).id()))).containsValue(DeliveryStatus.SENT);
        assertThat(stores().log().takeBack(part(0).id(), failure))
                .as("sent since")
                .isFalse();
        assertThat(stores().log().apply(receipt(part(0).id(), "SMout0", DeliveryStatus.FAILED)))
                .isEqualTo(Applied.STALE);
        assertThat(stores().log().takeBack(part(0).id(), receipt(null, "SMout1", DeliveryStatus.FAILED)))
                .isTrue();
    }

    @Test
    default void aFailureOfAnEarlierAttemptTakesNothingBack() {
        stores().log().record(List.of(sent(part(0), "SMout1")), List.of(), NOON);

        assertThat(stores().log().takeBack(part(0).id(), receipt(part(0).id(), "SMout0", DeliveryStatus.FAILED)))
                .isFalse();
    }

    @Test
    default void aDeliveredPartIsNotTakenBack() {
        stores().log().record(List.of(sent(part(0), "SMout0")), List.of(), NOON);
        stores().log().apply(receipt(null, "SMout0", DeliveryStatus.DELIVERED));

        assertThat(stores().log().takeBack(part(0).id(), receipt(null, "SMout0", DeliveryStatus.FAILED)))
                .isFalse();
        assertThat(stores().log().takeBack(part(1).id(), receipt(null, "SMout0", DeliveryStatus.FAILED)))
                .isFalse();
    }

    @Test
    default void aTemplatePartIsReadBackUnchanged() {
        OutboundMessage template = new OutboundMessage(
                new PartId("n1"),
                hello().conversationId(),
                Channel.META,
                hello().from(),
                null,
                0,
                1,
                null,
                new OutboundContent.Template("reminder", "es", List.of("10:00"), "Cita: 10:00"));
        stores().log().record(List.of(sent(template, "wamid.1")), List.of(), NOON);

        assertThat(stores().log().part(receipt(null, "wamid.1", DeliveryStatus.FAILED)))
                .contains(template);
    }

    @Test
    default void anAnsweredMessageWaitsAgainOnceItsAnswerIsTakenBack() {
        stores().inbox().append(hello());
        stores().log().reopen(hello().id());
        stores().log().record(List.of(sent(part(0), "SMout0")), List.of(hello().id()), NOON);
        assertThat(stores().inbox().waiting(hello().conversationId(), 10)).isEmpty();

        stores().log().reopen(hello().id());
        stores().log().reopen(hello().id());
        assertThat(stores().inbox().waiting(hello().conversationId(), 10)).containsExactly(hello());
        assertThat(stores().inbox().unanswered(NOON.plusSeconds(9), 10)).containsExactly(hello());
    }

    @Test
    default void anAnsweredMessageBecomesADeadLetterOnceItsAnswerIsRefused() {
        Failure failure = new Failure("delivery: 131030", 1);
        stores().inbox().append(hello());
        assertThat(stores().log().setAside(hello().id(), failure, NOON)).isFalse();
        stores().log().record(List.of(sent(part(0), "SMout0")), List.of(hello().id()), NOON);

        assertThat(stores().log().setAside(hello().id(), failure, NOON)).isTrue();
        assertThat(stores().log().setAside(hello().id(), failure, NOON)).isFalse();

        assertThat(stores().inbox().waiting(hello().conversationId(), 10)).isEmpty();
        assertThat(stores().letters().list(10, null)).containsExactly(new DeadLetter(hello(), failure, NOON, null));
    }

    @Test
    default void aReceiptForAnUnknownPartIsUnmatched() {
        assertThat(stores().log().apply(receipt(null, "SMstranger", DeliveryStatus.READ)))
                .isEqualTo(Applied.UNMATCHED);
    }

    @Test
    default void aRefusedOrUnknownPartIsRecordedAsSuch() {
        stores().log()
                .record(
                        List.of(
                                new PartOutcome(part(0), DeliveryStatus.FAILED, null, "63003", "not found", NOON),
                                new PartOutcome(part(1), DeliveryStatus.UNKNOWN, null, null, "timeout", NOON)),
                        List.of(),
                        NOON);
        assertThat(stores().log().states(List.of(part(0).id(), part(1).id())))
                .containsEntry(part(0).id(), DeliveryStatus.FAILED)
                .containsEntry(part(1).id(), DeliveryStatus.UNKNOWN);
        stores().log().record(List.of(sent(part(1), "SMout1")), List.of(), NOON);
        assertThat(stores().log().states(List.of(part(1).id()))).containsEntry(part(1).id(), DeliveryStatus.SENT);
    }

    @Test
    default void theHistoryListsTheNewestMessages() {
        for (int i = 0; i < 5; i++) {
            stores().inbox().append(Messages.text("SMh" + i, ANA, "n" + i, NOON.plusSeconds(i)));
            stores().inbox().append(Messages.text("SMo" + i, BRUNO, "otro", NOON.plusSeconds(i)));
        }
        assertThat(stores().log().history(hello().conversationId(), 2))
                .extracting(Entry::content)
                .containsExactly("n3", "n4");
    }
}
