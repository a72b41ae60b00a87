package dev.recado.domain.contract;

import static dev.recado.domain.contract.StoreContract.claimed;
import static dev.recado.domain.contract.StoreContract.decision;
import static dev.recado.domain.contract.StoreContract.ids;
import static dev.recado.domain.contract.StoreContract.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageLog.Entry;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.text.Language;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of every [dev.recado.domain.conversation.SessionJoins] and
/// [dev.recado.domain.contact.AddressDirectory], and the part of [dev.recado.domain.message.MessageLog] that
/// merging two conversations needs.
public interface ConversationMergerContract extends StoreContract {
    Phone PHONE = new Phone(ANA);
    BusinessScoped SCOPED = new BusinessScoped("US.13491208655302741918");
    BusinessScoped STRANGER = new BusinessScoped("BR.1234567890");

    private InboundMessage fromPhone(String externalId, int second) {
        return Messages.from(externalId, PHONE, SCOPED, new Content.Text("p" + second), NOON.plusSeconds(second));
    }

    private InboundMessage fromScoped(String externalId, int second) {
        return Messages.from(externalId, SCOPED, null, new Content.Text("b" + second), NOON.plusSeconds(second));
    }

    private ClaimedConversation claim(InboundMessage message) {
        return claimed(stores().sessions().claim(message, NOON, LEASE)).conversation();
    }

    /// Answers the message and returns its conversation.
    private ClaimedConversation answered(InboundMessage message) {
        ClaimedConversation claim = claim(message);
        stores().inbox().append(message);
        stores().sessions()
                .commit(claim, decision(message, "r: " + message.content().text()));
        stores().sessions().release(claim, null, NOON);
        return claim;
    }

    private Conversation find(InboundMessage message) {
        return stores().sessions().find(message.conversationId()).orElseThrow();
    }

    @Test
    default void anIdBelongsToNoConversationUntilItIsAssigned() {
        assertThat(stores().contacts().conversations(List.of(SCOPED, STRANGER))).isEmpty();
        ConversationId first = ConversationId.of(PHONE);
        ConversationId second = ConversationId.of(new Phone(BRUNO));

        stores().contacts().assign(SCOPED, first);
        stores().contacts().assign(SCOPED, first);
        assertThat(otherProcess().contacts().conversations(List.of(SCOPED, STRANGER, SCOPED)))
                .isEqualTo(Map.of(SCOPED, first));

        otherProcess().contacts().assign(SCOPED, second);
        assertThat(stores().contacts().conversations(Set.of(SCOPED))).isEqualTo(Map.of(SCOPED, second));
        assertThat(stores().contacts().conversations(List.of())).isEmpty();
    }

    @Test
    default void allSpellingsOfANumberShareOneConversationWithTheFirstSpellingAsItsAddress() {
        InboundMessage with = Messages.text("SM1", "+5491155550100", "hola", NOON);
        InboundMessage without = Messages.text("SM2", "+541155550100", "hola", NOON);
        answered(with);
        ClaimedConversation claim = claim(without);

        assertThat(claim.conversation().address()).isEqualTo(with.from());
        stores().inbox().append(without);
        assertThat(stores().inbox().waiting(claim.id(), 5)).contains(without);
    }

    @Test
    default void theSharedConversationUsesTheCanonicalSpellingIfAnotherConversationHasThisOne() {
        InboundMessage message = Messages.text("SM2", "+541155550100", "hola", NOON);
        InboundMessage before =
                Messages.text("SM1", "+541155550100", "hola", NOON).in(ConversationId.ofSpelling(message.from()));
        answered(before);

        for (int i = 0; i < 2; i++) {
            assertThat(claim(message).conversation().address()).isEqualTo(new Phone("+5491155550100"));
        }
        assertThat(find(before).address()).isEqualTo(message.from());
        assertThat(find(message).turns()).isEmpty();
    }

    @Test
    default void aConversationOfAChangedNumberHasTheNewAddress() {
        InboundMessage change = Messages.from("SM1", PHONE, null, new Content.AddressChange(new Phone(BRUNO)), NOON);

        assertThat(claim(change).conversation().address()).isEqualTo(new Phone(BRUNO));
        stores().inbox().append(change);
        assertThat(stores().inbox().waiting(ConversationId.of(new Phone(BRUNO)), 5))
                .containsExactly(change);
    }

