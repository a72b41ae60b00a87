package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.Event.Closing;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.FakeSender;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox.Appended;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AMessageOnItsWayTest {
    private static final String ANA = "+15550000001";
    private static final String BRUNO = "+15550000002";
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private final Desk desk = new Desk();

    private List<MessageLog.Entry> history(String from) {
        return desk.store.history(
                Messages.text("x", from, "x", desk.clock.instant()).conversationId(), 50);
    }

    @Test
    void aMessageIsAnsweredByTheModel() {
        assertThat(desk.writes("SM1", ANA, "¿Abren hoy?")).isEqualTo(Appended.STORED);
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: ¿Abren hoy?");
        assertThat(history(ANA)).extracting(MessageLog.Entry::status).containsExactly("answered", "sent");
        assertThat(desk.store.backlog().waiting()).isZero();
        assertThat(desk.told(Event.Answered.class))
                .singleElement()
                .satisfies(e -> assertThat(e.closing()).isEqualTo(Closing.ANSWER));
    }

    @Test
    void aCuratedAnswerNeedsNoModel() {
        desk.curated.put("¿Precio?", "Desde 20 €");
        desk.writes("SM1", ANA, "¿Precio?");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("Desde 20 €");
        assertThat(desk.prompts).isEmpty();
    }

    @Test
    void aDuplicateDeliveryIsAnsweredOnce() {
        for (int i = 0; i < 50; i++) {
            desk.writes("SM1", ANA, "hola");
        }
        desk.pass(A_WHILE);
        assertThat(desk.writes("SM1", ANA, "hola")).isEqualTo(Appended.DUPLICATE);
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(desk.told(Event.Duplicate.class)).hasSize(50);
    }

    @Test
    void whatComesTogetherIsAnsweredEachOnceInItsOrder() {
        InboundMessage first = Messages.text("SM2", ANA, "uno", desk.clock.instant());
        InboundMessage second =
                Messages.text("SM1", ANA, "dos", desk.clock.instant().plusNanos(1));
        InboundMessage other = Messages.text("SM3", BRUNO, "tres", desk.clock.instant());

        assertThat(desk.accept.acceptAll(List.of(first, second, first, other)))
                .containsExactly(Appended.STORED, Appended.STORED, Appended.DUPLICATE, Appended.STORED);
        assertThat(desk.told(Event.Received.class)).hasSize(3);
        assertThat(desk.told(Event.Duplicate.class)).hasSize(1);
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactlyInAnyOrder("eco: uno", "dos", "eco: tres");
    }

    @Test
    void messagesThatFollowEachOtherAreAnsweredTogether() {
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofMillis(800));
        desk.writes("SM2", ANA, "¿abren hoy?");
        desk.pass(Duration.ofMillis(800));
        assertThat(desk.sender.texts()).isEmpty();
        desk.pass(A_WHILE);

        assertThat(desk.prompts)
                .singleElement()
                .satisfies(p -> assertThat(p.message()).isEqualTo("hola\n¿abren hoy?"));
        assertThat(history(ANA)).extracting(MessageLog.Entry::status).doesNotContain("received");
    }

    @Test
    void aUserWhoKeepsWritingIsAnsweredAllTheSame() {
        for (int i = 0; i < 20; i++) {
            desk.writes("SM" + i, ANA, "y " + i);
            desk.pass(Duration.ofMillis(900));
        }
        assertThat(desk.prompts).isNotEmpty();
        assertThat(desk.prompts.getFirst().message().lines()).hasSizeLessThanOrEqualTo(7);
    }

    @Test
    void aMessageThatLandsWhileTheModelThinksMakesItThinkAgain() {
        desk.model = prompt -> {
            if (desk.prompts.size() == 1) {
                desk.writes("SM2", ANA, "mejor mañana");
            }
            return new Generation.Answer("para: " + prompt.message().replace('\n', '+'), "scripted", Duration.ZERO);
        };
        desk.writes("SM1", ANA, "cita hoy");
        desk.pass(Duration.ofSeconds(5));

        assertThat(desk.sender.texts()).containsExactly("para: cita hoy+mejor mañana");
    }

    @Test
    void theModelIsGivenWhatWasSaidBefore() {
        desk.writes("SM1", ANA, "me llamo Ana");
        desk.pass(A_WHILE);
        desk.writes("SM2", ANA, "¿cómo me llamo?");
        desk.pass(A_WHILE);

        assertThat(desk.prompts.getLast().history())
                .extracting(Utterance::text)
                .containsExactly("me llamo Ana", "eco: me llamo Ana");
        assertThat(desk.prompts.getLast().message()).isEqualTo("¿cómo me llamo?");
    }

    @Test
    void usersDoNotWaitForEachOther() {
        desk.writes("SM1", ANA, "uno");
        desk.writes("SM2", BRUNO, "dos");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactlyInAnyOrder("eco: uno", "eco: dos");
    }

    @Test
    void theLanguageOfTheUserIsRecognisedAndKept() {
        desk.languages.put("what are your prices?", Language.ENGLISH);
        desk.writes("SM1", ANA, "what are your prices?");
        desk.pass(A_WHILE);
        desk.sends(Messages.message(
                "SM2",
                ANA,
                new Content.Media(
                        Content.MediaKind.AUDIO,
                        List.of(new Content.Attachment("https://m.example/1", "audio/ogg")),
                        ""),
                desk.clock.instant()));
        desk.pass(A_WHILE);

        assertThat(desk.prompts.getFirst().language()).isEqualTo(Language.ENGLISH);
        assertThat(desk.sender.texts().getLast()).isEqualTo(BuiltInText.NOTICE_VOICE.in(Language.ENGLISH));
    }

    @Test
    void aReactionIsNotedAndNotAnswered() {
        desk.sends(Messages.message("SM1", ANA, new Content.Reaction("👍", null), desk.clock.instant()));
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).isEmpty();
        assertThat(history(ANA)).extracting(MessageLog.Entry::status).containsExactly("noted");
    }

    @Test
    void withoutAModelItSaysHonestlyThatItDoesNotKnow() {
        desk.model = prompt -> new Generation.NoModel();
        desk.writes("SM1", ANA, "¿venden naves espaciales?");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts())
                .singleElement()
                .satisfies(text -> assertThat(text).startsWith(BuiltInText.DONT_KNOW.in(Language.SPANISH)));
    }

    @Test
    void aModelThatFailsEndsInOneApology() {
        desk.model = prompt -> new Generation.Failed("503");
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofMinutes(5));

        assertThat(desk.sender.texts()).containsExactly(BuiltInText.APOLOGY.in(Language.SPANISH));
        assertThat(desk.told(Event.Answered.class))
                .singleElement()
                .satisfies(e -> assertThat(e.closing()).isEqualTo(Closing.APOLOGY));
    }

    @Test
    void aModelThatAnswersBlankOrBreaksEndsInOneApology() {
        desk.model = prompt -> new Generation.Answer(" \n ", "scripted", Duration.ZERO);
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        desk.model = prompt -> {
            throw new IllegalStateException("a bug");
        };
        desk.writes("SM2", BRUNO, "hola");
        desk.pass(A_WHILE);

        String apology = BuiltInText.APOLOGY.in(Language.SPANISH);
        assertThat(desk.sender.texts()).containsExactly(apology, apology);
        assertThat(desk.told(Event.TurnFailed.class)).hasSize(1);
    }

    @Test
    void whatCouldNotBeStoredIsNotAccepted() {
        desk.store.failWhen("append"::equals);
        desk.spool.refuses(true);

        assertThatThrownBy(() -> desk.writes("SM1", ANA, "hola")).isInstanceOf(PortUnavailableException.class);
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).isEmpty();
    }

    @Test
    void aMessageStoredByAWriteWhoseAnswerWasLostIsFound() {
        InboundMessage message = Messages.text("SM1", ANA, "hola", desk.clock.instant());
        desk.store.append(message);
        desk.store.failWhen("append"::equals);
        desk.spool.refuses(true);
        assertThatThrownBy(() -> desk.sends(message)).isInstanceOf(PortUnavailableException.class);
        desk.store.failWhen(m -> false);
        assertThat(desk.sends(message)).isEqualTo(Appended.DUPLICATE);
        desk.pass(Duration.ofSeconds(5));

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
    }

    @Test
    void aStoreThatIsGoneForAWhileDelaysTheAnswerOnly() {
        desk.writes("SM1", ANA, "hola");
        desk.store.failWhen(m -> true);
        desk.pass(Duration.ofSeconds(20));
        assertThat(desk.sender.texts()).isEmpty();
        desk.store.failWhen(m -> false);
        desk.pass(Duration.ofSeconds(5));

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
    }

    @Test
    void aStoreThatStaysGoneEndsInOneApologyAndNoSecondAnswer() {
        desk.writes("SM1", ANA, "hola");
        desk.store.failWhen(m -> true);
        desk.pass(Desk.DEADLINE);
        assertThat(desk.sender.texts()).containsExactly(BuiltInText.APOLOGY.in(Language.SPANISH));
        desk.pass(Duration.ofMinutes(2));
        desk.store.failWhen(m -> false);
        desk.pass(Duration.ofMinutes(1));

        assertThat(desk.sender.texts()).containsExactly(BuiltInText.APOLOGY.in(Language.SPANISH));
        assertThat(history(ANA)).extracting(MessageLog.Entry::status).containsExactly("dead", "sent");
        desk.writes("SM2", ANA, "¿y ahora?");
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).last().isEqualTo("eco: ¿y ahora?");
    }

    @Test
    void aStoreThatFailsAfterTheSendDoesNotMakeASecondOne() {
        desk.store.failWhen("record"::equals);
        desk.sender.lookUpFails(true);
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofSeconds(10));
        desk.store.failWhen(m -> false);
        desk.pass(Duration.ofSeconds(10));

        assertThat(desk.sender.attempts()).isEqualTo(1);
        assertThat(history(ANA)).extracting(MessageLog.Entry::status).containsExactly("answered", "sent");
    }

    @Test
    void aProcessKilledAfterTheSendFindsItAtTheProvider() {
        desk.store.failWhen("record"::equals);
        desk.writes("SM1", ANA, "uno\ndos");
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).containsExactly("eco: uno", "dos");
        desk.store.failWhen(m -> false);

        Desk next = desk.restarted();
        next.pass(A_WHILE);

        assertThat(desk.sender.attempts()).isEqualTo(2);
        assertThat(history(ANA)).extracting(MessageLog.Entry::status).containsExactly("answered", "sent", "sent");
    }

    @Test
    void aProcessKilledAfterTheAcknowledgementAnswersInItsNextLife() {
        desk.writes("SM1", ANA, "hola");
        Desk next = desk.restarted();
        next.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        next.restarted().pass(A_WHILE);
        assertThat(desk.sender.texts()).hasSize(1);
    }

    @Test
    void aProcessKilledAfterTheSecondTryOfAThrottledPartFindsItAtTheProvider() {
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(2), "429"));
        desk.writes("SM1", ANA, "hola");
        desk.pass(Desk.QUIET);
        assertThat(desk.sender.texts()).isEmpty();
        desk.store.failWhen("record"::equals);
        desk.pass(Duration.ofSeconds(3));
        assertThat(desk.sender.texts()).containsExactly("eco: hola");

        desk.store.failWhen(operation -> false);
        Desk next = desk.restarted();
        next.pass(Duration.ofMinutes(1));

        assertThat(next.sender.texts()).containsExactly("eco: hola");
        assertThat(next.store.backlog().waiting()).isZero();
    }

    @Test
    void whatReachesTheProviderAfterTheConnectionIsGoneIsNotSentAgain() {
        desk.sender.nextOutcome(new SendOutcome.Unknown("cut"));
        desk.writes("SM1", ANA, "hola");
        desk.pass(Desk.QUIET);
        Desk next = desk.restarted();
        next.pass(Duration.ofSeconds(1));
        assertThat(next.sender.attempts()).isEqualTo(1);

        next.sender.acceptsLastLate();
        next.pass(Duration.ofMinutes(1));

        assertThat(next.sender.texts()).containsExactly("eco: hola");
        assertThat(next.sender.attempts()).isEqualTo(1);
    }

    @Test
    void aLostAnswerOfTheProviderIsLookedUpBeforeAnythingIsSentAgain() {
        desk.sender.nextIsAcceptedButUnknown();
        desk.writes("SM1", ANA, "hola\nadiós");
        desk.pass(Duration.ofSeconds(30));

        assertThat(desk.sender.texts()).containsExactly("eco: hola", "adiós");
        assertThat(desk.told(Event.PartUnknown.class)).hasSize(1);
        assertThat(history(ANA)).extracting(MessageLog.Entry::status).containsExactly("answered", "sent", "sent");
    }

    @Test
    void anUnknownOutcomeThatTheProviderDoesNotKnowEitherIsSentAgain() {
        desk.sender.nextOutcome(new SendOutcome.Unknown("timeout"));
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofSeconds(30));

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(desk.sender.attempts()).isEqualTo(2);
    }

    @Test
    void anEarlierAnswerInTheSameWordsIsNotTakenForOneThatWasNotSent() {
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        desk.sender.nextOutcome(new SendOutcome.Unknown("timeout"));
        desk.writes("SM2", ANA, "hola");
        desk.pass(Duration.ofSeconds(30));

        assertThat(desk.sender.texts()).containsExactly("eco: hola", "eco: hola");
    }

    @Test
    void whereNoListIsKeptAReceiptIsWaitedForAsLongAsItMayTake() {
        desk.sender.lookUpFindsNothing(Duration.ofSeconds(30));
        desk.sender.nextOutcome(new SendOutcome.Unknown("timeout"));
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofSeconds(29));
        assertThat(desk.sender.attempts()).isEqualTo(1);

        desk.pass(Duration.ofSeconds(40));
        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(desk.sender.attempts()).isEqualTo(2);
    }

    @Test
    void whereNoListIsKeptTheReceiptSettlesIt() {
        desk.sender.lookUpFindsNothing(Duration.ofSeconds(30));
        desk.sender.nextIsAcceptedButUnknown();
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofSeconds(20));
        PartId part = PartId.of(MessageId.of(Channel.TWILIO, "SM1"), 0);
        desk.receipts.record(new DeliveryReceipt(
                Channel.TWILIO,
                FakeSender.externalId(part),
                part,
                DeliveryStatus.SENT,
                null,
                null,
                desk.clock.instant()));
        desk.pass(Duration.ofMinutes(2));

        assertThat(desk.sender.attempts()).isEqualTo(1);
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void aReceiptSettlesWhatWasUnknown() {
        desk.sender.nextIsAcceptedButUnknown();
        desk.sender.lookUpFails(true);
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofMillis(1100));
        PartId part = PartId.of(MessageId.of(Channel.TWILIO, "SM1"), 0);
        desk.receipts.record(new DeliveryReceipt(
                Channel.TWILIO,
                FakeSender.externalId(part),
                part,
                DeliveryStatus.DELIVERED,
                null,
                null,
                desk.clock.instant()));
        desk.pass(Duration.ofSeconds(30));

        assertThat(desk.sender.attempts()).isEqualTo(1);
        assertThat(desk.store.states(List.of(part))).containsEntry(part, DeliveryStatus.DELIVERED);
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void aThrottledPartIsSentLaterAndTheOthersWaitBehindIt() {
        desk.sender.nextOutcome(new SendOutcome.Accepted("SMa"));
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(3), "20429"));
        desk.writes("SM1", ANA, "uno\ndos\ntres");
        desk.pass(Duration.ofSeconds(2));
        assertThat(desk.sender.attempts()).isEqualTo(2);
        desk.pass(Duration.ofSeconds(10));

        assertThat(desk.sender.texts()).containsExactly("dos", "tres");
        assertThat(desk.sender.attempts()).isEqualTo(4);
    }

    @Test
    void partsInTheSameWordsAreNotTakenForEachOther() {
        desk.model = prompt -> new Generation.Answer("sí\nsí", "scripted", Duration.ZERO);
        desk.store.loseAnswersWhen("commit"::equals);
        desk.writes("SM1", ANA, "¿vienes?");
        desk.pass(A_WHILE);
        desk.store.loseAnswersWhen(method -> false);
        desk.pass(Duration.ofMinutes(1));

        assertThat(desk.sender.texts()).containsExactly("sí", "sí");
    }

    @Test
    void aPartWhoseOutcomeIsNotWrittenDownIsNotTakenForTheNextInTheSameWords() {
        desk.model = prompt -> new Generation.Answer("sí\nsí", "scripted", Duration.ZERO);
        desk.sender.nextIsAccepted();
        desk.sender.nextOutcome(new SendOutcome.Unknown("cut"));
        desk.store.failWhen("record"::equals);
        desk.writes("SM1", ANA, "¿vienes?");
        desk.pass(A_WHILE);
        desk.store.failWhen(method -> false);
        desk.pass(Duration.ofMinutes(1));

        assertThat(desk.sender.texts()).containsExactly("sí", "sí");
    }

    @Test
    void aRefusedPartIsNeverTriedAgain() {
        desk.sender.nextOutcome(new SendOutcome.Refused("63016", "outside the window"));
        desk.writes("SM1", ANA, "uno\ndos");
        desk.pass(Duration.ofMinutes(30));

        assertThat(desk.sender.attempts()).isEqualTo(1);
        assertThat(history(ANA)).extracting(MessageLog.Entry::status).containsExactly("answered", "failed", "failed");
        assertThat(desk.told(Event.PartFailed.class))
                .extracting(Event.PartFailed::code)
                .containsOnly("63016");
    }

    @Test
    void whatAProviderNeverTakesIsGivenUpInTheEnd() {
        for (int i = 0; i < 1_000; i++) {
            desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(1), "63018"));
        }
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofHours(1));

        assertThat(desk.sender.attempts()).isLessThan(40);
        assertThat(desk.told(Event.PartFailed.class))
                .extracting(Event.PartFailed::code)
                .containsExactly("given-up");
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void twoProcessesAnswerAUserOneAfterTheOther() {
        Desk other = desk.otherProcess();
        desk.model = prompt -> {
            other.writes("SM2", ANA, "dos");
            other.pass(A_WHILE);
            return new Generation.Answer("primero", "scripted", Duration.ZERO);
        };
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofSeconds(1));
        assertThat(desk.sender.texts()).containsExactly("primero");
        other.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("primero", "eco: dos");
        assertThat(other.prompts.getLast().history())
                .extracting(Utterance::text)
                .containsExactly("uno", "primero");
    }

    @Test
    void aProcessAnswersWhatAnyOtherTookInAndInOrder() {
        Desk other = desk.otherProcess();
        other.writes("SM1", ANA, "uno");
        other.dispatcher.stop();
        desk.clock.advance(Duration.ofMillis(1));
        desk.writes("SM2", ANA, "dos");
        desk.pass(A_WHILE);

        assertThat(desk.prompts)
                .singleElement()
                .satisfies(p -> assertThat(p.message()).isEqualTo("uno\ndos"));
        assertThat(desk.store.backlog().waiting()).isZero();
        assertThat(desk.dispatcher.held()).isZero();
    }

    @Test
    void aFloodOfOneUserIsAnsweredInSeveralTurnsInOrder() {
        List<String> said =
                IntStream.range(0, 1_000).mapToObj("m%03d"::formatted).toList();
        for (String text : said) {
            desk.writes("SM" + text, ANA, text);
            desk.clock.advance(Duration.ofNanos(1));
        }
        assertThat(desk.dispatcher.held()).isLessThan(100);
        desk.pass(Duration.ofSeconds(10));

        assertThat(desk.prompts).hasSizeGreaterThan(10);
        assertThat(desk.sender.texts().stream()
                        .flatMap(text -> Stream.of(text.replace("eco: ", "").split("\n"))))
                .containsExactlyElementsOf(said);
        assertThat(desk.dispatcher.held()).isZero();
    }

    @Test
    void whateverWaitsTheMemoryHoldsABoundedPartOfItAndAllIsAnswered() {
        desk.recovery.start();
        for (int i = 0; i < 10 * Desk.HELD; i++) {
            String user = "+1555%07d".formatted(i);
            assertThat(desk.writes("SMa" + i, user, "hola")).isEqualTo(Appended.STORED);
            desk.clock.advance(Duration.ofNanos(1));
            desk.writes("SMb" + i, user, "adiós");
            assertThat(desk.dispatcher.held()).isLessThanOrEqualTo(2 * Desk.HELD);
        }
        desk.pass(Duration.ofMinutes(1));

        assertThat(desk.store.backlog().waiting()).isZero();
        assertThat(desk.prompts)
                .hasSize(10 * Desk.HELD)
                .allSatisfy(p -> assertThat(p.message()).isEqualTo("hola\nadiós"));
        assertThat(desk.dispatcher.held()).isZero();
    }

    @Test
    void whatWasLeftToTheStoreIsAnsweredTheOldestFirst() {
        desk.recovery.start();
        List<String> users = IntStream.range(0, 5 * Desk.HELD)
                .mapToObj("+1555%07d"::formatted)
                .toList();
        for (String user : users) {
            desk.writes("SM" + user, user, "de " + user.substring(5));
            desk.clock.advance(Duration.ofMillis(1));
        }
        desk.pass(Duration.ofMinutes(1));

        assertThat(desk.prompts.stream().map(Prompt::message))
                .containsExactlyElementsOf(
                        users.stream().map(user -> "de " + user.substring(5)).toList());
    }

    @Test
    void anOwnerThatLostItsLeaseSaysNothing() {
        Desk other = desk.otherProcess();
        desk.model = prompt -> {
            desk.clock.advance(Duration.ofSeconds(11));
            other.recovery.start();
            other.pass(A_WHILE);
            return new Generation.Answer("demasiado tarde", "scripted", Duration.ZERO);
        };
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofSeconds(30));

        assertThat(desk.sender.texts()).containsExactly("eco: uno");
    }

    @Test
    void aSlowModelKeepsItsClaim() {
        Desk other = desk.otherProcess();
        desk.model = prompt -> {
            desk.pass(Duration.ofSeconds(25));
            other.recovery.start();
            other.pass(Duration.ofMillis(100));
            return new Generation.Answer("despacio", "scripted", Duration.ZERO);
        };
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofSeconds(30));
        other.pass(Duration.ofSeconds(5));

        assertThat(desk.sender.texts()).containsExactly("despacio");
    }

    @Test
    void whatAProcessThatDiedHasLeftIsFoundByAnother() {
        Desk other = desk.otherProcess();
        other.recovery.start();
        other.pass(A_WHILE);
        desk.writes("SM1", ANA, "hola");
        desk.dispatcher.stop();
        other.pass(Duration.ofSeconds(40));

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
    }

    @Test
    void theInboxTellsHowMuchWaitsAndForHowLong() {
        desk.writes("SM1", ANA, "uno");
        desk.writes("SM2", BRUNO, "dos");
        desk.clock.advance(Duration.ofMillis(400));

        assertThat(desk.inbox.check().details())
                .containsEntry("waiting", 2L)
                .containsEntry("oldest_age_ms", 400L)
                .containsEntry("held", 2);
        desk.pass(Duration.ofSeconds(5));
        assertThat(desk.inbox.check().details()).containsEntry("waiting", 0L).containsEntry("held", 0);
    }
}
