package dev.recado.adapter.console.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.when;

import dev.recado.adapter.console.RawHttpRequest;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.Conversation.Participant;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.conversation.Ownership.Handoff;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.fake.FakeIdKey;
import dev.recado.domain.fake.FrontDesk;
import dev.recado.domain.handoff.AssignConversationUseCase;
import dev.recado.domain.handoff.AssignConversationUseCase.Assignment;
import dev.recado.domain.handoff.ConversationFilter;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.handoff.ConversationList.Order;
import dev.recado.domain.handoff.ConversationList.Page;
import dev.recado.domain.handoff.ConversationList.Place;
import dev.recado.domain.handoff.ConversationMarks;
import dev.recado.domain.handoff.ConversationMarks.Note;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.handoff.ConversationSummary.LastMessage;
import dev.recado.domain.handoff.SendAgentMessageUseCase;
import dev.recado.domain.handoff.SendAgentMessageUseCase.AgentMessageResult;
import dev.recado.domain.handoff.ThreadEntries;
import dev.recado.domain.handoff.ThreadEntry;
import dev.recado.domain.handoff.ThreadEntry.Body;
import dev.recado.domain.handoff.ThreadEntry.Origin;
import dev.recado.domain.handoff.ThreadEntry.Problem;
import dev.recado.domain.handoff.ThreadEntry.Quoted;
import dev.recado.domain.handoff.ThreadEntry.Voice;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.Attachment;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.people.Caller;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.text.Language;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every body of the answers about conversations, byte by byte: clients may rely on the names, on the order, and on
/// which empty fields are there.
@MicronautTest
@Property(name = "core", value = "mocked")
@Property(name = "micronaut.server.port", value = "-1")
@Property(name = "recado.ops-token", value = ConversationBodiesIT.TOKEN)
@Property(name = "recado.version", value = "1.2.3")
class ConversationBodiesIT {
    static final String TOKEN = "s3cret-of-the-operators";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final ConversationId ANA = ConversationId.of(new Phone("+15550100001"));
    private static final String ID = FakeIdKey.ids().of(ANA);
    private static final String PATH = "/api/v1/conversations/" + ID;
    private static final Author MARTA = new Author("marta", "Marta");
    private static final Participant USER =
            new Participant(new Phone("+15550100001"), Set.of(), Channel.META, null, "Ana", Language.SPANISH);
    private static final Ownership WAITING =
            Ownership.NEW.requested(new Handoff(NOON.minusSeconds(60), "una queja", "user"));

    private final EmbeddedServer server;
    private final ConversationList conversations;
    private final AssignConversationUseCase assignment;
    private final SendAgentMessageUseCase messages;
    private final ConversationMarks marks;

    ConversationBodiesIT(
            EmbeddedServer server,
            ConversationList conversations,
            AssignConversationUseCase assignment,
            SendAgentMessageUseCase messages,
            ConversationMarks marks,
            FrontDesk desk) {
        this.server = server;
        this.conversations = conversations;
        this.assignment = assignment;
        this.messages = messages;
        this.marks = marks;
        FrontDesk.stored("Marta", PersonRole.AGENT, desk.people, desk.clock, "marta");
    }

    @BeforeEach
    void aFreshCore() {
        reset(conversations, assignment, messages, marks);
    }

    private RawHttpRequest.Reply get(String path) throws IOException {
        return RawHttpRequest.get(server.getPort(), path).bearing(TOKEN).send();
    }

    private RawHttpRequest.Reply post(String path, String body) throws IOException {
        return RawHttpRequest.post(server.getPort(), path, body).bearing(TOKEN).send();
    }

    private static ConversationSummary row(Ownership ownership) {
        LastMessage newest = new LastMessage(Voice.AGENT, "text", "Ahora voy", NOON, MARTA);
        return new ConversationSummary(ANA, USER, ownership, newest, List.of("vip"), true, NOON, NOON);
    }

    private void isThere(Ownership ownership) {
        when(conversations.conversation(ANA)).thenReturn(Optional.of(row(ownership)));
    }

