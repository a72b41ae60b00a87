package dev.recado.domain.handoff;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.identity.UserAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// The details that events of requests have in common.
final class HandoffEvents {
    private HandoffEvents() {}

    /// The user, in a map that more can be added to.
    static Map<String, String> who(Conversation conversation) {
        Map<String, String> details = new HashMap<>();
        switch (conversation.address()) {
            case UserAddress.Phone(String number) -> details.put("phone", number);
            case UserAddress.BusinessScoped(String id) -> details.put("user_id", id);
        }
        if (conversation.profileName() != null) {
            details.put("name", conversation.profileName());
        }
        return details;
    }

    /// A conversation waits for a person again, whose owner had it before.
    ///
    /// @param next its ownership from now on
    /// @param by why, as in [Ownership.Handoff]
    static BusinessEvent queuedAgain(Conversation conversation, Ownership next, String by, Instant now) {
        Map<String, String> details = who(conversation);
        details.put("reason", "");
        details.put("by", by);
        putAgent(details, conversation.ownership());
        return BusinessEvent.of(
                BusinessEvent.Type.HANDOFF_REQUESTED,
                conversation.id() + "@" + next.version(),
                conversation.id(),
                now,
                details);
    }

    /// Adds the person who has the conversation, if this is known.
    static void putAgent(Map<String, String> details, Ownership ownership) {
        ownership.owner().ifPresent(person -> {
            details.put("agent", person.id());
            details.put("agent_name", person.name());
        });
    }
}
