package dev.recado.domain.policy;

import dev.recado.domain.model.Content;
import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.model.Language;
import dev.recado.domain.model.MessageId;
import dev.recado.domain.model.Turn;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a policy may look at.
///
/// @param messages what waits, in order; never empty
/// @param history the recent turns before them, oldest first
/// @param language the user's, as far as it is known
/// @param deadline by then the reply must be decided
public record TurnContext(
        List<InboundMessage> messages,
        List<Turn> history,
        Language language,
        @Nullable String profileName,
        Instant deadline) {
    public TurnContext {
        messages = List.copyOf(messages);
        history = List.copyOf(history);
    }

    /// The same turn in another language.
    public TurnContext in(Language other) {
        return new TurnContext(messages, history, other, profileName, deadline);
    }

    /// The newest message: what the turn is known by.
    public InboundMessage latest() {
        return messages.getLast();
    }

    public MessageId id() {
        return latest().id();
    }

    /// The user's own words of all messages, a line each; blank when there are none.
    public String words() {
        return messages.stream()
                .map(m -> m.content().text().strip())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /// What the user said, as the model and the record see it: words, and in brackets what came without or beside
    /// them.
    public String said() {
        return messages.stream().map(m -> said(m.content())).collect(Collectors.joining("\n"));
    }

    private static String said(Content content) {
        String words = content.text().strip();
        return switch (content) {
            case Content.Text ignored -> words;
            case Content.Choice ignored -> words;
            case Content.FlowReply ignored -> words;
            case Content.Media media -> bracketed(media.kind(), words);
            case Content.ContactCard card -> bracketed(card.kind(), words);
            case Content.Location location -> bracketed(location.kind(), words);
            case Content.Order order -> bracketed(order.kind(), words);
            case Content.Edit edit -> said(edit.now());
            case Content.Revoke revoke -> bracketed(revoke.kind(), words);
            case Content.AddressChange change -> bracketed(change.kind(), words);
            case Content.Reaction reaction -> bracketed(reaction.kind(), words);
            case Content.Unsupported unsupported -> bracketed(unsupported.kind(), words);
        };
    }

    private static String bracketed(String kind, String words) {
        return words.isEmpty() ? "[" + kind + "]" : "[" + kind + "] " + words;
    }
}