    @Test
    default void onlyAnExistingUnclaimedConversationIsClaimedBesideAnother() {
        InboundMessage message = fromScoped("SM1", 1);
        assertThat(stores().joins().claimBeside(message.conversationId(), NOON, LEASE))
                .isEmpty();

        ClaimedConversation held = claim(message);
        assertThat(stores().joins().claimBeside(message.conversationId(), NOON, LEASE))
                .as("this process's own")
                .contains(new Claim.Busy(NOON.plus(LEASE)));
        assertThat(otherProcess().joins().claimBeside(message.conversationId(), NOON, LEASE))
                .contains(new Claim.Busy(NOON.plus(LEASE)));

        stores().sessions().release(held, null, NOON);
        ClaimedConversation beside = claimed(otherProcess()
                        .joins()
                        .claimBeside(message.conversationId(), NOON, LEASE)
                        .orElseThrow())
                .conversation();
        assertThat(beside.fence()).isGreaterThan(held.fence());
        assertThat(beside.until()).isEqualTo(NOON.plus(LEASE));
        assertThat(stores().sessions().claim(message, NOON, LEASE)).isInstanceOf(Claim.Busy.class);
        assertThat(otherProcess().sessions().claim(message, NOON, LEASE))
                .as("by a turn of the process that holds it")
                .isEqualTo(new Claim.Busy(NOON.plus(LEASE)));
        assertThat(otherProcess().sessions().keep(beside, new Outbox(List.of(), List.of(), NOON)))
                .isTrue();
        assertThat(stores().joins()
                        .claimBeside(message.conversationId(), NOON.plus(LEASE).plusMillis(1), LEASE)
                        .orElseThrow())
                .as("a lease that ran out")
                .isInstanceOf(Claim.Claimed.class);
    }

    @Test
    default void absorbedTurnsAreOrderedByTimeAndNeverDuplicated() {
        answered(fromPhone("SM1", 1));
        answered(fromScoped("SM2", 2));
        InboundMessage third = fromPhone("SM3", 3);
        answered(third);
        ClaimedConversation into = claim(third);
        Conversation other = find(fromScoped("SM2", 2));

        for (int i = 0; i < 2; i++) {
            assertThat(stores().joins().absorb(into, other)).isTrue();
            assertThat(find(third).turns())
                    .filteredOn(turn -> !turn.text().startsWith("r:"))
                    .extracting(Utterance::text)
                    .containsExactly("p1", "b2", "p3");
            assertThat(find(third).turns()).hasSize(6);
            assertThat(find(third).answered())
                    .containsExactlyInAnyOrder(
                            fromPhone("SM1", 1).id(), fromScoped("SM2", 2).id(), third.id());
        }
    }

    @Test
    default void heldPartsAreAbsorbedOnceAndTheLaterTimeCounts() {
        InboundMessage scoped = fromScoped("SM1", 5);
        answered(scoped);
        ClaimedConversation old = claim(scoped);
        List<OutboundMessage> held = List.of(Messages.part(scoped, 0, 1, "later"));
        stores().sessions().hold(old, new Outbox(List.of(), List.of(), NOON), held);
        stores().sessions().release(old, null, NOON);
        InboundMessage phone = fromPhone("SM2", 2);
        ClaimedConversation into = claim(phone);

        for (int i = 0; i < 2; i++) {
            stores().joins().absorb(into, find(scoped));
            assertThat(find(phone).held()).isEqualTo(List.of(held.getFirst().in(into.id())));
            assertThat(find(phone).lastWroteAt()).isEqualTo(find(scoped).lastWroteAt());
        }
    }

    @Test
    default void absorbingFillsInUnknownValuesAndKeepsKnownOnes() {
        InboundMessage scoped = fromScoped("SM1", 1);
        ClaimedConversation old = answered(scoped);
        stores().joins().know(claim(scoped), Set.of(STRANGER));
        InboundMessage phone = fromPhone("SM2", 2);
        ClaimedConversation into = claim(phone);
        stores().joins().absorb(into, find(scoped));

        Conversation now = find(phone);
        assertThat(now.language()).isEqualTo(Language.SPANISH);
        assertThat(now.profileName()).isEqualTo("Test User");
        assertThat(now.address()).isEqualTo(PHONE);
        assertThat(now.otherAddresses()).as("its own address is noted last").containsExactly(STRANGER);
        assertThat(now.createdAt()).isEqualTo(old.conversation().createdAt());
        assertThat(stores().sessions().renew(into, NOON, LEASE))
                .as("still claimed")
                .isTrue();
    }

    @Test
    default void mergedTurnsAreBounded() {
        for (int i = 0; i < 60; i++) {
            answered(fromPhone("SMp" + i, 2 * i));
            answered(fromScoped("SMb" + i, 2 * i + 1));
        }
        InboundMessage phone = fromPhone("SMp59", 118);
        stores().joins().absorb(claim(phone), find(fromScoped("SMb59", 119)));

        assertThat(find(phone).turns())
                .hasSizeLessThan(100)
                .extracting(Utterance::text)
                .contains("p118", "b119");
    }

