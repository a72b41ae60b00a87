package dev.recado.domain.conversation;

import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Takes out of a conversation's history what the provider refused: a model would take it for said.
public final class RefusedWords {
    private final SessionStore sessions;

    public RefusedWords(SessionStore sessions) {
        this.sessions = sessions;
    }

    /// Removes the words of a decision no part of which reached the user. Where one did, they stay.
    ///
    /// @param refused the parts of one pass that the provider refused
    /// @param answers what the decision answers
    /// @param saidAt when the decision was stored
    public void remove(ConversationId id, List<OutboundMessage> refused, Predicate<MessageId> answers, Instant saidAt) {
        List<OutboundMessage> own = refused.stream()
                .filter(part -> part.answers() != null && answers.test(part.answers()))
                .toList();
        if (!own.isEmpty() && own.size() == own.getFirst().count()) {
            Instant moment = saidAt.truncatedTo(ChronoUnit.MILLIS);
            remove(id, said -> said.at().truncatedTo(ChronoUnit.MILLIS).equals(moment));
        }
    }

    /// Removes the words of a part that the provider had accepted. Of an answer in several parts they stay.
    public void remove(OutboundMessage part) {
        if (part.count() == 1) {
            remove(part.conversationId(), said -> said.text().equals(part.text()));
        }
    }

    private void remove(ConversationId id, Predicate<Utterance> which) {
        Optional<Utterance> found = sessions.find(id)
                .flatMap(conversation -> conversation.turns().reversed().stream()
                        .filter(said -> said.role() != Role.USER)
                        .filter(which)
                        .findFirst());
        found.ifPresent(said -> sessions.unsay(id, said));
    }
}
