package dev.recado.domain.privacy;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything under which the stores may hold something of one user.
///
/// @param conversation the user's conversation
/// @param conversations it, and those that the user's addresses have or had of their own
/// @param addresses in every spelling
public record UserKeys(ConversationId conversation, Set<ConversationId> conversations, Set<UserAddress> addresses) {
    private static final String SEPARATOR = "\n";

    public UserKeys {
        conversations = Set.copyOf(conversations);
        addresses = Set.copyOf(addresses);
    }

    /// The keys of the user with these addresses.
    public static UserKeys of(ConversationId conversation, Collection<UserAddress> known) {
        Set<UserAddress> addresses = known.stream()
                .flatMap(address -> address.spellings().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<ConversationId> conversations = addresses.stream()
                .flatMap(address -> Stream.of(ConversationId.of(address), ConversationId.ofSpelling(address)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        conversations.add(conversation);
        return new UserKeys(conversation, conversations, addresses);
    }

    /// The keys of a conversation's user.
    public static UserKeys of(Conversation conversation) {
        Set<UserAddress> addresses = new LinkedHashSet<>(conversation.otherAddresses());
        addresses.add(conversation.address());
        return of(conversation.id(), addresses);
    }

    /// These and further addresses.
    public UserKeys and(Collection<? extends UserAddress> more) {
        Set<UserAddress> all = new LinkedHashSet<>(addresses);
        all.addAll(more);
        return of(conversation, all);
    }

    /// As text, to be stored encrypted.
    String text() {
        return Stream.concat(
                        Stream.of(conversation.toString()), addresses.stream().map(UserAddress::waId))
                .collect(Collectors.joining(SEPARATOR));
    }

    /// Parses the result of [#text()].
    static UserKeys parse(String text) {
        List<String> lines = Arrays.asList(text.split(SEPARATOR));
        return of(
                ConversationId.parse(lines.getFirst()),
                lines.stream().skip(1).map(UserAddress::ofWaId).toList());
    }

    @Override
    public String toString() {
        return "UserKeys[" + addresses.size() + " addresses]";
    }
}
