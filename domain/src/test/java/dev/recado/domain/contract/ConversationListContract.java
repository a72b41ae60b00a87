package dev.recado.domain.contract;

import static dev.recado.domain.contract.StoreContract.claimed;
import static dev.recado.domain.contract.StoreContract.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.conversation.Ownership.Handoff;
import dev.recado.domain.conversation.SessionStore.Decision;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.handoff.ConversationFilter;
import dev.recado.domain.handoff.ConversationFilter.Assigned;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.handoff.ConversationList.Order;
import dev.recado.domain.handoff.ConversationList.Page;
import dev.recado.domain.handoff.ConversationList.Place;
import dev.recado.domain.handoff.ConversationMarks;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.handoff.ConversationSummary.LastMessage;
import dev.recado.domain.handoff.Labels;
import dev.recado.domain.handoff.SearchWords;
import dev.recado.domain.handoff.ThreadEntry.Voice;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.Role;
import dev.recado.domain.people.Caller;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.people.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract of every [ConversationList] and of the [ConversationMarks] in it: the list.
public interface ConversationListContract extends StoreContract {
    Author MARTHA = new Author("martha", "Martha");
    Author LOUIS = new Author("louis", "Louis");
    ConversationFilter EVERYTHING = ConversationFilter.all(Caller.OPERATOR);

    /// On the store under test.
    ConversationList conversations();

    /// On the store under test.
    ConversationMarks marks();

    /// A conversation of the user with this number, in which the user said something, at this time.
    private ConversationId conversation(int number, @Nullable String name, String words, Instant at) {
        InboundMessage message = Messages.text("SM" + number, "+3460000000" + number, words, at);
        stores().inbox().append(message);
        ClaimedConversation claim =
                claimed(stores().sessions().claim(message, at, LEASE)).conversation();
        stores().sessions()
                .commit(
                        claim,
                        new Decision(
                                List.of(new Utterance(Role.USER, words, at)),
                                new Outbox(List.of(), List.of(message.id()), at),
                                null,
                                name,
                                null,
                                List.of(),
                                at,
                                at));
        stores().sessions().release(claim, null, at);
        return claim.id();
    }

    private ConversationId conversation(int number, Instant at) {
        return conversation(number, null, "hola", at);
    }

    private void change(ConversationId id, Ownership now, Instant at) {
        Ownership before =
                stores().sessions().find(id).map(Conversation::ownership).orElseThrow();
        assertThat(stores().sessions().transfer(id, before, now, List.of(), at)).isTrue();
    }

    private void waits(ConversationId id, Instant since, Instant at) {
        change(id, Ownership.NEW.requested(new Handoff(since, "una queja", "user")), at);
    }

    private void has(ConversationId id, Author person, Instant at) {
        change(id, Ownership.NEW.takenBy(person, at), at);
    }

    private List<ConversationId> listed(ConversationFilter filter) {
        return ids(conversations().conversations(filter, Order.ACTIVITY, 50, null));
    }

    private static List<ConversationId> ids(Page<ConversationSummary> page) {
        return page.items().stream().map(ConversationSummary::id).toList();
    }

    private static ConversationFilter of(ConversationStatus... statuses) {
        return new ConversationFilter(Set.of(statuses), new Assigned.Anybody(), null, null, false, Caller.OPERATOR);
    }

    private static ConversationFilter assigned(Assigned assigned) {
        return new ConversationFilter(Set.of(), assigned, null, null, false, Caller.OPERATOR);
    }

    private static ConversationFilter labelled(String label) {
        return new ConversationFilter(Set.of(), new Assigned.Anybody(), label, null, false, Caller.OPERATOR);
    }

    private static ConversationFilter searched(String words) {
        return new ConversationFilter(
                Set.of(), new Assigned.Anybody(), null, SearchWords.of(words).orElseThrow(), false, Caller.OPERATOR);
    }

