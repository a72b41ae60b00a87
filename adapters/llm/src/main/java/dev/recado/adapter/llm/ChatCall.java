package dev.recado.adapter.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.recado.adapter.llm.TryOutcome.Answered;
import dev.recado.adapter.llm.TryOutcome.Broken;
import dev.recado.adapter.llm.TryOutcome.Declined;
import dev.recado.adapter.llm.TryOutcome.Useless;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One try: a place among the calls in flight, the call, and what its end means.
///
/// @param model its retries are off
/// @param timeout the longest a call may take
record ChatCall(Supplier<ChatModel> model, Duration timeout, CallLimit limit, InstantSource clock) {

    /// Returns by the deadline.
    TryOutcome attempt(ChatRequest request, Instant deadline) throws InterruptedException {
        if (!limit.enter(left(deadline))) {
            return new Broken("no free call before the deadline", false, null);
        }
        try {
            Duration left = left(deadline);
            if (!left.isPositive()) {
                return new Broken("deadline passed", false, null);
            }
            return call(request, left.compareTo(timeout) < 0 ? left : timeout);
        } finally {
            limit.leave();
        }
    }

    private TryOutcome call(ChatRequest request, Duration within) throws InterruptedException {
        try {
            ChatResponse response = ScopedValue.where(ProviderHttpClient.TIMEOUT, within)
                    .call(() -> model.get().chat(request));
            return read(response);
        } catch (ProviderHttpClient.Interrupted e) {
            Thread.interrupted();
            throw new InterruptedException("model call");
        } catch (ContentFilteredException e) {
            return new Declined("refusal");
        } catch (RuntimeException e) {
            return explain(e);
        }
    }

    private static TryOutcome read(ChatResponse response) {
        if (response.finishReason() == FinishReason.CONTENT_FILTER) {
            return new Declined("content_filter");
        }
        @Nullable String content = response.aiMessage().text();
        String text = content == null ? "" : AnswerText.of(content);
        return text.isEmpty() ? new Useless("blank answer") : new Answered(text);
    }

    // LangChain4j wraps what the client threw in exceptions of its own; what happened is somewhere below.
    private static TryOutcome explain(RuntimeException thrown) {
        for (@Nullable Throwable e = thrown; e != null; e = e.getCause()) {
            switch (e) {
                case HttpFailure http -> {
                    return http.outcome();
                }
                case dev.langchain4j.exception.TimeoutException late -> {
                    return new Broken("timeout", true, null);
                }
                case UnresolvedAddressException unknown -> {
                    return new Broken("unknown host", true, null);
                }
                case ConnectException refused -> {
                    return hasCause(refused, UnresolvedAddressException.class)
                            ? new Broken("unknown host", true, null)
                            : new Broken("connection refused", true, null);
                }
                case JsonProcessingException garbled -> {
                    return new Useless("unreadable answer");
                }
                case IOException lost -> {
                    return new Broken("connection lost", true, null);
                }
                default -> {}
            }
        }
        return new Useless("unreadable answer (" + thrown.getClass().getSimpleName() + ")");
    }

    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
        for (@Nullable Throwable e = thrown; e != null; e = e.getCause()) {
            if (type.isInstance(e)) {
                return true;
            }
        }
        return false;
    }

    private Duration left(Instant deadline) {
        return Duration.between(clock.instant(), deadline);
    }
}
