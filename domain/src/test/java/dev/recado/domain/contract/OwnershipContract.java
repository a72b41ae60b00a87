package dev.recado.domain.contract;

import static dev.recado.domain.contract.StoreContract.claimed;
import static dev.recado.domain.contract.StoreContract.decision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.conversation.Ownership.Handoff;
import dev.recado.domain.conversation.SessionStore.Changes;
import dev.recado.domain.conversation.SessionStore.Decision;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.handoff.HandoffQueue;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.InboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The part of the contract of every [SessionStore] that says who has a conversation.
public interface OwnershipContract extends StoreContract {
    /// On the store under test.
    HandoffQueue handoffs();

    Author MARTA = new Author("marta", "Marta");
    Author LUIS = new Author("luis", "Luis");

    private ClaimedConversation claimedNow() {
        InboundMessage hello = Messages.text("SM1", ANA, "hola", NOON);
        return claimed(stores().sessions().claim(hello, NOON, LEASE)).conversation();
    }

    private Conversation stored(ConversationId id) {
        return stores().sessions().find(id).orElseThrow();
    }

    private boolean transfer(ConversationId id, Ownership before, Ownership now) {
        return stores().sessions().transfer(id, before, now, List.of(), NOON);
    }

    private Decision answer(Changes changes) {
        Decision plain = decision(Messages.text("SM1", ANA, "hola", NOON), "¡Hola!");
        return new Decision(
                plain.said(),
                plain.outbox(),
                plain.language(),
                plain.profileName(),
                plain.phoneNumberId(),
                plain.offered(),
                plain.lastWroteAt(),
                changes,
                plain.at());
    }

    @Test
    default void aNewConversationIsTheBots() {
        assertThat(claimedNow().conversation().ownership()).isEqualTo(Ownership.NEW);
    }

    @Test
    default void ofTwoPeopleWhoTakeAConversationOneGetsIt() {
        ConversationId id = claimedNow().id();
        Ownership martas = Ownership.NEW.takenBy(MARTA, NOON);

        assertThat(transfer(id, Ownership.NEW, martas)).isTrue();
        assertThat(transfer(id, Ownership.NEW, Ownership.NEW.takenBy(LUIS, NOON)))
                .isFalse();
        assertThat(transfer(id, Ownership.NEW, martas)).as("a repeat").isTrue();
        assertThat(stored(id).ownership()).isEqualTo(martas);
    }

    @Test
    default void everyFieldOfTheOwnershipIsStoredAndRemoved() {
        ConversationId id = claimedNow().id();
        Ownership waiting = Ownership.NEW.requested(new Handoff(NOON, "una persona", "user", "recepción", null));
        Ownership overdue = waiting.overdue(NOON.plusSeconds(300));
        Ownership taken = overdue.takenBy(MARTA, NOON.plusSeconds(400));
        Ownership phone = taken.givenBack().takenInPhoneApp(NOON.plusSeconds(900));

        assertThat(transfer(id, Ownership.NEW, waiting)).isTrue();
        assertThat(stored(id).ownership()).isEqualTo(waiting);
        assertThat(transfer(id, waiting, overdue)).isTrue();
        assertThat(stored(id).ownership()).isEqualTo(overdue);
        assertThat(transfer(id, overdue, taken)).isTrue();
        assertThat(stored(id).ownership()).isEqualTo(taken);
        assertThat(transfer(id, taken, taken.givenBack())).isTrue();
        assertThat(stored(id).ownership())
                .isEqualTo(new Ownership(ConversationStatus.OPEN, null, null, null, null, null, taken.version() + 1));
        assertThat(transfer(id, taken.givenBack(), phone)).isTrue();
        assertThat(stored(id).ownership()).isEqualTo(phone);
    }

    @Test
    default void aTransferKeepsItsEventsUntilTheyAreRecorded() {
        ConversationId id = claimedNow().id();
        Instant later = NOON.plus(Duration.ofMinutes(1));
        BusinessEvent taken = BusinessEvent.of(BusinessEvent.Type.HANDOFF_TAKEN, id + "@1", id, later, Map.of());

        stores().sessions().transfer(id, Ownership.NEW, Ownership.NEW.takenBy(MARTA, later), List.of(taken), later);

        assertThat(stored(id).happened()).containsExactly(taken);
    }

    @Test
    default void aConversationThatChangesHandsAfterItsClaimIsNotDeleted() {
        ClaimedConversation claim = claimedNow();
        Ownership martas = Ownership.NEW.takenBy(MARTA, NOON);
        assertThat(transfer(claim.id(), Ownership.NEW, martas)).isTrue();

        assertThat(stores().joins().delete(claim)).isFalse();

        assertThat(stored(claim.id()).ownership()).isEqualTo(martas);
        ClaimedConversation since =
                new ClaimedConversation(stored(claim.id()), claim.fence(), claim.until(), claim.attempts());
        assertThat(stores().joins().delete(since)).isTrue();
    }