    @Test
    void aPageOfConversations() throws IOException {
        Participant bare = new Participant(new Phone("+15550100001"), Set.of(), Channel.TWILIO, null, null, null);
        when(conversations.conversations(ConversationFilter.all(Caller.OPERATOR), Order.ACTIVITY, 2, null))
                .thenReturn(new Page<>(
                        List.of(
                                row(WAITING),
                                new ConversationSummary(ANA, bare, Ownership.NEW, null, List.of(), false, null, NOON)),
                        new Place(false, NOON, "a,b")));

        assertThat(get("/api/v1/conversations?limit=2").body())
                .isEqualTo("{\"items\":[{\"id\":\"" + ID + "\",\"status\":\"waiting\",\"user\":{\"id\":\"" + ID
                        + "\",\"name\":\"Ana\",\"phone\":\"+15550100001\",\"language\":\"es\"},\"channel\":\"meta\","
                        + "\"last_message\":{\"role\":\"agent\",\"kind\":\"text\",\"text\":\"Ahora voy\","
                        + "\"at\":\"2026-11-21T12:00:00Z\",\"author\":{\"id\":\"marta\",\"name\":\"Marta\"}},"
                        + "\"waiting_since\":\"2026-11-21T11:59:00Z\",\"handoff\":{\"since\":"
                        + "\"2026-11-21T11:59:00Z\",\"reason\":\"una queja\",\"by\":\"user\"},\"assignee\":null,"
                        + "\"labels\":[\"vip\"],\"unread\":true,\"window_closes_at\":\"2026-11-22T12:00:00Z\","
                        + "\"updated_at\":\"2026-11-21T12:00:00Z\"},"
                        + "{\"id\":\"" + ID + "\",\"status\":\"open\",\"user\":{\"id\":\"" + ID
                        + "\",\"name\":null,\"phone\":\"+15550100001\",\"language\":null},\"channel\":\"twilio\","
                        + "\"last_message\":null,\"waiting_since\":null,\"handoff\":null,\"assignee\":null,"
                        + "\"labels\":[],\"unread\":false,\"window_closes_at\":null,"
                        + "\"updated_at\":\"2026-11-21T12:00:00Z\"}],\"next\":\""
                        + FakeIdKey.ids().sealedPlace("a,2026-11-21T12:00:00Z,a,b") + "\"}");
    }

    @Test
    void aPlaceLeadsToTheNextPage() throws IOException {
        when(conversations.conversations(
                        ConversationFilter.all(Caller.OPERATOR), Order.WAITING, 50, new Place(true, NOON, "a,b")))
                .thenReturn(new Page<>(List.of(), null));
        String after = FakeIdKey.ids().sealedPlace("w,2026-11-21T12:00:00Z,a,b");

        assertThat(get("/api/v1/conversations?sort=waiting&after=" + after).body())
                .isEqualTo("{\"items\":[],\"next\":null}");
        assertThat(get("/api/v1/conversations?after=2026-11-21T12:00:00Z,a").body())
                .isEqualTo("{\"error\":\"invalid_request\","
                        + "\"message\":\"after: expected what an earlier answer named as next\"}");
    }

    private static ThreadEntry entry(String id, Voice voice, String text, Body body) {
        return new ThreadEntry(id, voice, text, body, "noted", null, null, Origin.UNKNOWN, null, NOON);
    }

    @Test
    void aThread() throws IOException {
        isThere(WAITING);
        Attachment voice = new Attachment("https://example.com/1", "audio/ogg", null, null, "a.ogg", true);
        ThreadEntry answer = new ThreadEntry(
                "twilio:SM1/0",
                Voice.ASSISTANT,
                "¿Sí?",
                new Body.Sent(
                        new OutboundContent.Choices("¿Sí?", List.of(new Option("yes", "Sí", null)), true, "Elegir")),
                "failed",
                new Problem("63016", "outside the window"),
                null,
                new Origin(List.of("Horario"), List.of(Map.of("step", "cache"))),
                new Quoted("twilio:SM0", Voice.USER, "hola"),
                NOON);
        BusinessEvent taken = BusinessEvent.of(
                BusinessEvent.Type.HANDOFF_TAKEN, "1", ANA, NOON, Map.of("agent", "marta", "agent_name", "Marta"));
        when(conversations.thread(ANA, 50, null))
                .thenReturn(new Page<>(
                        List.of(
                                answer,
                                entry(
                                        "twilio:SM1",
                                        Voice.USER,
                                        "",
                                        new Body.Received(new Content.Media(MediaKind.AUDIO, List.of(voice), ""))),
                                entry(
                                        "twilio:SM2",
                                        Voice.USER,
                                        "",
                                        new Body.Received(new Content.Location(40.4, -3.7, "Casa", null))),
                                ThreadEntries.of(taken)),
                        null));

        String rest = "\"status\":\"noted\",\"error\":null,\"author\":null,\"sources\":[],"
                + "\"at\":\"2026-11-21T12:00:00Z\"";
        assertThat(get(PATH + "/messages").body())
                .isEqualTo("{\"items\":[{\"id\":\"twilio:SM1/0\",\"role\":\"assistant\",\"kind\":\"choices\","
                        + "\"content\":\"¿Sí?\",\"media\":[],\"status\":\"failed\",\"error\":{\"code\":\"63016\","
                        + "\"text\":\"outside the window\"},\"author\":null,\"sources\":[\"Horario\"],"
                        + "\"at\":\"2026-11-21T12:00:00Z\",\"choices\":[{\"id\":\"yes\",\"title\":\"Sí\","
                        + "\"description\":null}],\"quoted\":{\"id\":\"twilio:SM0\",\"role\":\"user\","
                        + "\"content\":\"hola\"},\"trace\":[{\"step\":\"cache\"}]},"
                        + "{\"id\":\"twilio:SM1\",\"role\":\"user\",\"kind\":\"audio\",\"content\":\"\","
                        + "\"media\":[{\"kind\":\"audio\",\"content_type\":\"audio/ogg\",\"file_name\":\"a.ogg\","
                        + "\"voice\":true,\"href\":\"/api/v1/messages/twilio%3ASM1/media/0\"}]," + rest + "},"
                        + "{\"id\":\"twilio:SM2\",\"role\":\"user\",\"kind\":\"location\",\"content\":\"\","
                        + "\"media\":[]," + rest + ",\"location\":{\"latitude\":40.4,\"longitude\":-3.7,"
                        + "\"label\":\"Casa\",\"address\":null}},"
                        + "{\"id\":\"handoff_taken/1\",\"role\":\"system\",\"kind\":\"handoff_taken\","
                        + "\"content\":\"\",\"media\":[],\"status\":\"\",\"error\":null,"
                        + "\"author\":{\"id\":\"marta\",\"name\":\"Marta\"},\"sources\":[],"
                        + "\"at\":\"2026-11-21T12:00:00Z\",\"details\":{\"agent\":\"marta\","
                        + "\"agent_name\":\"Marta\"}}],\"next\":null}");
    }

