package dev.recado.adapter.console.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.console.people.ThreadEntryResponse.Choice;
import dev.recado.adapter.console.people.ThreadEntryResponse.ContactCard;
import dev.recado.adapter.console.people.ThreadEntryResponse.Place;
import dev.recado.domain.handoff.ThreadEntry.Body;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.Attachment;
import dev.recado.domain.message.OutboundContent;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What an entry of a thread shows beside its words.
///
/// @param id the entry's public id
record ThreadEntryBody(String id, Body body) {

    List<MediaResponse> media() {
        return switch (body) {
            case Body.Received(Content content) -> received(content);
            case Body.Sent(OutboundContent.Media media) ->
                List.of(new MediaResponse(media.mediaKind().id(), null, null, false, media.url()));
            default -> List.of();
        };
    }

    private List<MediaResponse> received(Content content) {
        return switch (content) {
            case Content.Media media -> files(media.mediaKind().id(), media.attachments());
            case Content.Speech speech -> received(speech.recording());
            case Content.ContactCard card -> files(card.kind(), card.cards());
            default -> List.of();
        };
    }

    private List<MediaResponse> files(String kind, List<Attachment> attachments) {
        return IntStream.range(0, attachments.size())
                .mapToObj(n -> file(kind, n, attachments.get(n)))
                .toList();
    }

    private MediaResponse file(String kind, int n, Attachment file) {
        String href = "/api/v1/messages/" + URLEncoder.encode(id, UTF_8) + "/media/" + n;
        return new MediaResponse(kind, file.contentType(), file.fileName(), file.voice(), href);
    }

    List<Choice> choices() {
        return body instanceof Body.Sent(OutboundContent.Choices choices)
                ? choices.options().stream()
                        .map(option -> new Choice(option.id(), option.title(), option.description()))
                        .toList()
                : List.of();
    }

    @Nullable
    Place location() {
        return body instanceof Body.Received(Content.Location place)
                ? new Place(place.latitude(), place.longitude(), place.label(), place.address())
                : null;
    }

    List<ContactCard> contacts() {
        return body instanceof Body.Received(Content.ContactCard card)
                ? card.people().stream()
                        .map(person -> new ContactCard(person.name(), person.phones(), person.emails()))
                        .toList()
                : List.of();
    }

    /// The fields of a form that the user filled in.
    Map<String, String> fields() {
        return body instanceof Body.Received(Content.FlowReply form) ? new TreeMap<>(form.fields()) : Map.of();
    }
}
