package dev.recado.domain.contract;

import static dev.recado.domain.contract.StoreContract.claimed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.BusinessRecords;
import dev.recado.domain.event.BusinessRecords.Handoff;
import dev.recado.domain.event.BusinessRecords.LeadRecord;
import dev.recado.domain.event.BusinessRecords.Page;
import dev.recado.domain.event.BusinessRecords.Place;
import dev.recado.domain.event.BusinessRecords.Requester;
import dev.recado.domain.event.EventLog;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.message.InboundMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The contract of every [EventLog] and of the [BusinessRecords] that show it.
public interface EventLogContract extends StoreContract {
    Page ALL = new Page(100, null);

    /// On the store under test.
    EventLog eventLog();

    /// On the store under test.
    BusinessRecords records();

    private InboundMessage hello() {
        return Messages.text("SM1", ANA, "hola", NOON);
    }

    private BusinessEvent event(BusinessEvent.Type type, String of, Instant at, Map<String, String> details) {
        return BusinessEvent.of(type, of, hello().conversationId(), at, details);
    }

    private BusinessEvent event(String of, Instant at) {
        return event(BusinessEvent.Type.MESSAGE_RECEIVED, of, at, Map.of("kind", "text"));
    }

    private ClaimedConversation claim() {
        return claimed(stores().sessions().claim(hello(), NOON, LEASE)).conversation();
    }

    @Test
    default void recordedEventsAreRemovedFromTheirConversationAndOthersStay() {
        ClaimedConversation claim = claim();
        BusinessEvent one = event("SM1", NOON);
        BusinessEvent two = event("SM2", NOON.plusSeconds(1));
        stores().sessions().release(claim, null, List.of(one, two), NOON);
        assertThat(eventLog().unrecorded(10)).containsExactly(one, two);

        assertThat(eventLog().record(List.of(one))).containsExactly(one);

        assertThat(eventLog().unrecorded(10)).containsExactly(two);
        assertThat(stores().sessions().find(claim.id()).map(Conversation::happened))
                .contains(List.of(two));
        assertThat(records().events(null, null, ALL)).containsExactly(one);
        eventLog().record(List.of(two));
        assertThat(eventLog().unrecorded(10)).isEmpty();
    }

    @Test
    default void aRepeatedEventStaysAsItWas() {
        BusinessEvent first = event("SM1", NOON);
        BusinessEvent later = event("SM1", NOON.plusSeconds(9));
        assertThat(eventLog().record(List.of(first, first))).containsExactly(first);

        assertThat(eventLog().record(List.of(later, event("SM2", NOON)))).containsExactly(event("SM2", NOON));

        assertThat(records().events(null, null, ALL)).containsExactlyInAnyOrder(first, event("SM2", NOON));
    }

    @Test
    default void recordingEventsDoesNotDisturbAClaim() {
        ClaimedConversation claim = claim();
        BusinessEvent one = event("SM1", NOON);
        stores().sessions().release(claim, null, List.of(one), NOON);
        ClaimedConversation next = claim();

        eventLog().record(List.of(one));

        BusinessEvent two = event("SM2", NOON);
        assertThat(stores().sessions().release(next, null, List.of(two), NOON)).isTrue();
        assertThat(eventLog().unrecorded(10)).containsExactly(two);
    }

    @Test
    default void unrecordedEventsAreFoundUpToALimit() {
        for (String from : List.of("+15550000001", "+15550000002", "+15550000003")) {
            InboundMessage message = Messages.text("SM" + from, from, "hola", NOON);
            ClaimedConversation claim =
                    claimed(stores().sessions().claim(message, NOON, LEASE)).conversation();
            BusinessEvent event = BusinessEvent.of(BusinessEvent.Type.OPTED_OUT, from, claim.id(), NOON, Map.of());
            stores().sessions().release(claim, null, List.of(event), NOON);
        }

        assertThat(eventLog().unrecorded(2)).hasSize(2);
        eventLog().record(eventLog().unrecorded(2));
        assertThat(eventLog().unrecorded(2)).hasSize(1);
        eventLog().record(eventLog().unrecorded(2));
        assertThat(eventLog().unrecorded(2)).isEmpty();
    }

