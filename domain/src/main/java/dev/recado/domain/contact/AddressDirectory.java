package dev.recado.domain.contact;

import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import java.util.Collection;
import java.util.Map;

/// Maps business-scoped ids to the conversations of users whose phone number was seen together with the id. An id
/// without an entry is a user of its own. Every method may throw [dev.recado.domain.PortUnavailableException]; a
/// retry is safe and may help. Thread-safe.
public interface AddressDirectory {

    /// Returns the conversations of these ids; ids without an entry are absent. One read for any number of ids;
    /// fails fast, because webhooks wait for it.
    Map<BusinessScoped, ConversationId> conversations(Collection<BusinessScoped> ids);

    /// Assigns the id to the conversation, for its messages from now on. A repeat is harmless.
    void assign(BusinessScoped id, ConversationId conversation);
}
