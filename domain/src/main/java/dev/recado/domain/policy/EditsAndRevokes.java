package dev.recado.domain.policy;

import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What users say about what they said before.
public final class EditsAndRevokes {
    private EditsAndRevokes() {}

    /// What is to be answered of the messages that wait: those that ask for a reply, in the words of their last
    /// edit, without those taken back. An edit or a revocation of anything else changes nothing.
    ///
    /// @param waiting in order
    /// @return in the same order; what is missing is closed in silence
    public static List<InboundMessage> apply(List<InboundMessage> waiting) {
        Map<String, InboundMessage> asked = new LinkedHashMap<>();
        waiting.stream().filter(InboundMessage::asksForReply).forEach(m -> asked.put(m.externalId(), m));
        for (InboundMessage message : waiting) {
            if (message.content() instanceof Content.Edit edit) {
                asked.computeIfPresent(edit.targetExternalId(), (id, target) -> target.saying(edit.now()));
            } else if (message.content() instanceof Content.Revoke revoke) {
                asked.remove(revoke.targetExternalId());
            }
        }
        return List.copyOf(asked.values());
    }
}
