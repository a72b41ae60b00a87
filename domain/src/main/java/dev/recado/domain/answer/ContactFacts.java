package dev.recado.domain.answer;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.contact.Contact;
import dev.recado.domain.contact.ContactDirectory;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.event.Event;
import dev.recado.domain.identity.UserAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The facts about a user's contact that a model may see.
public final class ContactFacts {
    /// Short, because an answer works without contact data.
    private static final Duration MAX_WAIT = Duration.ofSeconds(3);

    private final ContactDirectory directory;
    private final List<String> allowed;
    private final InstantSource clock;

    /// @param allowed the fields a model may see: `name`, `email`, `language`, and the business's own
    public ContactFacts(ContactDirectory directory, List<String> allowed, InstantSource clock) {
        this.directory = directory;
        this.allowed = List.copyOf(allowed);
        this.clock = clock;
    }

    /// Returns the facts by field; empty for an unknown user, and when the look-up fails, which never stops a
    /// turn. Recorded as a step of the turn unless the user is unknown.
    public Map<String, String> of(TurnContext turn) {
        Instant start = clock.instant();
        try {
            Optional<Contact> contact = directory.find(addresses(turn), limit(turn, start));
            contact.ifPresent(_ -> recordStep(turn, start, null));
            return contact.map(this::facts).orElse(Map.of());
        } catch (PortUnavailableException e) {
            recordStep(turn, start, String.valueOf(e.getMessage()));
            return Map.of();
        }
    }

    private void recordStep(TurnContext turn, Instant start, @Nullable String error) {
        turn.trace().add(new Event.ContactLookedUp(turn.id(), Duration.between(start, clock.instant()), error));
    }

    private static Instant limit(TurnContext turn, Instant start) {
        Instant limit = start.plus(MAX_WAIT);
        return limit.isBefore(turn.deadline()) ? limit : turn.deadline();
    }

    private static Set<UserAddress> addresses(TurnContext turn) {
        Conversation conversation = turn.conversation();
        Set<UserAddress> addresses = new LinkedHashSet<>(turn.latest().addresses());
        addresses.add(conversation.address());
        addresses.addAll(conversation.otherAddresses());
        return addresses;
    }

    private Map<String, String> facts(Contact contact) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String field : allowed) {
            String value = switch (field) {
                case "name" -> contact.name();
                case "email" -> contact.email();
                case "language" ->
                    contact.language() == null ? null : contact.language().tag();
                default -> contact.facts().get(field);
            };
            if (value != null && !value.isBlank()) {
                facts.put(field, value);
            }
        }
        return facts;
    }
}
