package dev.recado.adapter.llm;

import static dev.recado.adapter.llm.Generators.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ChatCallTest {

    private static TryOutcome outcomeOf(RuntimeException thrown) throws InterruptedException {
        ChatModel model = new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                throw thrown;
            }
        };
        return new ChatCall(() -> model, Duration.ofSeconds(1), new CallLimit(1), InstantSource.fixed(NOW))
                .attempt(
                        ChatRequest.builder().messages(UserMessage.from("hola")).build(), NOW.plusSeconds(1));
    }

    @Test
    void anUnknownHostIsNamedAndMayPass() throws InterruptedException {
        var expected = new TryOutcome.Broken("unknown host", true, null);
        assertThat(outcomeOf(new UnresolvedModelServerException(new UnresolvedAddressException())))
                .isEqualTo(expected);
        var connect = new ConnectException();
        connect.initCause(new UnresolvedAddressException());
        assertThat(outcomeOf(new UncheckedIOException(connect))).isEqualTo(expected);
    }

    @Test
    void aLostConnectionMayPass() throws InterruptedException {
        assertThat(outcomeOf(new UncheckedIOException(new IOException("reset by sk-secret"))))
                .isEqualTo(new TryOutcome.Broken("connection lost", true, null));
    }

    @Test
    void whatNobodyForesawIsNamedByItsTypeAlone() throws InterruptedException {
        assertThat(outcomeOf(new IllegalStateException("said: hola")))
                .isEqualTo(new TryOutcome.Useless("unreadable answer (IllegalStateException)"));
    }

    @Test
    void aRealPauseEndsWhenTheThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Pause.real().of(Duration.ofHours(1))).isInstanceOf(InterruptedException.class);
    }
}
