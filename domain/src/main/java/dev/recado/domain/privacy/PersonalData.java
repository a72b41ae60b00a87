package dev.recado.domain.privacy;

import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.privacy.PersonalRecords.StoredRecord;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything that is stored of one user.
///
/// @param sections the records by what they are, in order: messages from the oldest to the newest
public record PersonalData(
        ConversationId user, Set<UserAddress> addresses, Instant exportedAt, Map<String, List<StoredRecord>> sections) {
    /// The section of the conversation itself.
    public static final String CONVERSATIONS = Erasure.CONVERSATIONS;

    /// The section of what was said, notes of people of the business included.
    public static final String MESSAGES = "messages";

    public PersonalData {
        addresses = Set.copyOf(addresses);
        sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    }
}