    @Test
    void whatAPersonWrites() throws IOException {
        isThere(WAITING);
        when(messages.send(eq(ANA), any(), eq(MARTA)))
                .thenReturn(new AgentMessageResult.Accepted("notification:n/0", NOON))
                .thenReturn(new AgentMessageResult.WindowClosed(NOON))
                .thenReturn(new AgentMessageResult.WindowClosed(null))
                .thenReturn(new AgentMessageResult.Empty())
                .thenReturn(new AgentMessageResult.OptedOut())
                .thenReturn(new AgentMessageResult.Conflict())
                .thenReturn(new AgentMessageResult.HeldBy(new Author("luis", "Luis")));
        String body = "{\"text\":\"Hola\",\"agent\":{\"id\":\"marta\",\"name\":\"Marta\"}}";

        assertThat(post(PATH + "/messages", body).body())
                .isEqualTo("{\"id\":\"notification:n/0\",\"role\":\"agent\",\"kind\":\"text\",\"content\":\"Hola\","
                        + "\"media\":[],\"status\":\"queued\",\"error\":null,\"author\":{\"id\":\"marta\","
                        + "\"name\":\"Marta\"},\"sources\":[],\"at\":\"2026-11-21T12:00:00Z\"}");
        assertThat(post(PATH + "/messages", body).body())
                .isEqualTo(
                        "{\"error\":\"window_closed\",\"message\":\"the user last wrote more than 24 hours ago: since "
                                + "2026-11-21T12:00:00Z only a template is delivered\"}");
        assertThat(post(PATH + "/messages", body).body())
                .isEqualTo("{\"error\":\"window_closed\","
                        + "\"message\":\"the user never wrote: only a template is delivered\"}");
        RawHttpRequest.Reply empty = post(PATH + "/messages", body);
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.body())
                .isEqualTo("{\"error\":\"empty\","
                        + "\"message\":\"text: expected a string that says something, or a template\"}");
        assertThat(post(PATH + "/messages", body).body())
                .isEqualTo("{\"error\":\"opted_out\",\"message\":\"the user wants no messages\"}");
        assertThat(post(PATH + "/messages", body).body())
                .isEqualTo("{\"error\":\"conflict\",\"message\":\"something else was sent under this key\"}");
        assertThat(post(PATH + "/messages", body).body())
                .isEqualTo("{\"error\":\"assigned\",\"message\":\"another person has the conversation\","
                        + "\"assignee\":{\"id\":\"luis\",\"name\":\"Luis\"}}");
    }

    @Test
    void aNoteUnderAKeyOfAnotherNote() throws IOException {
        isThere(WAITING);
        when(marks.note(eq(ANA), any())).thenReturn(Note.of("k", "Llamar mañana", MARTA, NOON));

        assertThat(post(PATH + "/notes", "{\"text\":\"Llamar mañana\"}").status())
                .isEqualTo(200);
        RawHttpRequest.Reply other = post(PATH + "/notes", "{\"text\":\"Otra cosa\"}");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body())
                .isEqualTo("{\"error\":\"conflict\",\"message\":\"another note was written under this key\"}");
    }

    @Test
    void refusals() throws IOException {
        isThere(WAITING);
        when(assignment.take(eq(ANA), any())).thenReturn(new Assignment.HeldBy(MARTA));

        assertThat(post(PATH + "/take", "{}").body())
                .isEqualTo("{\"error\":\"assigned\",\"message\":\"another person has the conversation\","
                        + "\"assignee\":{\"id\":\"marta\",\"name\":\"Marta\"}}");
        assertThat(post(PATH + "/notes", "{\"text\":\"\\u200b\\u0000\"}").body())
                .isEqualTo("{\"error\":\"empty\",\"message\":\"text: expected a string that says something\"}");
        when(conversations.conversation(ANA)).thenReturn(Optional.empty());
        assertThat(get(PATH).body())
                .isEqualTo("{\"error\":\"not_found\",\"message\":\"there is no such conversation\"}");
        when(conversations.conversation(ANA)).thenThrow(new PortUnavailableException("gone"));
        assertThat(get(PATH).status()).isEqualTo(503);
        assertThat(get(PATH).body())
                .isEqualTo(
                        "{\"error\":\"unavailable\"," + "\"message\":\"the store does not answer; a repeat is safe\"}");
    }
}
