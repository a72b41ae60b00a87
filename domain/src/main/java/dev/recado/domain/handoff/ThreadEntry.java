package dev.recado.domain.handoff;

import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.Role;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One entry of a conversation's thread: a message, a note, or something that happened.
///
/// @param text the words as stored; empty for an entry without words
/// @param body what the words are part of
/// @param status as stored
/// @param problem why it failed; null for an entry that did not
/// @param author the person of the business who wrote or did it; null where this is unknown, or nobody
/// @param origin how an answer was made; [Origin#UNKNOWN] for any other entry
/// @param quoted the earlier message that it quotes; null for none, or one that is not stored
public record ThreadEntry(
        String id,
        Voice voice,
        String text,
        Body body,
        String status,
        @Nullable Problem problem,
        @Nullable Author author,
        Origin origin,
        @Nullable Quoted quoted,
        Instant at) {
    /// The order of a thread. Of two parts of one answer, which differ in their number alone, the earlier comes
    /// first.
    public static final Comparator<ThreadEntry> OLDEST_FIRST =
            Comparator.comparing(ThreadEntry::at).thenComparing(ThreadEntry::id, idOrder());

    /// Whose words they are.
    public enum Voice {
        USER,
        ASSISTANT,
        /// A person of the business.
        AGENT,
        /// Nobody's: something that happened.
        SYSTEM,
        /// A person of the business, for colleagues alone.
        NOTE;

        /// The name as stored and shown: lower case.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Voice of(Role role) {
            return valueOf(role.name());
        }

        /// @throws IllegalArgumentException for an unknown name
        public static Voice ofId(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /// The body of an entry.
    public sealed interface Body {
        /// A note, or a message known by its words alone.
        record Words() implements Body {}

        /// A message that came in.
        record Received(Content content) implements Body {}

        /// A message that went out, or is going to.
        record Sent(OutboundContent content) implements Body {}

        record Happened(BusinessEvent event) implements Body {}
    }

    /// Why a message failed.
    ///
    /// @param code the provider's, or a word of ours
    /// @param text the reason in words, as far as it is known
    public record Problem(@Nullable String code, @Nullable String text) {}

    /// How an answer was made.
    ///
    /// @param sources the passages it is based on
    /// @param steps the steps to it and their outcomes, in order
    public record Origin(List<String> sources, List<Map<String, Object>> steps) {
        public static final Origin UNKNOWN = new Origin(List.of(), List.of());

        public Origin {
            sources = List.copyOf(sources);
            steps = List.copyOf(steps);
        }
    }

    /// An earlier message of the conversation.
    public record Quoted(String id, Voice voice, String text) {}

    /// The order of ids at one time.
    public static Comparator<String> idOrder() {
        return Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());
    }

    /// The name of the kind of its body: `text`, `image`, `template`, or an event's type.
    public String kind() {
        return switch (body) {
            case Body.Words _ -> "text";
            case Body.Received(Content content) -> content.kind();
            case Body.Happened(BusinessEvent event) -> event.type().id();
            case Body.Sent(OutboundContent content) ->
                switch (content) {
                    case OutboundContent.Text _ -> "text";
                    case OutboundContent.Media media -> media.mediaKind().id();
                    case OutboundContent.Choices _ -> "choices";
                    case OutboundContent.Template _ -> "template";
                };
        };
    }
}
