package dev.recado.adapter.console.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.handoff.ThreadEntry;
import dev.recado.domain.handoff.ThreadEntry.Body;
import dev.recado.domain.identity.PublicIds;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An entry of a conversation's thread.
///
/// @param content the words; empty for an entry without words
/// @param trace how an answer was made: the steps to it, in order
/// @param details what happened, on an entry of the role `system`; they differ by kind
@Serdeable.Serializable
@JsonInclude(Include.ALWAYS)
record ThreadEntryResponse(
        String id,
        String role,
        String kind,
        String content,
        List<MediaResponse> media,
        String status,
        @Nullable Problem error,
        @Nullable PersonResponse author,
        List<String> sources,
        String at,
        @JsonInclude(Include.NON_EMPTY) List<Choice> choices,
        @JsonInclude(Include.NON_NULL) @Nullable Quoted quoted,
        @JsonInclude(Include.NON_NULL) @Nullable Place location,
        @JsonInclude(Include.NON_EMPTY) List<ContactCard> contacts,
        @JsonInclude(Include.NON_EMPTY) Map<String, String> fields,
        @JsonInclude(Include.NON_EMPTY) List<Map<String, Object>> trace,
        @JsonInclude(Include.NON_EMPTY) Map<String, String> details) {

    ThreadEntryResponse {
        media = List.copyOf(media);
        sources = List.copyOf(sources);
        choices = List.copyOf(choices);
        contacts = List.copyOf(contacts);
        trace = List.copyOf(trace);
    }

    /// Why it failed.
    ///
    /// @param code the provider's, or a word of ours
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Problem(@Nullable String code, @Nullable String text) {}

    /// A choice that was offered to the user.
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Choice(String id, String title, @Nullable String description) {}

    /// The earlier message that it quotes.
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Quoted(String id, String role, String content) {}

    /// A place on the map.
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Place(
            double latitude,
            double longitude,
            @Nullable String label,
            @Nullable String address) {}

    /// A person on a contact card.
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record ContactCard(String name, List<String> phones, List<String> emails) {
        ContactCard {
            phones = List.copyOf(phones);
            emails = List.copyOf(emails);
        }
    }

    static ThreadEntryResponse of(ThreadEntry entry, PublicIds ids) {
        String id = ids.of(entry.id());
        ThreadEntryBody body = new ThreadEntryBody(id, entry.body());
        return new ThreadEntryResponse(
                id,
                entry.voice().id(),
                entry.kind(),
                entry.text(),
                body.media(),
                entry.status(),
                Optional.ofNullable(entry.problem())
                        .map(problem -> new Problem(problem.code(), problem.text()))
                        .orElse(null),
                PersonResponse.of(entry.author()),
                entry.origin().sources(),
                entry.at().toString(),
                body.choices(),
                Optional.ofNullable(entry.quoted())
                        .map(quoted ->
                                new Quoted(ids.of(quoted.id()), quoted.voice().id(), quoted.text()))
                        .orElse(null),
                body.location(),
                body.contacts(),
                body.fields(),
                entry.origin().steps(),
                entry.body() instanceof Body.Happened(var event) ? event.publicDetails(ids) : Map.of());
    }
}
