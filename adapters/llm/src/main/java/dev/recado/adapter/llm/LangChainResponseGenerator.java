package dev.recado.adapter.llm;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.recado.adapter.llm.TryOutcome.Answered;
import dev.recado.adapter.llm.TryOutcome.Broken;
import dev.recado.adapter.llm.TryOutcome.Declined;
import dev.recado.adapter.llm.TryOutcome.Useless;
import dev.recado.domain.port.PortUnavailableException;
import dev.recado.domain.port.ResponseGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a chat model of LangChain4j, and again while that may help and the deadline allows it.
final class LangChainResponseGenerator implements ResponseGenerator {

    private static final Logger LOG = LoggerFactory.getLogger(LangChainResponseGenerator.class);

    private final String model;
    private final PromptAssembly assembly;
    private final ChatCall call;
    private final RetryPolicy retries;
    private final ModelHealth health;
    private final Pause pause;

    /// @param model the configured name, by which answers are counted
    LangChainResponseGenerator(
            String model,
            PromptAssembly assembly,
            ChatCall call,
            RetryPolicy retries,
            ModelHealth health,
            Pause pause) {
        this.model = model;
        this.assembly = assembly;
        this.call = call;
        this.retries = retries;
        this.health = health;
        this.pause = pause;
    }

    /// {@inheritDoc}
    ///
    /// @throws PortUnavailableException when the thread is interrupted: the process is stopping, another may ask
    @Override
    public Generation generate(Prompt prompt) {
        InstantSource clock = call.clock();
        Instant started = clock.instant();
        LocalDate today = LocalDate.ofInstant(started, ZoneId.systemDefault());
        ChatRequest request =
                ChatRequest.builder().messages(assembly.messages(prompt, today)).build();
        try {
            Generation generation = ask(request, started, prompt.deadline());
            health.record(generation, clock.instant());
            return generation;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortUnavailableException("Language model: interrupted while it was asked", e);
        }
    }

    private Generation ask(ChatRequest request, Instant started, Instant deadline) throws InterruptedException {
        int useless = 0;
        for (int tries = 1; ; tries++) {
            String reason;
            boolean again;
            @Nullable Duration retryAfter = null;
            switch (call.attempt(request, deadline)) {
                case Answered answered -> {
                    return new Generation.Answer(
                            answered.text(),
                            model,
                            Duration.between(started, call.clock().instant()));
                }
                case Declined declined -> {
                    return new Generation.Refusal(declined.reason());
                }
                case Useless nothing -> {
                    reason = nothing.reason();
                    again = ++useless < 2;
                }
                case Broken broken -> {
                    reason = broken.reason();
                    again = broken.passing();
                    retryAfter = broken.retryAfter();
                }
            }
            Duration left = Duration.between(call.clock().instant(), deadline);
            Optional<Duration> wait = again ? retries.waitAfter(tries, retryAfter, left) : Optional.empty();
            if (wait.isEmpty()) {
                return new Generation.Failed(tries == 1 ? reason : reason + " (" + tries + " tries)");
            }
            LOG.info(
                    "[LLM] RETRY model={} try={} wait_ms={} error={}",
                    model,
                    tries,
                    wait.get().toMillis(),
                    reason.replace(' ', '_'));
            pause.of(wait.get());
        }
    }
}