    @Test
    default void nobodyTakesAConversationThatIsNotThere() {
        ConversationId nobody = Messages.text("SM9", BRUNO, "hola", NOON).conversationId();

        assertThat(transfer(nobody, Ownership.NEW, Ownership.NEW.takenBy(MARTA, NOON)))
                .isFalse();
        assertThat(stores().sessions().find(nobody)).isEmpty();
    }

    @Test
    default void whatTheBotDecidedBeforeAPersonTookOverIsDiscarded() {
        ClaimedConversation claim = claimedNow();
        Ownership martas = Ownership.NEW.takenBy(MARTA, NOON);
        transfer(claim.id(), Ownership.NEW, martas);

        assertThat(stores().sessions().commit(claim, answer(Changes.NONE))).isFalse();
        assertThat(stored(claim.id()).outbox()).isNull();
        assertThat(stored(claim.id()).turns()).isEmpty();
        assertThat(stored(claim.id()).ownership()).isEqualTo(martas);

        assertThat(stores().sessions().releaseUnchanged(claim)).isTrue();
        ClaimedConversation again = claimedNow();
        assertThat(again.conversation().ownership()).isEqualTo(martas);
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(stores().sessions().commit(again, answer(Changes.NONE))).isTrue();
    }

    @Test
    default void aDecisionThatWasStoredBeforeAPersonTookOverIsRepeated() {
        ClaimedConversation claim = claimedNow();
        Decision answer = answer(Changes.NONE);

        assertThat(stores().sessions().commit(claim, answer)).isTrue();
        transfer(claim.id(), Ownership.NEW, Ownership.NEW.takenBy(MARTA, NOON));
        assertThat(stores().sessions().commit(claim, answer)).isTrue();
        assertThat(stores().sessions().release(claim, null, NOON)).isTrue();
    }

    @Test
    default void aPersonWhoReadBeforeTheBotAskedForOneReadsAgain() {
        ClaimedConversation claim = claimedNow();
        Ownership waiting = Ownership.NEW.requested(new Handoff(NOON, "", "user"));
        assertThat(stores().sessions().commit(claim, answer(new Changes(null, waiting, null, null, List.of()))))
                .isTrue();

        assertThat(transfer(claim.id(), Ownership.NEW, Ownership.NEW.takenBy(MARTA, NOON)))
                .isFalse();
        assertThat(transfer(claim.id(), waiting, waiting.takenBy(MARTA, NOON))).isTrue();
        assertThat(Objects.requireNonNull(stored(claim.id()).ownership().handoff())
                        .since())
                .isEqualTo(NOON);
    }

    @Test
    default void anIdleConversationThatIsClosedHasANewVersion() {
        ClaimedConversation claim = claimedNow();
        stores().sessions().release(claim, null, NOON);
        Instant later = NOON.plusSeconds(60);
        stores().sessions().closeSilent(later, later, 10);

        assertThat(transfer(claim.id(), Ownership.NEW, Ownership.NEW.takenBy(MARTA, later)))
                .isFalse();
        assertThat(stored(claim.id()).ownership()).isEqualTo(Ownership.NEW.closedSilently());
    }

    @Test
    default void theConversationsOfPeopleWhoAreGoneOrSilentAreFound() {
        ConversationId id = claimedNow().id();
        assertThat(handoffs().heldBy(List.of("marta"), 9)).isEmpty();
        Ownership phone = Ownership.NEW.takenInPhoneApp(NOON.plusSeconds(60));
        assertThat(transfer(id, Ownership.NEW, phone)).isTrue();
        assertThat(handoffs().leftInPhoneApp(NOON.plusSeconds(60), 9)).isEmpty();
        assertThat(handoffs().leftInPhoneApp(NOON.plusSeconds(61), 9))
                .extracting(Conversation::id)
                .containsExactly(id);

        Ownership martas = phone.takenBy(MARTA, NOON);
        assertThat(transfer(id, phone, martas)).isTrue();
        assertThat(handoffs().leftInPhoneApp(NOON.plusSeconds(61), 9)).isEmpty();
        assertThat(handoffs().heldBy(List.of("luis", "marta"), 9))
                .extracting(Conversation::id)
                .containsExactly(id);
        assertThat(handoffs().heldBy(List.of("luis"), 9)).isEmpty();

        Ownership closed = martas.closed(NOON.plusSeconds(5));
        assertThat(transfer(id, martas, closed)).isTrue();
        assertThat(stored(id).ownership()).isEqualTo(closed);
        assertThat(handoffs().heldBy(List.of("marta"), 9)).isEmpty();
    }
}