    @Test
    default void leadsAndHandoffRequestsAreStoredToo() {
        BusinessEvent lead = event(
                BusinessEvent.Type.LEAD_CREATED,
                "SM1",
                NOON,
                Map.of("name", "Ana Pérez", "email", "ana@example.com", "phone", "+15550000001", "source", "whatsapp"));
        BusinessEvent human = event(
                BusinessEvent.Type.HANDOFF_REQUESTED,
                "SM2",
                NOON.plusSeconds(1),
                Map.of(
                        "reason",
                        "una queja",
                        "by",
                        "user",
                        "phone",
                        ANA,
                        "name",
                        "Ana Pérez",
                        "text",
                        "tengo una queja"));

        eventLog().record(List.of(lead, human));
        eventLog().record(List.of(lead, human));

        assertThat(records().leads(ALL))
                .containsExactly(new LeadRecord(
                        lead.id(),
                        lead.conversationId(),
                        "Ana Pérez",
                        "ana@example.com",
                        "+15550000001",
                        "whatsapp",
                        NOON));
        assertThat(records().handoffs(ALL))
                .containsExactly(new Handoff(
                        human.id(),
                        human.conversationId(),
                        "una queja",
                        "user",
                        new Requester(ANA, null, "Ana Pérez", "tengo una queja"),
                        "requested",
                        NOON.plusSeconds(1)));
        assertThat(records().events(BusinessEvent.Type.LEAD_CREATED, null, ALL)).containsExactly(lead);
    }

    @Test
    default void aPersonWhoAnswersSettlesEarlierRequests() {
        BusinessEvent first =
                event(BusinessEvent.Type.HANDOFF_REQUESTED, "SM1", NOON, Map.of("reason", "", "by", "user"));
        BusinessEvent taken =
                event(BusinessEvent.Type.HANDOFF_TAKEN, "SM2", NOON.plusSeconds(1), Map.of("by", "phone_app"));
        BusinessEvent later = event(
                BusinessEvent.Type.HANDOFF_REQUESTED, "SM3", NOON.plusSeconds(2), Map.of("reason", "", "by", "user"));
        BusinessEvent bruno = BusinessEvent.of(
                BusinessEvent.Type.HANDOFF_REQUESTED,
                "SM9",
                Messages.text("SM9", BRUNO, "", NOON).conversationId(),
                NOON,
                Map.of("reason", "", "by", "model"));

        eventLog().record(List.of(first, bruno, taken));
        eventLog().record(List.of(later, taken));

        assertThat(records().handoffs(ALL))
                .extracting(handoff -> handoff.id() + " " + handoff.status())
                .containsExactlyInAnyOrder(later.id() + " requested", bruno.id() + " requested", first.id() + " taken");
    }

    @Test
    default void aRequestThatIsWithdrawnIsClosedAndOneThatWasTakenStaysTaken() {
        BusinessEvent first =
                event(BusinessEvent.Type.HANDOFF_REQUESTED, "SM1", NOON, Map.of("reason", "", "by", "user"));
        BusinessEvent back =
                event(BusinessEvent.Type.HANDOFF_GIVEN_BACK, "c@2", NOON.plusSeconds(1), Map.of("by", "agent"));
        BusinessEvent second = event(
                BusinessEvent.Type.HANDOFF_REQUESTED, "SM3", NOON.plusSeconds(2), Map.of("reason", "", "by", "user"));
        BusinessEvent taken =
                event(BusinessEvent.Type.HANDOFF_TAKEN, "c@4", NOON.plusSeconds(3), Map.of("by", "agent"));
        BusinessEvent closed =
                event(BusinessEvent.Type.CONVERSATION_CLOSED, "c@5", NOON.plusSeconds(4), Map.of("by", "agent"));

        eventLog().record(List.of(first, back));
        eventLog().record(List.of(second, taken, closed));

        assertThat(records().handoffs(ALL))
                .extracting(handoff -> handoff.id() + " " + handoff.status())
                .containsExactlyInAnyOrder(first.id() + " closed", second.id() + " taken");
    }

    @Test
    default void recordsAreListedNewestFirstPageByPage() {
        BusinessEvent bruno = BusinessEvent.of(
                BusinessEvent.Type.OPTED_OUT,
                "SM9",
                Messages.text("SM9", BRUNO, "", NOON).conversationId(),
                NOON,
                Map.of());
        BusinessEvent one = event("SM1", NOON);
        BusinessEvent two = event("SM2", NOON.plusSeconds(1));
        BusinessEvent three = event("SM3", NOON.plusSeconds(1));
        eventLog().record(List.of(one, bruno, three, two));

        List<BusinessEvent> first = records().events(null, null, new Page(2, null));
        assertThat(first).containsExactly(three, two);
        Place place = new Place(two.at(), two.id());
        assertThat(records().events(null, null, new Page(9, place))).containsExactly(bruno, one);
        assertThat(records().events(null, bruno.conversationId(), ALL)).containsExactly(bruno);
        assertThat(records().events(BusinessEvent.Type.MESSAGE_RECEIVED, hello().conversationId(), new Page(9, place)))
                .containsExactly(one);
    }
}
