package dev.recado.adapter.simulator.model;

import dev.recado.adapter.simulator.http.LoopbackServer.Incoming;
import dev.recado.adapter.simulator.http.StandInResponse;
import dev.recado.adapter.simulator.model.ModelRequest.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A provider's published chat API: validates requests, reads their messages, and formats answers.
interface ChatApi {

    /// The API's error for an invalid request: a key or a version is missing; a field is unknown, missing or has
    /// the wrong type; roles or tool results are out of order.
    Optional<StandInResponse.Reply> refusal(Incoming incoming, Map<String, @Nullable Object> body);

    /// The model's name.
    String model(Incoming incoming, Map<String, @Nullable Object> body);

    List<Message> messages(Map<String, @Nullable Object> body);

    /// The names of the tools that the model may call.
    List<String> tools(Map<String, @Nullable Object> body);

    /// @param number counts the answers of this stand-in
    StandInResponse.Reply answer(ModelRequest request, ModelAnswer modelAnswer, long number, Instant now);

    /// An error in the API's format.
    ///
    /// @param code OpenAI's code, which other providers express in their own way
    StandInResponse.Reply error(int status, @Nullable Duration retryAfter, String code, String message);

    /// The provider's error for an account without money.
    StandInResponse.Reply noMoney();

    /// The provider's error for an invalid key.
    StandInResponse.Reply badKey();

    /// The provider's error for a prompt that is too long.
    StandInResponse.Reply tooLong();

    /// The estimated number of tokens.
    static int tokens(String text) {
        return 1 + text.length() / 4;
    }

    static StandInResponse.Reply waiting(StandInResponse.Reply reply, @Nullable Duration retryAfter) {
        return retryAfter == null ? reply : reply.with("Retry-After", Long.toString(retryAfter.toSeconds()));
    }
}
