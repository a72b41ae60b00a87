package dev.recado.domain.policy;

import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Applies users' edits and revocations to earlier messages.
public final class EditsAndRevokes {
    private EditsAndRevokes() {}

    /// Returns the waiting messages that need a reply, with their last edit applied and without revoked ones. An
    /// edit or revocation of any other message changes nothing.
    ///
    /// @param waiting in order
    /// @return in the same order; missing messages are closed without a reply
    public static List<InboundMessage> apply(List<InboundMessage> waiting) {
        Map<String, InboundMessage> asked = new LinkedHashMap<>();
        waiting.stream().filter(InboundMessage::asksForReply).forEach(m -> asked.put(m.externalId(), m));
        for (InboundMessage message : waiting) {
            if (message.content() instanceof Content.Edit edit) {
                asked.computeIfPresent(edit.targetExternalId(), (_, target) -> target.withContent(edit.newContent()));
            } else if (message.content() instanceof Content.Revoke revoke) {
                asked.remove(revoke.targetExternalId());
            }
        }
        return List.copyOf(asked.values());
    }
}
