package dev.recado.domain.operation;

import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.intake.AcceptMessageUseCase;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.InboundMessage.Origin;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replays a dead letter as a copy under a derived id. The copy is processed like any message; the parts of its
/// answer have their own ids, and a second replay finds the first one.
public final class ReplayDeadLetter implements ReplayDeadLetterUseCase {
    private static final Pattern COPY = Pattern.compile("(.*)~(\\d{1,9})");

    private final DeadLetters letters;
    private final AcceptMessageUseCase accept;
    private final EventSink events;
    private final InstantSource clock;

    public ReplayDeadLetter(DeadLetters letters, AcceptMessageUseCase accept, EventSink events, InstantSource clock) {
        this.letters = letters;
        this.accept = accept;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Replay replay(MessageId id) {
        MessageId current = id;
        Optional<DeadLetter> letter = letters.find(id);
        if (letter.isEmpty()) {
            return new Replay.Unknown();
        }
        while (letter.isPresent()) {
            MessageId replayedAs = letter.get().replayedAs();
            if (replayedAs == null) {
                return new Replay.Accepted(again(letter.get().message()));
            }
            // If the copy is a dead letter too, the copy is replayed.
            current = replayedAs;
            letter = letters.find(current);
        }
        return new Replay.Accepted(current);
    }

    private MessageId again(InboundMessage message) {
        InboundMessage copy = copy(message);
        accept.accept(copy);
        letters.replayed(message.id(), copy.id());
        events.publish(new Event.Replayed(message.id(), copy.id()));
        return copy.id();
    }

    private InboundMessage copy(InboundMessage message) {
        String externalId = next(message.externalId());
        return new InboundMessage(
                MessageId.of(message.channel(), externalId),
                new Origin(message.channel(), externalId, message.source(), message.businessAddress(), message.raw()),
                message.sender(),
                message.content(),
                message.writtenAt(),
                clock.instant(),
                message.conversationId(),
                message.context());
    }

    private static String next(String externalId) {
        Matcher copy = COPY.matcher(externalId);
        return copy.matches() ? copy.group(1) + "~" + (Integer.parseInt(copy.group(2)) + 1) : externalId + "~1";
    }
}
