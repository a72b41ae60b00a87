package dev.recado.domain.contract;

import static dev.recado.domain.contract.StoreContract.claimed;
import static dev.recado.domain.contract.StoreContract.decision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationKey;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.LastNotification;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.conversation.Ownership.Handoff;
import dev.recado.domain.conversation.SessionStore.Attempt;
import dev.recado.domain.conversation.SessionStore.Changes;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.conversation.SessionStore.Decision;
import dev.recado.domain.conversation.UserState;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.Consent;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.Outbox.PendingPart;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The contract of every [dev.recado.domain.conversation.SessionStore].
public interface SessionStoreContract extends StoreContract {

    private InboundMessage hello() {
        return Messages.text("SM1", ANA, "hola", NOON);
    }

    private ClaimedConversation claim(InboundMessage message, Instant now) {
        return claimed(stores().sessions().claim(message, now, LEASE)).conversation();
    }

    @Test
    default void theFirstClaimCreatesTheConversation() {
        ClaimedConversation claim = claim(hello(), NOON);

        Conversation conversation = claim.conversation();
        assertThat(conversation.id()).isEqualTo(ConversationId.of(hello().from()));
        assertThat(conversation.address()).isEqualTo(hello().from());
        assertThat(conversation.status()).isEqualTo(ConversationStatus.OPEN);
        assertThat(conversation.profileName()).isEqualTo("Test User");
        assertThat(conversation.turns()).isEmpty();
        assertThat(conversation.outbox()).isNull();
        assertThat(claim.until()).isEqualTo(NOON.plus(LEASE));
    }

    @Test
    default void onlyOneProcessHoldsAConversation() {
        claim(hello(), NOON);

        assertThat(otherProcess().sessions().claim(hello(), NOON.plusSeconds(1), LEASE))
                .isEqualTo(new Claim.Busy(NOON.plus(LEASE)));
    }

