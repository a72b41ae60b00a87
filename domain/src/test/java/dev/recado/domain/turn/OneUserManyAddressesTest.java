package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.OffencePenalty;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageLog.Entry;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.policy.MessageLimits;
import dev.recado.domain.policy.ReplyPolicies;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OneUserManyAddressesTest {
    private static final Phone ANA = new Phone("+15550000001");
    private static final Phone NEW_NUMBER = new Phone("+15550000009");
    private static final BusinessScoped SCOPED = new BusinessScoped("US.13491208655302741918");
    private static final Author MARTA = new Author("marta", "Marta");
    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(2);

    private final Desk desk = new Desk();

    private InboundMessage text(String externalId, UserAddress from, @Nullable UserAddress other, String text) {
        return Messages.from(externalId, from, other, new Content.Text(text), desk.clock.instant());
    }

    private void says(String externalId, UserAddress from, @Nullable UserAddress other, String text) {
        desk.sends(text(externalId, from, other, text));
        // no two messages at one moment
        desk.pass(Duration.ofMillis(10));
    }

    private void sends(String externalId, UserAddress from, Content content) {
        desk.sends(Messages.from(externalId, from, null, content, desk.clock.instant()));
        desk.pass(Duration.ofMillis(10));
    }

    private Conversation conversation(UserAddress address) {
        return desk.store.find(ConversationId.of(address)).orElseThrow();
    }

    private List<String> history(UserAddress address) {
        return desk.store.history(ConversationId.of(address), 50).stream()
                .map(Entry::content)
                .toList();
    }

    private List<String> recipients() {
        return desk.sender.sent().stream().map(part -> part.to().waId()).toList();
    }

    private void assertOneConversation(UserAddress address, String... said) {
        assertThat(desk.store.conversations()).as("conversations").hasSize(1);
        assertThat(history(address)).containsExactly(said);
        assertThat(desk.store.backlog().waiting()).as("waiting").isZero();
        assertThat(desk.dispatcher.held()).as("held").isZero();
    }

    @Test
    void whoCameWithoutANumberFirstKeepsTheHistoryWhenItIsSeen() {
        says("SM1", SCOPED, null, "hola");
        desk.pass(A_WHILE);
        assertOneConversation(SCOPED, "hola", "eco: hola");
        says("SM2", ANA, SCOPED, "¿abren?");
        desk.pass(A_WHILE);

        assertOneConversation(ANA, "hola", "eco: hola", "¿abren?", "eco: ¿abren?");
        assertThat(desk.prompts.getLast().history()).extracting(Utterance::text).containsExactly("hola", "eco: hola");
        assertThat(recipients()).as("each where it came from").containsExactly(SCOPED.waId(), ANA.waId());
        assertThat(conversation(ANA).address()).isEqualTo(ANA);
    }

    @Test
    void theModelIsAskedOnceForAMessageThatMergesConversations() {
        says("SM1", SCOPED, null, "uno");
        desk.pass(A_WHILE);
        says("SM2", ANA, null, "dos");
        desk.pass(A_WHILE);
        int before = desk.prompts.size();
        says("SM3", ANA, SCOPED, "tres");
        desk.pass(A_WHILE);

        assertThat(desk.prompts).hasSize(before + 1);
        assertOneConversation(ANA, "uno", "eco: uno", "dos", "eco: dos", "tres", "eco: tres");
    }

    @Test
    void aPersonWhoTakesAConversationWhileItIsMergedHasItAfterwards() {
        for (String step : List.of("claimBeside", "find", "absorb", "move", "delete")) {
            for (UserAddress taken : List.of(ANA, SCOPED)) {
                Desk other = new Desk();
                other.policies = new ReplyPolicies(
                        MessageLimits.NONE, new OffencePenalty(0, Duration.ZERO, Duration.ZERO), 0, Set.of());
                other.sends(Messages.from("SM1", SCOPED, null, new Content.Text("uno"), other.clock.instant()));
                other.pass(A_WHILE);
                other.sends(Messages.from("SM2", ANA, null, new Content.Text("dos"), other.clock.instant()));
                other.pass(A_WHILE);
                AtomicBoolean isTaken = new AtomicBoolean();
                other.store.failWhen(method -> {
                    if (method.equals(step) && isTaken.compareAndSet(false, true)) {
                        other.assignment.take(ConversationId.of(taken), MARTA);
                    }
                    return false;
                });
                other.sends(Messages.from("SM3", ANA, SCOPED, new Content.Text("tres"), other.clock.instant()));
                other.pass(LONG);

                assertThat(isTaken).as(step).isTrue();
                assertThat(other.store.conversations())
                        .as("%s of %s", step, taken)
                        .hasSize(1);
                assertThat(other.store
                                .find(ConversationId.of(ANA))
                                .orElseThrow()
                                .ownership()
                                .isOwnedBy(MARTA))
                        .as("%s of %s", step, taken)
                        .isTrue();
                assertThat(other.sender.texts()).as("%s of %s", step, taken).doesNotContain("eco: tres");
            }
        }
    }

    @Test
    void whoHidesTheNumberLaterGoesOnInTheSameConversation() {
        says("SM1", ANA, SCOPED, "hola");
        desk.pass(A_WHILE);
        says("SM2", SCOPED, null, "¿abren?");
        desk.pass(A_WHILE);
        says("SM3", ANA, null, "¿y mañana?");
        desk.pass(A_WHILE);

        assertOneConversation(ANA, "hola", "eco: hola", "¿abren?", "eco: ¿abren?", "¿y mañana?", "eco: ¿y mañana?");
        assertThat(recipients()).containsExactly(ANA.waId(), SCOPED.waId(), ANA.waId());
        assertThat(desk.prompts.getLast().history()).hasSize(4);
    }

    @Test
    void twoConversationsWithAHistoryBecomeOneInOrder() {
        says("SM1", SCOPED, null, "uno");
        desk.pass(A_WHILE);
        says("SM2", ANA, null, "dos");
        desk.pass(A_WHILE);
        says("SM3", SCOPED, null, "tres");
        desk.pass(A_WHILE);
        assertThat(desk.store.conversations()).as("nobody knows yet").hasSize(2);

        says("SM4", ANA, SCOPED, "cuatro");
        desk.pass(A_WHILE);

        assertOneConversation(ANA, "uno", "eco: uno", "dos", "eco: dos", "tres", "eco: tres", "cuatro", "eco: cuatro");
        assertThat(desk.prompts.getLast().history())
                .extracting(Utterance::text)
                .containsExactly("uno", "eco: uno", "dos", "eco: dos", "tres", "eco: tres");
    }

    @Test
    void whatWaitsUnderBothIsAnsweredOnceAndInOrder() {
        says("SM1", SCOPED, null, "uno");
        says("SM2", ANA, SCOPED, "dos");
        says("SM3", SCOPED, null, "tres");
        desk.pass(LONG);

        assertThat(desk.store.conversations()).hasSize(1);
        assertThat(desk.store.backlog().waiting()).isZero();
        assertThat(desk.dispatcher.held()).isZero();
        assertThat(String.join("\n", desk.sender.texts()).replace("eco: ", "")).isEqualTo("uno\ndos\ntres");
    }

    @Test
    void aMessageTakenInWhileTheTwoWereJoinedFindsItsWay() {
        says("SM1", SCOPED, null, "uno");
        desk.pass(A_WHILE);
        says("SM2", ANA, SCOPED, "dos");
        desk.pass(A_WHILE);
        // another process had looked before the two were one, and wrote after
        InboundMessage astray = text("SM3", SCOPED, null, "tres");
        desk.store.append(astray);
        desk.dispatcher.arrived(astray);
        desk.pass(LONG);

        assertOneConversation(ANA, "uno", "eco: uno", "dos", "eco: dos", "tres", "eco: tres");
        assertThat(desk.prompts.getLast().history()).hasSize(4);
    }

    @Test
    void aMessageThatNobodyRemembersFindsItsWayToo() {
        says("SM1", ANA, SCOPED, "uno");
        desk.pass(A_WHILE);
        desk.store.append(text("SM2", SCOPED, null, "dos"));
        desk.recovery.start();
        desk.pass(LONG);

        assertOneConversation(ANA, "uno", "eco: uno", "dos", "eco: dos");
    }

    @Test
    void addressesThatComeTogetherWhileTheModelThinksAreOneConversation() {
        says("SM1", SCOPED, null, "uno");
        desk.pass(A_WHILE);
        desk.model = prompt -> {
            desk.model = next -> new Generation.Answer("eco: " + next.message(), "scripted", Duration.ZERO);
            says("SM3", ANA, SCOPED, "tres");
            return new Generation.Answer("stale", "scripted", Duration.ZERO);
        };
        says("SM2", ANA, null, "dos");
        desk.pass(A_WHILE);
        says("SM4", SCOPED, null, "cuatro");
        desk.pass(LONG);

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: dos", "tres", "eco: cuatro");
        assertThat(desk.store.conversations()).hasSize(1);
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    /// What happens once, right before the store is called so.
    private void before(String method, Runnable happens) {
        AtomicBoolean happened = new AtomicBoolean();
        desk.store.failWhen(called -> {
            if (called.equals(method) && !happened.getAndSet(true)) {
                happens.run();
            }
            return false;
        });
    }

    /// An owner that lost its claim goes on with a joining that it had begun.
    private void moveAsAnEarlierOwner() {
        desk.store.otherProcess("process-2").move(ConversationId.of(SCOPED), ConversationId.of(ANA), 50);
    }

    @Test
    void whatAnEarlierOwnerStillBringsWhenAddressesComeTogetherIsAnsweredInOrder() {
        desk.store.append(text("SM1", SCOPED, null, "uno"));
        desk.pass(Duration.ofMillis(10));
        before("assign", this::moveAsAnEarlierOwner);
        says("SM2", ANA, SCOPED, "dos");
        desk.pass(LONG);

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "dos");
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void whatAnEarlierOwnerStillBringsOfAMessageGoneAstrayIsAnsweredInOrder() {
        says("SM1", ANA, SCOPED, "uno");
        desk.pass(A_WHILE);
        desk.store.append(text("SM2", SCOPED, null, "dos"));
        desk.pass(Duration.ofMillis(10));
        before("claimBeside", this::moveAsAnEarlierOwner);
        says("SM3", SCOPED, null, "tres");
        desk.pass(LONG);

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: dos", "tres");
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void whatThisProcessRemembersOfAConversationThatIsGoneIsForgotten() {
        says("SM1", ANA, SCOPED, "uno");
        desk.pass(A_WHILE);
        InboundMessage elsewhere = text("SM2", SCOPED, null, "dos");
        desk.store.append(elsewhere);
        desk.store.move(elsewhere.conversationId(), ConversationId.of(ANA), 10);
        desk.store.record(List.of(), List.of(elsewhere.id()), desk.clock.instant());
        desk.dispatcher.arrived(elsewhere);
        desk.pass(LONG);

        assertOneConversation(ANA, "uno", "eco: uno", "dos");
    }

    @Test
    void theOtherConversationsTurnIsWaitedFor() {
        Desk other = desk.otherProcess();
        says("SM1", SCOPED, null, "uno");
        desk.pass(A_WHILE);
        InboundMessage held = text("SM2", SCOPED, null, "dos");
        desk.store.append(held);
        ClaimedConversation claim =
                claimed(desk.store.otherProcess("process-2").claim(held, desk.clock.instant(), Duration.ofSeconds(10)));
        says("SM3", ANA, SCOPED, "tres");
        desk.pass(Duration.ofSeconds(5));
        assertThat(desk.sender.texts()).containsExactly("eco: uno");

        // the other process is dead: its lease runs out
        desk.pass(LONG);
        assertThat(desk.store.renew(claim, desk.clock.instant(), A_WHILE)).isFalse();
        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: dos", "tres");
        assertThat(desk.store.conversations()).hasSize(1);
        assertThat(other.sender).isSameAs(desk.sender);
    }

    private static ClaimedConversation claimed(Claim claim) {
        return ((Claim.Claimed) claim).conversation();
    }

    @Test
    void theOtherConversationsOwnTurnDoesNotTakeItFromTheOneThatJoinsIt() {
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(3), "20429"));
        says("SM1", SCOPED, null, "uno\ndos");
        desk.pass(Duration.ofMillis(1_500));
        AtomicBoolean late = new AtomicBoolean();
        desk.store.loseAnswersWhen(called -> {
            if (called.equals("states") && !late.getAndSet(true)) {
                // the throttled answer's own turn is due by then
                desk.pass(Duration.ofSeconds(3));
            }
            return false;
        });
        says("SM2", ANA, SCOPED, "tres");
        desk.pass(LONG);

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "dos", "eco: tres");
        assertThat(desk.store.conversations()).hasSize(1);
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void anAnswerUnderWayInTheOtherConversationIsNotSentTwice() {
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(20), "63018"));
        says("SM1", SCOPED, null, "uno");
        desk.pass(A_WHILE);
        says("SM2", ANA, SCOPED, "dos");
        desk.pass(LONG);

        assertThat(desk.sender.texts()).containsExactlyInAnyOrder("eco: uno", "eco: dos");
        says("SM3", ANA, SCOPED, "tres");
        desk.pass(LONG);
        assertThat(desk.store.conversations()).hasSize(1);
        assertThat(history(ANA)).contains("uno", "eco: uno", "dos", "eco: dos", "tres", "eco: tres");
    }

    @Test
    void whatASpellingHadToItselfIsJoinedOnce() {
        Phone spelt = new Phone("+541155550100");
        InboundMessage before = text("SM1", spelt, null, "uno").in(ConversationId.ofSpelling(spelt));
        desk.store.append(before);
        desk.dispatcher.arrived(before);
        desk.pass(A_WHILE);
        says("SM2", spelt, null, "dos");
        desk.pass(A_WHILE);
        desk.store.failWhen(
                method -> List.of("claimBeside", "know", "move", "find").contains(method));
        says("SM3", spelt, null, "tres");
        desk.pass(A_WHILE);

        assertThat(desk.prompts.get(1).history()).extracting(Utterance::text).containsExactly("uno", "eco: uno");
        assertThat(recipients()).containsOnly(spelt.waId()).hasSize(3);
        desk.store.failWhen(method -> false);
        assertOneConversation(spelt, "uno", "eco: uno", "dos", "eco: dos", "tres", "eco: tres");
        assertThat(conversation(spelt).knows(spelt)).isTrue();
    }

    @Test
    void whatIsHeldGoesOutInTheConversationThatTheTwoBecame() {
        desk.sender.nextOutcome(new SendOutcome.WindowClosed("63016"));
        says("SM1", SCOPED, null, "uno");
        desk.pass(A_WHILE);
        says("SM2", ANA, SCOPED, "dos");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: dos");
        assertThat(desk.sender.sent())
                .extracting(OutboundMessage::conversationId)
                .containsOnly(ConversationId.of(ANA));
        assertThat(history(ANA)).containsExactlyInAnyOrder("uno", "eco: uno", "dos", "eco: dos");
        assertThat(desk.store.conversations()).hasSize(1);
    }

    @Test
    void whileTheStoreIsGoneAMessageIsKeptAndFindsItsWayAfterwards() {
        says("SM1", ANA, SCOPED, "uno");
        desk.pass(A_WHILE);
        desk.store.failWhen(method -> true);
        says("SM2", SCOPED, null, "dos");
        desk.pass(A_WHILE);
        desk.store.failWhen(method -> false);
        desk.pass(LONG);

        assertOneConversation(ANA, "uno", "eco: uno", "dos", "eco: dos");
    }

    @Test
    void aReactionFromBeforeTheNumberWasKnownBelongsToTheHistory() {
        sends("SM1", SCOPED, new Content.Reaction("👍", null));
        says("SM2", ANA, SCOPED, "hola");
        desk.pass(A_WHILE);

        assertOneConversation(ANA, "👍", "hola", "eco: hola");
    }

    @Test
    void whoseAddressesAreKnownCostsNothingMore() {
        says("SM1", ANA, SCOPED, "uno");
        desk.pass(A_WHILE);
        desk.store.failWhen(method -> List.of("conversations", "assign", "claimBeside", "know", "move", "find")
                .contains(method));
        says("SM2", ANA, SCOPED, "dos");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: dos");
    }

    @Test
    void aNewNumberTakesTheConversationAlong() {
        says("SM1", ANA, SCOPED, "uno");
        desk.pass(A_WHILE);
        sends("SM2", ANA, new Content.AddressChange(NEW_NUMBER));
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).as("nothing is said for it").containsExactly("eco: uno");
        assertOneConversation(NEW_NUMBER, "uno", "eco: uno", "");

        says("SM3", NEW_NUMBER, new BusinessScoped("US.2"), "dos");
        desk.pass(A_WHILE);
        says("SM4", SCOPED, null, "tres");
        desk.pass(A_WHILE);

        assertOneConversation(NEW_NUMBER, "uno", "eco: uno", "", "dos", "eco: dos", "tres", "eco: tres");
        assertThat(conversation(NEW_NUMBER).address()).isEqualTo(NEW_NUMBER);
        assertThat(recipients()).containsExactly(ANA.waId(), NEW_NUMBER.waId(), SCOPED.waId());
        assertThat(desk.store.history(ConversationId.of(NEW_NUMBER), 50))
                .filteredOn(entry -> entry.content().isEmpty())
                .extracting(Entry::status)
                .containsExactly("noted");
    }

    @Test
    void whatWaitedUnderTheOldNumberIsAnsweredAtTheNewOne() {
        says("SM1", ANA, null, "uno");
        sends("SM2", ANA, new Content.AddressChange(NEW_NUMBER));
        desk.pass(LONG);
        says("SM3", NEW_NUMBER, null, "dos");
        desk.pass(LONG);

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: dos");
        assertThat(desk.store.conversations()).hasSize(1);
        assertThat(history(NEW_NUMBER)).contains("uno", "eco: uno", "dos", "eco: dos");
    }

    @Test
    void aMessageMovedFromTheOldNumberIsAnsweredAtTheNewOne() {
        sends("SM1", ANA, new Content.AddressChange(NEW_NUMBER));
        desk.pass(A_WHILE);
        InboundMessage late = text("SM2", ANA, null, "uno").in(ConversationId.of(NEW_NUMBER));
        desk.store.append(late);
        desk.dispatcher.arrived(late);
        desk.pass(A_WHILE);

        assertThat(recipients()).containsExactly(NEW_NUMBER.waId());
    }

    @Test
    void somebodyElseWithTheOldNumberIsANewContact() {
        says("SM1", ANA, SCOPED, "uno");
        desk.pass(A_WHILE);
        sends("SM2", ANA, new Content.AddressChange(NEW_NUMBER));
        desk.pass(A_WHILE);
        says("SM3", ANA, new BusinessScoped("US.3"), "soy otra");
        desk.pass(A_WHILE);

        assertThat(desk.store.conversations()).hasSize(2);
        assertThat(desk.prompts.getLast().history()).isEmpty();
        says("SM4", NEW_NUMBER, null, "dos");
        desk.pass(A_WHILE);
        assertThat(history(NEW_NUMBER)).doesNotContain("soy otra").contains("uno", "dos");
    }

    @Test
    void aNumberThatChangesWhileItsConversationIsAtWorkIsFollowedAfterwards() {
        says("SM1", ANA, null, "uno");
        desk.pass(A_WHILE);
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(45), "63018"));
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(45), "63018"));
        says("SM2", ANA, null, "dos");
        desk.pass(A_WHILE);
        sends("SM3", ANA, new Content.AddressChange(NEW_NUMBER));
        desk.pass(A_WHILE);
        assertThat(desk.store.conversations()).hasSize(2);
        desk.pass(LONG);

        assertThat(desk.store.conversations()).hasSize(1);
        assertThat(history(NEW_NUMBER)).contains("uno", "eco: uno", "dos", "eco: dos");
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void aNumberThatChangesWhileAnIdIsLookedForIsFollowedAfterwards() {
        says("SM1", ANA, null, "uno");
        desk.pass(A_WHILE);
        Content change = new Content.AddressChange(NEW_NUMBER);
        before("assign", () -> desk.store.append(Messages.from("SM3", ANA, null, change, desk.clock.instant())));
        says("SM2", NEW_NUMBER, SCOPED, "dos");
        desk.recovery.start();
        desk.pass(LONG);

        assertThat(desk.store.conversations()).hasSize(1);
        assertThat(history(NEW_NUMBER)).contains("uno", "eco: uno", "dos", "eco: dos");
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void anIdThatComesWithAnotherNumberTakesTheConversationAlong() {
        says("SM1", ANA, SCOPED, "uno");
        desk.pass(A_WHILE);
        says("SM2", NEW_NUMBER, SCOPED, "dos");
        desk.pass(A_WHILE);
        says("SM3", SCOPED, null, "tres");
        desk.pass(A_WHILE);

        assertOneConversation(NEW_NUMBER, "uno", "eco: uno", "dos", "eco: dos", "tres", "eco: tres");
    }

    @Test
    void anIdThatIsRenewedStaysTheSameUsers() {
        BusinessScoped renewed = new BusinessScoped("US.77");
        says("SM1", ANA, SCOPED, "uno");
        desk.pass(A_WHILE);
        sends("SM2", ANA, new Content.AddressChange(renewed));
        desk.pass(A_WHILE);
        says("SM3", renewed, null, "dos");
        desk.pass(A_WHILE);

        assertOneConversation(ANA, "uno", "eco: uno", "", "dos", "eco: dos");
    }

    @Test
    void theSpellingsOfANumberAreOneConversationAndEachIsAnsweredAsItCame() {
        Phone with = new Phone("+5491155550100");
        Phone without = new Phone("+541155550100");
        says("SM1", with, null, "uno");
        desk.pass(A_WHILE);
        says("SM2", without, SCOPED, "dos");
        desk.pass(A_WHILE);

        assertOneConversation(with, "uno", "eco: uno", "dos", "eco: dos");
        assertThat(recipients()).containsExactly(with.waId(), without.waId());
    }

    @Test
    void aDeadLetterOfAJoinedConversationIsReplayedInIt() {
        desk.model = prompt -> new Generation.Failed("HTTP 503");
        says("SM1", SCOPED, null, "uno");
        desk.pass(A_WHILE);
        desk.model = prompt -> new Generation.Answer("eco: " + prompt.message(), "scripted", Duration.ZERO);
        says("SM2", ANA, SCOPED, "dos");
        desk.pass(A_WHILE);

        desk.replay.replay(MessageId.of(Channel.TWILIO, "SM1"));
        desk.pass(A_WHILE);
        assertThat(desk.store.conversations()).hasSize(1);
        assertThat(history(ANA)).endsWith("uno", "eco: uno");
        assertThat(recipients()).endsWith(SCOPED.waId());
    }
}
