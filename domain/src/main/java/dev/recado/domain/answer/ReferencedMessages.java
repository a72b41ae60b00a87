package dev.recado.domain.answer;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.ResponseGenerator.Reference;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageContext.Referral;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds what the messages of a turn refer to: quoted earlier messages, and the advertisement or product that the
/// user came from. Providers send only the id of a quoted message; its text is in the log.
///
/// @param log searched in this conversation only, so that nobody sees what another user wrote
public record ReferencedMessages(MessageLog log) {
    private static final int MOST = 5;

    List<Reference> of(TurnContext turn) {
        Set<Reference> found = new LinkedHashSet<>();
        for (InboundMessage message : turn.messages().reversed()) {
            Referral referral = message.context().referral();
            if (referral != null && found.size() < MOST) {
                found.add(new Reference.CameFrom(referral));
            }
            String quoted = message.context().quotedId();
            if (quoted != null && found.size() < MOST) {
                quoted(turn, message, quoted).ifPresent(found::add);
            }
        }
        return new ArrayList<>(found).reversed();
    }

    /// Returns whether a message of the turn refers to something.
    public static boolean arePresent(TurnContext turn) {
        return turn.messages().stream()
                .map(InboundMessage::context)
                .anyMatch(context -> context.quotedId() != null || context.referral() != null);
    }

    private Optional<Reference> quoted(TurnContext turn, InboundMessage message, String id) {
        try {
            return log.find(turn.conversation().id(), message.channel(), id)
                    .filter(entry -> !entry.content().isBlank())
                    .map(entry -> new Reference.Quoted(Role.ofId(entry.role()), entry.content()));
        } catch (PortUnavailableException _) {
            return Optional.empty();
        }
    }
}