    private List<ConversationId> pageByPage(Order order, int limit) {
        List<ConversationId> all = new ArrayList<>();
        Place place = null;
        do {
            Page<ConversationSummary> page = conversations().conversations(EVERYTHING, order, limit, place);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(ids(page));
            place = page.next();
        } while (place != null);
        return all;
    }

    @Test
    default void conversationsAreListedByTheirActivityNewestFirst() {
        ConversationId first = conversation(1, NOON);
        ConversationId last = conversation(2, NOON.plusSeconds(2));
        ConversationId between = conversation(3, NOON.plusSeconds(1));

        assertThat(listed(EVERYTHING)).containsExactly(last, between, first);
        has(first, MARTHA, NOON.plusSeconds(9));
        assertThat(listed(EVERYTHING)).containsExactly(first, last, between);
    }

    @Test
    default void everyConversationIsOnOnePageAlsoAtEqualTimes() {
        List<ConversationId> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(conversation(i, NOON));
        }
        waits(all.get(0), NOON, NOON);
        waits(all.get(1), NOON, NOON);
        waits(all.get(2), NOON, NOON);
        has(all.get(3), MARTHA, NOON);

        for (int limit : List.of(1, 2, 3, 7)) {
            assertThat(pageByPage(Order.ACTIVITY, limit)).containsExactlyInAnyOrderElementsOf(all);
            assertThat(pageByPage(Order.WAITING, limit))
                    .containsExactlyInAnyOrderElementsOf(all)
                    .startsWith(all.subList(0, 3).stream()
                            .sorted((one, other) -> one.toString().compareTo(other.toString()))
                            .toArray(ConversationId[]::new));
        }
    }

    @Test
    default void thoseWhoWaitComeFirstTheLongestWaitingBeforeTheOthers() {
        ConversationId talks = conversation(1, NOON.plusSeconds(60));
        ConversationId later = conversation(2, NOON);
        ConversationId sooner = conversation(3, NOON);
        ConversationId silent = conversation(4, NOON);
        waits(later, NOON.plusSeconds(20), NOON.plusSeconds(20));
        waits(sooner, NOON.plusSeconds(10), NOON.plusSeconds(30));

        assertThat(ids(conversations().conversations(EVERYTHING, Order.WAITING, 50, null)))
                .containsExactly(sooner, later, talks, silent);
        assertThat(listed(EVERYTHING)).containsExactly(talks, sooner, later, silent);
    }

    @Test
    default void aRowSaysWhoWaitsForWhomAndWhatWasSaidLast() {
        ConversationId id = conversation(1, "Ana Pérez", "tengo una queja", NOON);
        waits(id, NOON.plusSeconds(1), NOON.plusSeconds(2));

        ConversationSummary row = conversations().conversation(id).orElseThrow();
        assertThat(row.user().address()).isEqualTo(new Phone("+34600000001"));
        assertThat(row.user().profileName()).isEqualTo("Ana Pérez");
        assertThat(row.request()).contains(new Handoff(NOON.plusSeconds(1), "una queja", "user"));
        assertThat(row.lastMessage()).isEqualTo(new LastMessage(Voice.USER, "text", "tengo una queja", NOON, null));
        assertThat(row.unread()).isTrue();
        assertThat(row.lastWroteAt()).isEqualTo(NOON);
        assertThat(row.updatedAt()).isEqualTo(NOON.plusSeconds(2));
        assertThat(conversations()
                        .conversations(EVERYTHING, Order.ACTIVITY, 1, null)
                        .items())
                .containsExactly(row);
        has(id, MARTHA, NOON.plusSeconds(3));
        assertThat(conversations().conversation(id).orElseThrow().ownership().owner())
                .contains(MARTHA);
        assertThat(conversations().conversation(ConversationId.of(new Phone(BRUNO))))
                .isEmpty();
    }

    @Test
    default void aRowOfAUserWhoWaitsQuotesTheUserAndNotTheNoticeOfTheBot() {
        ConversationId id = conversation(1, "Ana Pérez", "tengo una queja", NOON);
        InboundMessage answered = Messages.text("SM1", "+34600000001", "tengo una queja", NOON);
        stores().log()
                .record(
                        List.of(sent(Messages.part(answered, 0, 1, "Ahora viene alguien"), "SM77")),
                        List.of(),
                        NOON.plusSeconds(2));
        assertThat(quoted(id)).isEqualTo("Ahora viene alguien");

        waits(id, NOON.plusSeconds(1), NOON.plusSeconds(2));
        assertThat(quoted(id)).isEqualTo("tengo una queja");
        has(id, MARTHA, NOON.plusSeconds(3));
        assertThat(quoted(id)).isEqualTo("Ahora viene alguien");
    }

    private @Nullable String quoted(ConversationId id) {
        LastMessage quoted = conversations().conversation(id).orElseThrow().lastMessage();
        return quoted == null ? null : quoted.text();
    }

    @Test
    default void aListHoldsWhatIsAskedFor() {
        ConversationId bots = conversation(1, NOON);
        ConversationId waits = conversation(2, NOON.plusSeconds(1));
        ConversationId marthas = conversation(3, NOON.plusSeconds(2));
        ConversationId louis = conversation(4, NOON.plusSeconds(3));
        waits(waits, NOON, NOON.plusSeconds(4));
        has(marthas, MARTHA, NOON.plusSeconds(5));
        has(louis, LOUIS, NOON.plusSeconds(6));

        assertThat(listed(of(ConversationStatus.WAITING, ConversationStatus.OPEN)))
                .containsExactly(waits, bots);
        assertThat(listed(of(ConversationStatus.HUMAN))).containsExactly(louis, marthas);
        assertThat(listed(of(ConversationStatus.CLOSED))).isEmpty();
        assertThat(listed(assigned(new Assigned.Person("martha")))).containsExactly(marthas);
        assertThat(listed(assigned(new Assigned.Nobody()))).containsExactly(waits, bots);
        marks().read(bots);
        assertThat(listed(new ConversationFilter(
                        Set.of(ConversationStatus.OPEN, ConversationStatus.WAITING),
                        new Assigned.Anybody(),
                        null,
                        null,
                        true,
                        Caller.OPERATOR)))
                .containsExactly(waits);
    }

    @Test
    default void anAgentSeesWhatWaitsWhatNobodyHasAndTheAgentsOwn() {
        ConversationId bots = conversation(1, NOON);
        ConversationId marthas = conversation(2, NOON);
        ConversationId louis = conversation(3, NOON);
        has(marthas, MARTHA, NOON.plusSeconds(1));
        has(louis, LOUIS, NOON.plusSeconds(2));

        assertThat(listed(ConversationFilter.all(new Caller(MARTHA, PersonRole.AGENT, Visibility.OWN))))
                .containsExactly(marthas, bots);
        assertThat(listed(ConversationFilter.all(new Caller(MARTHA, PersonRole.SUPERVISOR, Visibility.OWN))))
                .containsExactly(louis, marthas, bots);
    }

    @Test
    default void namesNumbersLabelsAndRecentWordsAreSearched() {
        ConversationId ana = conversation(1, "Ana Pérez", "¿Qué tal? Busco un médico", NOON);
        ConversationId ben = conversation(2, "Ben", "hola", NOON.plusSeconds(1));
        marks().label(ben, Labels.of(List.of("Urgente")));

        assertThat(listed(searched("perez"))).containsExactly(ana);
        assertThat(listed(searched("ana MEDICO"))).containsExactly(ana);
        assertThat(listed(searched("médi"))).containsExactly(ana);
        assertThat(listed(searched("urgente"))).containsExactly(ben);
        assertThat(listed(searched("0000 02"))).as("digits of a number").containsExactly(ben);
        assertThat(listed(searched("34600000001"))).as("a number in full").containsExactly(ana);
        assertThat(listed(searched("600"))).containsExactly(ben, ana);
        assertThat(listed(searched("ana hola"))).isEmpty();
    }

    @Test
    default void aLabelIsRenamedAndTakenAwayInEveryConversationThatCarriesIt() {
        ConversationId ana = conversation(1, NOON);
        ConversationId ben = conversation(2, NOON.plusSeconds(1));
        ConversationId cleo = conversation(3, NOON.plusSeconds(2));
        marks().label(ana, Labels.of(List.of("vip", "recetas")));
        marks().label(ben, Labels.of(List.of("vip", "zona norte")));
        marks().label(cleo, Labels.of(List.of("recetas")));

        marks().relabel("vip", "recetas");

        assertThat(conversations().conversation(ana).orElseThrow().labels()).containsExactly("recetas");
        assertThat(conversations().conversation(ben).orElseThrow().labels()).containsExactly("recetas", "zona norte");
        assertThat(listed(labelled("recetas"))).containsExactly(cleo, ben, ana);
        assertThat(listed(labelled("vip"))).isEmpty();

        marks().relabel("recetas", null);

        assertThat(conversations().conversation(ana).orElseThrow().labels()).isEmpty();
        assertThat(conversations().conversation(ben).orElseThrow().labels()).containsExactly("zona norte");
        assertThat(listed(labelled("recetas"))).isEmpty();
    }

    @Test
    default void labelsAreReplacedAndListed() {
        ConversationId ana = conversation(1, NOON);
        ConversationId ben = conversation(2, NOON.plusSeconds(1));
        marks().label(ana, Labels.of(List.of("VIP", "Recetas")));
        marks().label(ana, Labels.of(List.of("VIP", "Recetas")));
        marks().label(ben, Labels.of(List.of("vip")));

        assertThat(conversations().conversation(ana).orElseThrow().labels()).containsExactly("recetas", "vip");
        assertThat(listed(labelled("vip"))).containsExactly(ben, ana);
        assertThat(listed(labelled("recetas"))).containsExactly(ana);
        marks().label(ana, Labels.NONE);
        assertThat(listed(labelled("recetas"))).isEmpty();
        assertThat(listed(labelled("vip"))).containsExactly(ben);
    }

    @Test
    default void aMarkDoesNotDisturbATurnUnderWay() {
        InboundMessage hello = Messages.text("SM1", ANA, "hola", NOON);
        ClaimedConversation claim =
                claimed(stores().sessions().claim(hello, NOON, LEASE)).conversation();
        marks().label(claim.id(), Labels.of(List.of("vip")));
        marks().read(claim.id());

        assertThat(stores().sessions().commit(claim, StoreContract.decision(hello, "¡Hola!")))
                .isTrue();
        assertThat(conversations().conversation(claim.id()).orElseThrow().labels())
                .containsExactly("vip");
        assertThat(conversations().conversation(claim.id()).orElseThrow().unread())
                .as("the user wrote since")
                .isTrue();
    }

    @Test
    default void aMergedConversationKeepsTheMarksOfBoth() {
        ConversationId into = conversation(1, NOON);
        ConversationId other = conversation(2, NOON);
        marks().label(into, Labels.of(List.of("vip")));
        marks().read(into);
        marks().label(other, Labels.of(List.of("recetas")));
        InboundMessage again = Messages.text("SM9", "+34600000001", "hola", NOON.plusSeconds(1));
        ClaimedConversation claim = claimed(stores().sessions().claim(again, NOON.plusSeconds(1), LEASE))
                .conversation();

        assertThat(stores().joins()
                        .absorb(claim, stores().sessions().find(other).orElseThrow()))
                .isTrue();
        ConversationSummary joined = conversations().conversation(into).orElseThrow();
        assertThat(joined.labels()).containsExactly("recetas", "vip");
        assertThat(joined.unread()).isTrue();
    }
}