    @Test
    default void addressesAreKnownOnceNoted() {
        InboundMessage message = fromPhone("SM1", 1);
        ClaimedConversation claim = claim(message);
        assertThat(claim.conversation().knows(PHONE)).isTrue();
        assertThat(claim.conversation().knows(SCOPED)).isFalse();

        stores().joins().know(claim, Set.of(SCOPED, new Phone(BRUNO)));
        stores().joins().know(claim, Set.of(SCOPED));

        Set<UserAddress> known = find(message).otherAddresses();
        assertThat(known).containsExactlyInAnyOrder(SCOPED, new Phone(BRUNO));
    }

    @Test
    default void aDeletedConversationIsGone() {
        InboundMessage message = fromScoped("SM1", 1);
        answered(message);
        ClaimedConversation claim = claim(message);

        assertThat(stores().joins().delete(claim)).isTrue();
        assertThat(stores().joins().delete(claim)).isFalse();
        assertThat(stores().sessions().find(message.conversationId())).isEmpty();
        assertThat(stores().sessions().renew(claim, NOON, LEASE)).isFalse();
        assertThat(stores().sessions().commit(claim, decision(message, "tarde")))
                .isFalse();
        assertThat(stores().sessions().find(message.conversationId())).isEmpty();
    }

    @Test
    default void aLostClaimCannotMerge() {
        InboundMessage message = fromScoped("SM1", 1);
        ClaimedConversation lost = answered(message);
        ClaimedConversation now = claim(message);

        assertThat(stores().joins().absorb(lost, now.conversation())).isFalse();
        assertThat(stores().joins().know(lost, Set.of(STRANGER))).isFalse();
        assertThat(stores().joins().delete(lost)).isFalse();
        assertThat(find(message).otherAddresses()).isEmpty();
    }

    @Test
    default void allMessagesOfAConversationMoveWhateverTheirState() {
        InboundMessage answered = fromScoped("SM1", 1);
        InboundMessage dead = fromScoped("SM2", 2);
        InboundMessage waiting = fromScoped("SM4", 4);
        InboundMessage phones = fromPhone("SM3", 3);
        InboundMessage noted =
                Messages.from("SM5", SCOPED, null, new Content.Reaction("👍", null), NOON.plusSeconds(5));
        List.of(answered, dead, waiting, phones, noted).forEach(stores().inbox()::append);
        stores().log().record(List.of(sent(Messages.part(answered, 0, 1, "r"), "SMout")), ids(List.of(answered)), NOON);
        stores().log().record(List.of(), ids(List.of(dead)), new Failure("model: 503", 1), NOON);
        ConversationId from = waiting.conversationId();
        ConversationId to = phones.conversationId();

        assertThat(stores().log().move(from, to, 3)).isEqualTo(3);
        assertThat(stores().log().move(from, to, 3)).isEqualTo(2);
        assertThat(stores().log().move(from, to, 3)).isZero();

        assertThat(stores().log().history(from, 10)).isEmpty();
        assertThat(otherProcess().log().history(to, 10)).hasSize(6);
        assertThat(stores().inbox().waiting(from, 10)).isEmpty();
        assertThat(stores().inbox().waiting(to, 10)).containsExactly(phones, waiting.in(to));
        assertThat(stores().inbox().unanswered(NOON.plusSeconds(9), 10)).containsExactly(phones, waiting.in(to));
        assertThat(stores().letters().find(dead.id()).orElseThrow().message()).isEqualTo(dead.in(to));
        assertThat(stores().inbox().append(waiting)).isEqualTo(dev.recado.domain.message.Inbox.Appended.DUPLICATE);
    }

    @Test
    default void aMessageClosedWithoutAnswerNoLongerWaits() {
        InboundMessage silent = Messages.from("SM1", PHONE, null, new Content.Revoke("SM0"), NOON);
        InboundMessage answered = fromPhone("SM2", 2);
        stores().inbox().append(silent);
        stores().inbox().append(answered);
        assertThat(stores().inbox().waiting(silent.conversationId(), 5)).containsExactly(silent, answered);
        stores().log().record(List.of(), ids(List.of(answered)), NOON);

        for (int i = 0; i < 2; i++) {
            stores().log().closeUnanswered(ids(List.of(silent, answered)));
            assertThat(stores().log().history(silent.conversationId(), 5))
                    .extracting(Entry::status)
                    .containsExactly("noted", "answered");
        }
        assertThat(stores().inbox().backlog().waiting()).isZero();
    }
}