    @Test
    default void oneOfSeveralProcessesWinsANewConversation() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Claim>> claims = new ArrayList<>(
                    Collections.nCopies(1, () -> stores().sessions().claim(hello(), NOON, LEASE)));
            claims.add(() -> otherProcess().sessions().claim(hello(), NOON, LEASE));
            List<Claim> results = new ArrayList<>();
            for (Future<Claim> f : threads.invokeAll(claims)) {
                results.add(f.get());
            }
            assertThat(results).filteredOn(Claim.Claimed.class::isInstance).hasSize(1);
            assertThat(results).filteredOn(Claim.Busy.class::isInstance).hasSize(1);
        }
    }

    @Test
    default void anExpiredLeaseIsTakenOverAndTheOldOwnerCannotWrite() {
        ClaimedConversation lost = claim(hello(), NOON);
        Instant later = NOON.plus(LEASE).plusMillis(1);
        ClaimedConversation won =
                claimed(otherProcess().sessions().claim(hello(), later, LEASE)).conversation();

        assertThat(won.fence()).isGreaterThan(lost.fence());
        assertThat(stores().sessions().renew(lost, later, LEASE)).isFalse();
        assertThat(stores().sessions().commit(lost, decision(hello(), "tarde"))).isFalse();
        assertThat(stores().sessions().release(lost, null, later)).isFalse();
        assertThat(otherProcess().sessions().commit(won, decision(hello(), "¡Hola!")))
                .isTrue();
        assertThat(stores().sessions()
                        .find(hello().conversationId())
                        .orElseThrow()
                        .turns())
                .extracting(Utterance::text)
                .containsExactly("hola", "¡Hola!");
    }

    @Test
    default void aRestartedProcessReclaimsItsOwnLeaseAtOnce() {
        ClaimedConversation former = claim(hello(), NOON);
        ClaimedConversation now = claim(hello(), NOON.plusSeconds(1));

        assertThat(now.fence()).isGreaterThan(former.fence());
        assertThat(stores().sessions().commit(former, decision(hello(), "tarde")))
                .isFalse();
    }

    @Test
    default void otherProcessesSeeWhichConversationsAreClaimed() {
        InboundMessage bruno = Messages.text("SM2", BRUNO, "hola", NOON);
        ClaimedConversation claim = claim(hello(), NOON);
        List<ConversationId> both = List.of(hello().conversationId(), bruno.conversationId());

        assertThat(otherProcess().sessions().claimedElsewhere(both, NOON.plusSeconds(9)))
                .containsExactly(hello().conversationId());
        assertThat(stores().sessions().claimedElsewhere(both, NOON.plusSeconds(9)))
                .isEmpty();
        assertThat(otherProcess().sessions().claimedElsewhere(both, NOON.plus(LEASE)))
                .isEmpty();
        assertThat(otherProcess().sessions().claimedElsewhere(List.of(), NOON)).isEmpty();
        stores().sessions().release(claim, null, NOON.plusSeconds(1));
        assertThat(otherProcess().sessions().claimedElsewhere(both, NOON.plusSeconds(2)))
                .isEmpty();
    }

    @Test
    default void aRenewedLeaseLastsLonger() {
        ClaimedConversation claim = claim(hello(), NOON);
        assertThat(stores().sessions().renew(claim, NOON.plusSeconds(8), LEASE)).isTrue();
        assertThat(stores().sessions().renew(claim, NOON.plusSeconds(4), LEASE))
                .as("one that was slow on its way")
                .isTrue();

        assertThat(otherProcess().sessions().claim(hello(), NOON.plusSeconds(15), LEASE))
                .isInstanceOf(Claim.Busy.class);
        assertThat(stores().sessions().commit(claim, decision(hello(), "¡Hola!")))
                .isTrue();
    }

    @Test
    default void theNextClaimSeesACommit() {
        ClaimedConversation claim = claim(hello(), NOON);
        assertThat(stores().sessions().commit(claim, decision(hello(), "¡Hola!")))
                .isTrue();
        assertThat(stores().sessions().release(claim, null, NOON.plusSeconds(3)))
                .isTrue();

        Conversation next = claimed(otherProcess().sessions().claim(hello(), NOON.plusSeconds(4), LEASE))
                .conversation()
                .conversation();
        assertThat(next.turns()).extracting(Utterance::text).containsExactly("hola", "¡Hola!");
        assertThat(next.language()).isEqualTo(Language.SPANISH);
        assertThat(next.profileName()).isEqualTo("Ana");
        assertThat(next.answered()).contains(hello().id());
        assertThat(next.outbox()).isNull();
    }

    @Test
    default void anOutboxSurvivesItsOwner() {
        ClaimedConversation claim = claim(hello(), NOON);
        stores().sessions().commit(claim, decision(hello(), "¡Hola!"));

        Instant later = NOON.plus(LEASE).plusMillis(1);
        Outbox outbox = claimed(otherProcess().sessions().claim(hello(), later, LEASE))
                .conversation()
                .conversation()
                .outbox();
        assertThat(outbox).isEqualTo(decision(hello(), "¡Hola!").outbox());
    }

    @Test
    default void theRestOfAnOutboxIsReleasedWithTheConversation() {
        ClaimedConversation claim = claim(hello(), NOON);
        stores().sessions().commit(claim, decision(hello(), "¡Hola!"));
        Outbox left = Objects.requireNonNull(decision(hello(), "¡Hola!").outbox());
        stores().sessions().release(claim, left, NOON.plusSeconds(3));

        ClaimedConversation again = claimed(otherProcess().sessions().claim(hello(), NOON.plusSeconds(4), LEASE))
                .conversation();
        assertThat(again.conversation().outbox()).isEqualTo(left);
        otherProcess().sessions().release(again, null, NOON.plusSeconds(5));
        assertThat(stores().sessions().find(claim.id()).orElseThrow().outbox()).isNull();
    }

    @Test
    default void aKeptOutboxStaysWithTheClaim() {
        ClaimedConversation claim = claim(hello(), NOON);
        Outbox outbox = decision(hello(), "¡Hola!").outbox();
        stores().sessions().commit(claim, decision(hello(), "¡Hola!"));
        Outbox queued = new Outbox(
                outbox.pending().stream()
                        .map(p -> new PendingPart(p.message(), DeliveryStatus.QUEUED))
                        .toList(),
                outbox.answered(),
                outbox.committedAt());

        assertThat(stores().sessions().keep(claim, queued)).isTrue();

        Instant later = NOON.plus(LEASE).plusMillis(1);
        assertThat(claimed(otherProcess().sessions().claim(hello(), later, LEASE))
                        .conversation()
                        .conversation()
                        .outbox())
                .isEqualTo(queued);
        assertThat(stores().sessions().keep(claim, outbox))
                .as("the claim was lost")
                .isFalse();
    }

    @Test
    default void offeredChoicesAndTheTimeOfTheLastMessageAreStored() {
        ClaimedConversation claim = claim(hello(), NOON);
        assertThat(claim.conversation().offered()).isEmpty();
        assertThat(claim.conversation().lastWroteAt()).isNull();
        Decision decision = decision(hello(), "¿Vienes?");
        stores().sessions().commit(claim, decision);

        Conversation next = stores().sessions().find(claim.id()).orElseThrow();
        assertThat(next.offered()).isEqualTo(decision.offered()).hasSize(2);
        assertThat(next.lastWroteAt()).isEqualTo(NOON);
        stores().sessions()
                .commit(
                        claim,
                        new Decision(
                                List.of(),
                                new Outbox(List.of(), List.of(), NOON),
                                null,
                                null,
                                null,
                                List.of(),
                                null,
                                NOON));
        assertThat(stores().sessions().find(claim.id()).orElseThrow().offered()).isEmpty();
        assertThat(stores().sessions().find(claim.id()).orElseThrow().lastWroteAt())
                .as("when that is not known, it stays")
                .isEqualTo(NOON);
    }

    @Test
    default void heldPartsStayUntilTheNextAnswerSendsThem() {
        ClaimedConversation claim = claim(hello(), NOON);
        Outbox outbox = decision(hello(), "¡Hola!").outbox();
        stores().sessions().commit(claim, decision(hello(), "¡Hola!"));
        List<OutboundMessage> held = List.of(Messages.part(hello(), 0, 2, "uno"), Messages.part(hello(), 1, 2, "dos"));

        assertThat(stores().sessions().hold(claim, outbox.withPending(List.of()), held.subList(0, 1)))
                .isTrue();
        assertThat(stores().sessions().hold(claim, outbox.withPending(List.of()), held.subList(1, 2)))
                .isTrue();
        assertThat(stores().sessions().hold(claim, outbox.withPending(List.of()), held))
                .as("a repeat")
                .isTrue();
        stores().sessions().release(claim, null, NOON);
        ClaimedConversation next = claim(hello(), NOON.plusSeconds(1));
        assertThat(next.conversation().held()).isEqualTo(held);
        assertThat(next.conversation().outbox()).isNull();
        assertThat(stores().sessions().hold(claim, outbox, List.of()))
                .as("the claim was lost")
                .isFalse();

        // its outbox has a part of the same id as the first
        stores().sessions().commit(next, decision(hello(), "¿Qué tal?"));
        assertThat(stores().sessions().find(claim.id()).orElseThrow().held()).containsExactly(held.getLast());
    }

    /// An outcome that is not recorded yet is found by this time.
    @Test
    default void theTimeOfAnOutboxIsReadAsItWasWritten() {
        ClaimedConversation claim = claim(hello(), NOON);
        Outbox outbox = new Outbox(
                List.of(new PendingPart(Messages.part(hello(), 0, 1, "uno"), DeliveryStatus.SENDING)),
                List.of(hello().id()),
                NOON.plusNanos(123_456_789));
        stores().sessions().keep(claim, outbox);
        assertThat(stores().sessions().find(claim.id()).orElseThrow().outbox()).isEqualTo(outbox);
    }

    @Test
    default void aClaimThatChangedNothingIsNoAttempt() {
        ClaimedConversation claim = claim(hello(), NOON);
        Outbox outbox = new Outbox(List.of(), List.of(), NOON);
        stores().sessions().keep(claim, outbox);
        assertThat(stores().sessions().releaseUnchanged(claim)).isTrue();
        assertThat(stores().sessions().releaseUnchanged(claim)).as("a repeat").isFalse();

        ClaimedConversation next = claim(hello(), NOON.plusSeconds(1));
        assertThat(next.attempts()).isEqualTo(claim.attempts());
        assertThat(next.conversation().outbox()).isEqualTo(outbox);
    }

    @Test
    default void anOptOutAtTheProviderIsStoredWhoeverClaimsTheConversation() {
        ClaimedConversation claim = claim(hello(), NOON);
        BusinessEvent told =
                BusinessEvent.of(BusinessEvent.Type.OPTED_OUT, "p1", hello().conversationId(), NOON, Map.of());

        stores().sessions().refuseUnasked(claim.id(), told);
        stores().sessions().refuseUnasked(claim.id(), told);
        UserState counted = UserState.NEW.struck(NOON, Duration.ofHours(1));
        stores().sessions()
                .commit(
                        claim,
                        new Decision(
                                List.of(),
                                decision(hello(), "¡Hola!").outbox(),
                                null,
                                null,
                                null,
                                List.of(),
                                null,
                                new Changes(counted, null, null, null, List.of()),
                                NOON));

        Conversation after = stores().sessions().find(claim.id()).orElseThrow();
        assertThat(after.userState()).isEqualTo(counted.wishing(Consent.ANSWERS_ALONE));
        assertThat(after.happened()).containsExactly(told);
    }

    @Test
    default void aRepeatedCommitAddsTheTurnOnce() {
        ClaimedConversation claim = claim(hello(), NOON);
        assertThat(stores().sessions().commit(claim, decision(hello(), "¡Hola!")))
                .isTrue();
        stores().sessions().release(claim, null, NOON.plusSeconds(3));

        assertThat(stores().sessions().commit(claim, decision(hello(), "¡Hola!")))
                .isFalse();
        assertThat(stores().sessions().find(claim.id()).orElseThrow().turns()).hasSize(2);
    }

    @Test
    default void theFailureOfAnAnswerIsStoredInItsOutbox() {
        ClaimedConversation claim = claim(hello(), NOON);
        Outbox outbox = decision(hello(), "perdón").outbox();
        Outbox failed = new Outbox(
                outbox.pending(), outbox.answered(), outbox.committedAt(), new Failure("model: HTTP 503", 3));
        stores().sessions().release(claim, failed, NOON);

        assertThat(claim(hello(), NOON).conversation().outbox()).isEqualTo(failed);
    }

    @Test
    default void attemptsAreCountedUntilAnAnswerIsCommittedOrTheConversationReleased() {
        assertThat(claim(hello(), NOON).attempts()).isEqualTo(1);
        assertThat(claim(hello(), NOON).attempts()).isEqualTo(2);
        assertThat(otherProcess().sessions().claim(hello(), NOON, LEASE)).isInstanceOf(Claim.Busy.class);
        ClaimedConversation third = claimed(otherProcess()
                        .sessions()
                        .claim(hello(), NOON.plus(LEASE).plusMillis(1), LEASE))
                .conversation();
        assertThat(third.attempts()).isEqualTo(3);

        otherProcess().sessions().release(third, null, NOON);
        ClaimedConversation again = claim(hello(), NOON);
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(claim(hello(), NOON).attempts()).isEqualTo(2);
        ClaimedConversation last = claim(hello(), NOON);
        stores().sessions().commit(last, decision(hello(), "¡Hola!"));
        assertThat(claim(hello(), NOON).attempts()).isEqualTo(1);
    }

    @Test
    default void aConversationWithTooManyBrokenTurnsIsNotClaimedNorCounted() {
        assertThat(claim(hello(), NOON).attempts()).isEqualTo(1);
        assertThat(claim(hello(), NOON).attempts()).isEqualTo(2);

        for (int most : List.of(0, 1)) {
            assertThat(stores().sessions().claim(ConversationKey.by(hello()), NOON, LEASE, new Attempt(most, true)))
                    .isEqualTo(new Claim.BrokenOff(2));
        }
        assertThat(otherProcess().sessions().claim(ConversationKey.by(hello()), NOON, LEASE, new Attempt(0, true)))
                .as("busy before all else")
                .isInstanceOf(Claim.Busy.class);
        assertThat(claimed(stores().sessions().claim(ConversationKey.by(hello()), NOON, LEASE, new Attempt(2, true)))
                        .conversation()
                        .attempts())
                .isEqualTo(3);
    }

    @Test
    default void anExcusedClaimReplacesTheBrokenOneInTheCount() {
        Attempt excused = new Attempt(Integer.MAX_VALUE, false);
        ConversationKey opening = ConversationKey.by(hello());

        assertThat(claimed(stores().sessions().claim(opening, NOON, LEASE, excused))
                        .conversation()
                        .attempts())
                .as("the first there is")
                .isEqualTo(1);
        assertThat(claim(hello(), NOON).attempts()).isEqualTo(2);
        assertThat(claimed(stores().sessions().claim(opening, NOON, LEASE, excused))
                        .conversation()
                        .attempts())
                .isEqualTo(2);
    }

    @Test
    default void aReleaseWithAnOpenOutboxKeepsTheCountOfBrokenTurns() {
        claim(hello(), NOON);
        ClaimedConversation second = claim(hello(), NOON);
        stores().sessions().release(second, decision(hello(), "¡Hola!").outbox(), NOON);
        assertThat(claim(hello(), NOON).attempts()).isEqualTo(2);

        ClaimedConversation next = claim(hello(), NOON);
        stores().sessions().commit(next, decision(hello(), "¿Qué tal?"));
        stores().sessions().release(next, decision(hello(), "¿Qué tal?").outbox(), NOON);
        assertThat(claim(hello(), NOON).attempts()).as("an answer was stored").isEqualTo(1);
    }

    @Test
    default void recentTurnsAreBounded() {
        for (int i = 0; i < 60; i++) {
            InboundMessage message = Messages.text("SM" + i, ANA, "n" + i, NOON);
            ClaimedConversation claim = claim(message, NOON);
            stores().sessions().commit(claim, decision(message, "r" + i));
            stores().sessions().release(claim, null, NOON);
        }
        List<Utterance> turns =
                stores().sessions().find(hello().conversationId()).orElseThrow().turns();
        assertThat(turns).hasSizeLessThan(100);
        assertThat(turns.getLast().text()).isEqualTo("r59");
    }

    @Test
    default void theLastActivityCountsConversationsBegunBefore() {
        assertThat(stores().sessions().lastActivity(NOON)).isEmpty();

        ClaimedConversation ana = claim(hello(), NOON);
        stores().sessions().release(ana, null, NOON.plusSeconds(60));
        ClaimedConversation bruno = claim(Messages.text("SM2", BRUNO, "hola", NOON), NOON.plusSeconds(10));
        stores().sessions().release(bruno, null, NOON.plusSeconds(20));

        assertThat(stores().sessions().lastActivity(NOON)).isEmpty();
        assertThat(stores().sessions().lastActivity(NOON.plusSeconds(5))).contains(NOON.plusSeconds(60));
        assertThat(stores().sessions().lastActivity(NOON.plusSeconds(30))).contains(NOON.plusSeconds(60));
    }

    @Test
    default void anUnknownConversationIsNotFound() {
        assertThat(stores().sessions().find(hello().conversationId())).isEmpty();
    }

    @Test
    default void furtherChangesAreStoredWithTheAnswer() {
        Claim.Claimed won = claimed(stores().sessions().claim(hello(), NOON, LEASE));
        Decision plain = decision(hello(), "¡Hola!");
        BusinessEvent received = event(BusinessEvent.Type.MESSAGE_RECEIVED);
        LastNotification notice = new LastNotification("REMINDER", "Cita", "Mañana a las 10", Channel.TWILIO, NOON);
        UserState userState = UserState.NEW.counting(3, NOON).wishing(Consent.ANSWERS_ALONE);
        Ownership waiting = Ownership.NEW.requested(new Handoff(NOON, "una persona", "user"));
        stores().sessions()
                .commit(
                        won.conversation(),
                        new Decision(
                                plain.said(),
                                plain.outbox(),
                                plain.language(),
                                plain.profileName(),
                                plain.phoneNumberId(),
                                plain.offered(),
                                plain.lastWroteAt(),
                                new Changes(userState, waiting, notice, "conv_1", List.of(received)),
                                plain.at()));
        Conversation stored = stores().sessions().find(won.conversation().id()).orElseThrow();
        assertThat(stored.userState()).isEqualTo(userState);
        assertThat(stored.ownership()).isEqualTo(waiting);
        assertThat(stored.lastNotice()).isEqualTo(notice);
        assertThat(stored.thread()).isEqualTo("conv_1");
        assertThat(stored.happened()).containsExactly(received);

        BusinessEvent sent = event(BusinessEvent.Type.MESSAGE_SENT);
        assertThat(stores().sessions().release(won.conversation(), null, List.of(received, sent), NOON))
                .isTrue();
        assertThat(stores().sessions().find(won.conversation().id()).orElseThrow())
                .satisfies(later -> assertThat(later.happened()).containsExactly(received, sent))
                .satisfies(later -> assertThat(later.userState()).isEqualTo(userState));
    }

    @Test
    default void idleConversationsAreClosedTheLongestIdleFirst() {
        Instant later = NOON.plusSeconds(60);
        answered(ANA, NOON);
        answered(BRUNO, NOON.plusSeconds(30));
        assertThat(stores().sessions().closeSilent(NOON, later, 10)).isEmpty();

        List<BusinessEvent> first = stores().sessions().closeSilent(later, later, 1);
        assertThat(first).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(BusinessEvent.Type.CONVERSATION_CLOSED);
            assertThat(event.conversationId()).isEqualTo(conversation(ANA).id());
            assertThat(event.at()).isEqualTo(later);
        });
        assertThat(conversation(ANA).status()).isEqualTo(ConversationStatus.CLOSED);
        assertThat(conversation(ANA).happened()).isEqualTo(first);
        assertThat(conversation(BRUNO).status()).isEqualTo(ConversationStatus.OPEN);

        assertThat(otherProcess().sessions().closeSilent(later, later, 10))
                .extracting(BusinessEvent::conversationId)
                .containsExactly(conversation(BRUNO).id());
        assertThat(stores().sessions().closeSilent(later, later, 10)).isEmpty();
    }

    @Test
    default void claimedUnsettledAndWaitingConversationsAreNotClosed() {
        Instant later = NOON.plusSeconds(60);
        InboundMessage hello = Messages.text("SM1", ANA, "hola", NOON);
        Claim.Claimed won = claimed(stores().sessions().claim(hello, NOON, LEASE));
        assertThat(stores().sessions().closeSilent(later, later, 10)).isEmpty();

        Decision decision = decision(hello, "¡Hola!");
        stores().sessions().commit(won.conversation(), decision);
        stores().sessions().release(won.conversation(), decision.outbox(), NOON);
        assertThat(stores().sessions().closeSilent(later, later, 10)).isEmpty();

        Claim.Claimed again = claimed(stores().sessions().claim(hello, NOON, LEASE));
        stores().sessions()
                .commit(
                        again.conversation(),
                        new Decision(
                                List.of(),
                                new Outbox(List.of(), List.of(), NOON),
                                null,
                                null,
                                null,
                                List.of(),
                                null,
                                new Changes(
                                        null,
                                        Ownership.NEW.requested(new Handoff(NOON, "", "user")),
                                        null,
                                        "",
                                        List.of()),
                                NOON));
        stores().sessions().release(again.conversation(), null, NOON);
        assertThat(stores().sessions().closeSilent(later, later, 10)).isEmpty();
        assertThat(conversation(ANA).thread()).isNull();
    }

    private void answered(String user, Instant at) {
        InboundMessage hello = Messages.text("SM" + user, user, "hola", at);
        Claim.Claimed won = claimed(stores().sessions().claim(hello, at, LEASE));
        stores().sessions().release(won.conversation(), null, at);
    }

    private Conversation conversation(String user) {
        return stores().sessions()
                .find(Messages.text("x", user, "x", NOON).conversationId())
                .orElseThrow();
    }

    private BusinessEvent event(BusinessEvent.Type type) {
        return BusinessEvent.of(type, "1", hello().conversationId(), NOON, Map.of("message_id", "1"));
    }

    @Test
    default void theChannelAndTheNumberAreThoseByWhichTheUserWroteLast() {
        InboundMessage first = Messages.text("SM1", ANA, "hola", NOON);
        ClaimedConversation claim =
                claimed(stores().sessions().claim(first, NOON, LEASE)).conversation();
        Decision plain = decision(first, "¡Hola!");
        for (Channel channel : List.of(Channel.META, Channel.TWILIO)) {
            Decision last = new Decision(
                    plain.said(),
                    new Outbox(
                            plain.outbox().pending(),
                            plain.outbox().answered(),
                            NOON.plusSeconds(channel.id().length())),
                    null,
                    null,
                    channel,
                    channel == Channel.META ? "106540352242922" : null,
                    List.of(),
                    NOON,
                    Changes.NONE,
                    NOON);
            assertThat(stores().sessions().commit(claim, last)).isTrue();
            Conversation stored = stores().sessions().find(claim.id()).orElseThrow();
            assertThat(stored.channel()).isEqualTo(channel);
            assertThat(stored.businessAddress()).isEqualTo(last.phoneNumberId());
        }
    }

    @Test
    default void whatWasNotSaidIsTakenOutOfTheHistory() {
        InboundMessage first = Messages.text("SM1", ANA, "hola", NOON);
        ClaimedConversation claim =
                claimed(stores().sessions().claim(first, NOON, LEASE)).conversation();
        assertThat(stores().sessions().commit(claim, decision(first, "¡Hola!"))).isTrue();
        List<Utterance> said =
                stores().sessions().find(claim.id()).orElseThrow().turns();

        stores().sessions().unsay(claim.id(), said.getLast());
        stores().sessions().unsay(claim.id(), said.getLast());

        assertThat(stores().sessions().find(claim.id()).orElseThrow().turns())
                .isEqualTo(said.subList(0, said.size() - 1));
    }
}
