package dev.recado.domain.conversation;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.contact.AddressDirectory;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.message.InboundMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the conversation of messages that came without a phone number. A phone number needs no look-up.
public final class ConversationResolver {
    private final AddressDirectory contacts;

    public ConversationResolver(AddressDirectory contacts) {
        this.contacts = contacts;
    }

    /// Puts the messages into the conversations that they belong to: one read for all of them, none where all
    /// came with phone numbers. While the store is away they stay in conversations of their own, which a turn
    /// merges later.
    public List<InboundMessage> resolve(List<InboundMessage> messages) {
        Set<BusinessScoped> ids = messages.stream()
                .filter(ConversationResolver::isByItself)
                .map(message -> (BusinessScoped) message.from())
                .collect(Collectors.toUnmodifiableSet());
        if (ids.isEmpty()) {
            return messages;
        }
        Map<BusinessScoped, ConversationId> known = known(ids);
        return messages.stream().map(message -> resolve(message, known)).toList();
    }

    private static InboundMessage resolve(InboundMessage message, Map<BusinessScoped, ConversationId> known) {
        ConversationId conversation =
                message.from() instanceof BusinessScoped id && isByItself(message) ? known.get(id) : null;
        return conversation == null ? message : message.in(conversation);
    }

    private Map<BusinessScoped, ConversationId> known(Set<BusinessScoped> ids) {
        try {
            return contacts.conversations(ids);
        } catch (PortUnavailableException e) {
            return Map.of();
        }
    }

    private static boolean isByItself(InboundMessage message) {
        return message.from() instanceof BusinessScoped id
                && message.conversationId().equals(ConversationId.of(id));
    }
}
