package dev.recado.adapter.console.people;

import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.handoff.AssignConversationUseCase;
import dev.recado.domain.handoff.ConversationMarks;
import dev.recado.domain.handoff.ConversationMarks.Note;
import dev.recado.domain.handoff.ShowTypingUseCase;
import dev.recado.domain.handoff.ThreadEntries;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.live.ConversationFeed;
import dev.recado.domain.message.Author;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.text.TextCleaner;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;

/// What people do with a conversation. Each route answers with the conversation as it is then, and with 409 and
/// the person's name while somebody else has it.
@OperatorApi(people = PersonRole.AGENT)
@Controller("/api/v1/conversations/{id}")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConversationActionController {
    private final ConversationActions actions;
    private final PeopleRequestReader reader;
    private final AssignConversationUseCase assignment;
    private final ConversationMarks marks;
    private final ShowTypingUseCase typing;
    private final ConversationFeed feed;
    private final PublicIds ids;
    private final InstantSource clock;

    ConversationActionController(
            ConversationActions actions,
            PeopleRequestReader reader,
            AssignConversationUseCase assignment,
            ConversationMarks marks,
            ShowTypingUseCase typing,
            ConversationFeed feed,
            PublicIds ids,
            InstantSource clock) {
        this.actions = actions;
        this.reader = reader;
        this.assignment = assignment;
        this.marks = marks;
        this.typing = typing;
        this.feed = feed;
        this.ids = ids;
        this.clock = clock;
    }

    /// Gives the conversation to the caller, or to the `agent` for whom a program acts: the bot is silent from
    /// then on.
    @Post("/take")
    HttpResponse<?> take(HttpRequest<byte[]> request, @PathVariable String id) {
        return actions.act(
                request,
                id,
                Action.CONVERSATION_TAKEN,
                (conversation, caller) -> actions.after(assignment.take(conversation, reader.taker(request, caller))));
    }

    /// Gives the conversation to the `agent`: a supervisor whoever has it, an agent the own one or one that nobody
    /// has.
    @Post("/assign")
    HttpResponse<?> assign(HttpRequest<byte[]> request, @PathVariable String id) {
        return actions.act(request, id, Action.CONVERSATION_ASSIGNED, (conversation, caller) -> {
            Author to = reader.assigned(request, caller);
            return actions.after(
                    caller.role().includes(PersonRole.SUPERVISOR)
                            ? assignment.assign(conversation, to, caller.author())
                            : assignment.passOn(conversation, to, caller.author()));
        });
    }

    /// Lets the bot answer again.
    @Post("/give-back")
    HttpResponse<?> giveBack(HttpRequest<byte[]> request, @PathVariable String id) {
        return actions.act(
                request,
                id,
                Action.CONVERSATION_GIVEN_BACK,
                (conversation, caller) ->
                        actions.after(assignment.giveBack(conversation, reader.taker(request, caller))));
    }

    /// Settles the conversation: the user's next message opens it again, for the bot.
    @Post("/close")
    HttpResponse<?> close(HttpRequest<byte[]> request, @PathVariable String id) {
        return actions.act(
                request,
                id,
                Action.CONVERSATION_CLOSED,
                (conversation, caller) -> actions.after(assignment.close(conversation, reader.taker(request, caller))));
    }

    @Post("/read")
    HttpResponse<?> read(HttpRequest<?> request, @PathVariable String id) {
        return actions.act(request, id, (conversation, _) -> {
            marks.read(conversation);
            return actions.now(conversation);
        });
    }

    /// Shows the user and colleagues that somebody types, for some seconds.
    @Post("/typing")
    HttpResponse<?> typing(HttpRequest<byte[]> request, @PathVariable String id) {
        return actions.act(request, id, (conversation, caller) -> {
            feed.typing(conversation, reader.taker(request, caller), true);
            typing.show(conversation);
            return actions.now(conversation);
        });
    }

    @Put("/labels")
    HttpResponse<?> labels(HttpRequest<byte[]> request, @PathVariable String id) {
        return actions.act(request, id, (conversation, _) -> {
            marks.label(conversation, reader.labels(request));
            return actions.now(conversation);
        });
    }

    /// Adds a note for colleagues, and answers with it.
    @Post("/notes")
    HttpResponse<?> note(HttpRequest<byte[]> request, @PathVariable String id) {
        return actions.act(request, id, Action.NOTE_WRITTEN, (conversation, caller) -> {
            String key = conversation + "/" + caller.author().id() + "/" + reader.key(request);
            String text = reader.note(request);
            if (TextCleaner.isBlank(text)) {
                return ErrorResponses.empty("a string that says something");
            }
            Note stored = marks.note(conversation, Note.of(key, text, caller.author(), clock.instant()));
            return stored.text().equals(text)
                    ? HttpResponse.ok(ThreadEntryResponse.of(ThreadEntries.of(stored), ids))
                    : ErrorResponses.conflict("conflict", "another note was written under this key");
        });
    }
}
