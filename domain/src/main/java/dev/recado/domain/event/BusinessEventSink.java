package dev.recado.domain.event;

import java.util.List;

/// Takes what the business is to be told, once it is stored with the conversation.
@FunctionalInterface
public interface BusinessEventSink {

    /// Takes them over: quick, and never throws. Whoever takes them and dies has lost nothing, as the conversations
    /// keep them until they are told. A repeat is harmless.
    void take(List<BusinessEvent> events);
}
