package dev.recado.adapter.simulator.model;

import dev.recado.adapter.simulator.http.LoopbackServer.Incoming;
import dev.recado.adapter.simulator.http.StandInResponse;
import dev.recado.adapter.simulator.model.ModelRequest.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One provider's published chat API: what it refuses, how it says what was said, and how it answers.
interface ChatApi {

    /// What the API would answer instead of asking a model: a key or a version is missing, a field is unknown,
    /// needed or of the wrong type, roles or tool results are out of order.
    Optional<StandInResponse.Reply> refusal(Incoming incoming, Map<String, @Nullable Object> body);

    /// The model's name.
    String model(Incoming incoming, Map<String, @Nullable Object> body);

    List<Said> said(Map<String, @Nullable Object> body);

    /// The names of the tools that the model may call now.
    List<String> tools(Map<String, @Nullable Object> body);

    /// @param number counts the answers of this stand-in
    StandInResponse.Reply answer(ModelRequest request, ModelAnswer told, long number, Instant now);

    /// An error in the API's form.
    ///
    /// @param code OpenAI's word for it, which the others put in their own way
    StandInResponse.Reply error(int status, @Nullable Duration retryAfter, String code, String message);

    /// The refusal of an account without money, as the provider words it.
    StandInResponse.Reply noMoney();

    /// The refusal of a key, as the provider words it.
    StandInResponse.Reply badKey();

    /// The refusal of a prompt that is too long, as the provider words it.
    StandInResponse.Reply tooLong();

    /// What a token is taken to be.
    static int tokens(String text) {
        return 1 + text.length() / 4;
    }

    static StandInResponse.Reply waiting(StandInResponse.Reply reply, @Nullable Duration retryAfter) {
        return retryAfter == null ? reply : reply.with("Retry-After", Long.toString(retryAfter.toSeconds()));
    }
}
