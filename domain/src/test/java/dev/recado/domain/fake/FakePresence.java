package dev.recado.domain.fake;

import dev.recado.domain.delivery.TypingPresence;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.InboundMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Records for which messages the typing indicator was shown.
public final class FakePresence implements TypingPresence {
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final List<String> read = new CopyOnWriteArrayList<>();
    private volatile Consumer<InboundMessage> before = _ -> {};

    /// Sets what happens whenever the indicator is shown; its exceptions are thrown.
    public void onTyping(Consumer<InboundMessage> action) {
        before = action;
    }

    /// The provider's ids of the messages, one for each time.
    public List<String> shown() {
        return List.copyOf(shown);
    }

    /// The provider's ids of the messages that were marked as read without typing.
    public List<String> read() {
        return List.copyOf(read);
    }

    @Override
    public void read(InboundMessage latest) {
        read.add(latest.externalId());
    }

    @Override
    public Channel channel() {
        return Channel.TWILIO;
    }

    @Override
    public void typing(InboundMessage latest) {
        before.accept(latest);
        shown.add(latest.externalId());
    }
}
