package dev.recado.domain.contract;

import static dev.recado.domain.contract.StoreContract.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageLog.Entry;
import dev.recado.domain.operation.DeadLetter;
import dev.recado.domain.operation.DeadLetters;
import dev.recado.domain.operation.DeadLetters.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of every [DeadLetters], together with the log that fills it.
public interface DeadLettersContract extends StoreContract {
    Failure MODEL = new Failure("model: HTTP 503", 2);

    private DeadLetters letters() {
        return stores().letters();
    }

    private InboundMessage dead(String externalId, Instant at) {
        InboundMessage message = Messages.text(externalId, ANA, "hola", NOON);
        stores().inbox().append(message);
        stores().log().record(List.of(), List.of(message.id()), MODEL, at);
        return message;
    }

    @Test
    default void aDeadLetterNoLongerWaitsAndHasItsReason() {
        InboundMessage hello = Messages.text("SM1", ANA, "hola", NOON);
        stores().inbox().append(hello);
        stores().log()
                .record(
                        List.of(sent(Messages.part(hello, 0, 1, "perdón"), "SMout")),
                        List.of(hello.id()),
                        MODEL,
                        NOON.plusSeconds(3));

        assertThat(stores().inbox().unanswered(NOON.plusSeconds(9), 10)).isEmpty();
        assertThat(stores().inbox().backlog().waiting()).isZero();
        assertThat(stores().log().history(hello.conversationId(), 10))
                .extracting(Entry::status)
                .containsExactly("dead", "sent");
        assertThat(letters().list(10, null)).containsExactly(new DeadLetter(hello, MODEL, NOON.plusSeconds(3), null));
        assertThat(letters().find(hello.id())).contains(new DeadLetter(hello, MODEL, NOON.plusSeconds(3), null));
        assertThat(letters().count()).isEqualTo(new DeadLetters.Count(1, Optional.of(NOON.plusSeconds(3))));
    }

    @Test
    default void anAnsweredMessageIsNoDeadLetter() {
        InboundMessage hello = Messages.text("SM1", ANA, "hola", NOON);
        stores().inbox().append(hello);
        stores().log().record(List.of(), List.of(hello.id()), NOON);

        assertThat(letters().list(10, null)).isEmpty();
        assertThat(letters().find(hello.id())).isEmpty();
        assertThat(letters().find(new MessageId("twilio:SMnobody"))).isEmpty();
        assertThat(letters().count()).isEqualTo(new DeadLetters.Count(0, Optional.empty()));
    }

    @Test
    default void theFirstClosingOfAMessageStays() {
        InboundMessage dead = dead("SM1", NOON);
        InboundMessage answered = Messages.text("SM2", ANA, "hola", NOON);
        stores().inbox().append(answered);
        stores().log().record(List.of(), List.of(answered.id()), NOON);

        stores().log().record(List.of(), List.of(dead.id()), NOON.plusSeconds(1));
        stores().log().record(List.of(), List.of(dead.id(), answered.id()), MODEL, NOON.plusSeconds(1));

        assertThat(letters().list(10, null)).extracting(DeadLetter::at).containsExactly(NOON);
        assertThat(letters().find(answered.id())).isEmpty();
    }

    @Test
    default void theNewestComeFirstAndTheNextPageContinues() {
        dead("SM1", NOON);
        dead("SM2", NOON.plusSeconds(1));
        dead("SM3", NOON.plusSeconds(1));
        dead("SM4", NOON.plusSeconds(2));

        List<DeadLetter> first = letters().list(2, null);
        assertThat(first).extracting(l -> l.message().externalId()).containsExactly("SM4", "SM3");
        DeadLetter last = first.getLast();
        assertThat(letters().list(9, new Place(last.at(), last.message().id())))
                .extracting(l -> l.message().externalId())
                .containsExactly("SM2", "SM1");
        assertThat(letters().count()).isEqualTo(new DeadLetters.Count(4, Optional.of(NOON)));
    }

    @Test
    default void aReplayedLetterLeavesTheListAndNamesItsCopy() {
        InboundMessage message = dead("SM1", NOON);
        MessageId copy = new MessageId("twilio:SM1~1");
        letters().replayed(message.id(), copy);
        letters().replayed(message.id(), copy);

        assertThat(letters().list(10, null)).isEmpty();
        assertThat(letters().count().count()).isZero();
        assertThat(letters().find(message.id())).contains(new DeadLetter(message, MODEL, NOON, copy));
        assertThat(stores().log().history(message.conversationId(), 10))
                .extracting(Entry::status)
                .containsExactly("replayed");
    }
}
