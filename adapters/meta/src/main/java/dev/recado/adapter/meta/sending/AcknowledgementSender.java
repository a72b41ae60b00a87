package dev.recado.adapter.meta.sending;

import dev.recado.adapter.meta.api.BusinessNumbers;
import dev.recado.adapter.meta.api.GraphCallException;
import dev.recado.adapter.meta.api.GraphClient;
import dev.recado.adapter.meta.api.GraphError;
import dev.recado.domain.BoundedMap;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox.Appended;
import dev.recado.domain.policy.Acknowledgements;
import dev.recado.domain.turn.MuteCheckUseCase;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a user a short "one moment" message while the answer is prepared: best effort, outside the webhook's
/// request, at most once per message. Thread-safe.
public final class AcknowledgementSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AcknowledgementSender.class);
    /// Few, because they share the connections with the answers.
    private static final int MAX_CONCURRENT = 20;

    private static final int MAX_REMEMBERED = 10_000;

    private final @Nullable Acknowledgements words;
    private final MuteCheckUseCase muteCheck;
    private final GraphClient client;
    private final BusinessNumbers numbers;
    private final GraphRequestWriter requests;
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<MessageId> sent = Collections.newSetFromMap(BoundedMap.droppingOldest(MAX_REMEMBERED));

    /// @param words the texts; null sends nothing
    public AcknowledgementSender(
            @Nullable Acknowledgements words,
            MuteCheckUseCase muteCheck,
            GraphClient client,
            BusinessNumbers numbers,
            GraphRequestWriter requests) {
        this.words = words;
        this.muteCheck = muteCheck;
        this.client = client;
        this.numbers = numbers;
        this.requests = requests;
    }

    /// Sends one to every user whose messages were stored just now and expect a reply.
    ///
    /// @param appended the outcome of each message
    public void say(List<InboundMessage> messages, List<Appended> appended) {
        if (words == null) {
            return;
        }
        for (InboundMessage message : latest(messages, appended)) {
            if (sent.add(message.id()) && permits.tryAcquire()) {
                threads.execute(() -> {
                    try {
                        if (!muteCheck.isMuted(message)) {
                            send(message, words.textFor(message));
                        }
                    } finally {
                        permits.release();
                    }
                });
            }
        }
    }

    private static Collection<InboundMessage> latest(List<InboundMessage> messages, List<Appended> appended) {
        Map<Object, InboundMessage> latest = new LinkedHashMap<>();
        for (int i = 0; i < messages.size(); i++) {
            InboundMessage message = messages.get(i);
            if (appended.get(i) == Appended.STORED
                    && message.expectsTurn()
                    && message.content().asksForReply()) {
                latest.put(message.conversationId(), message);
            }
        }
        return latest.values();
    }

    private void send(InboundMessage message, String text) {
        String number = numbers.numberFor(message.businessAddress());
        try {
            GraphClient.Answer answer = client.post(number + "/messages", requests.note(message.from(), text));
            if (!answer.isSuccess()) {
                LOG.info(
                        "[OUT] \"one moment\" was not sent: {}",
                        answer.error().map(GraphError::name).orElse("HTTP " + answer.status()));
            }
        } catch (GraphCallException failure) {
            LOG.info("[OUT] \"one moment\" was not sent: {}", failure.words());
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
