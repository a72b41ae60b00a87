package dev.recado.domain.contact;

import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import java.util.Collection;
import java.util.Map;

/// Who is who: the conversations of business-scoped ids beside which a phone number was seen. An id that is not in
/// here is a user of its own.
public interface AddressDirectory {

    /// The conversations of these ids; those that are a user of their own are absent. One read, however many;
    /// quick or not at all, as webhooks wait for it.
    Map<BusinessScoped, ConversationId> conversations(Collection<BusinessScoped> ids);

    /// From now on messages of the id belong to the conversation. A repeat changes nothing.
    void assign(BusinessScoped id, ConversationId conversation);
}
