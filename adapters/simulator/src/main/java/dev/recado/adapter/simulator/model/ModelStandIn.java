package dev.recado.adapter.simulator.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.http.LoopbackServer;
import dev.recado.adapter.simulator.http.LoopbackServer.Incoming;
import dev.recado.adapter.simulator.http.StandInResponse;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Stands in for language models behind the APIs of OpenAI (chat completions, Responses with Conversations,
/// transcriptions, moderations, embeddings), Gemini and Anthropic. It refuses what the published API refuses,
/// otherwise follows its script, and records the requests. It uses the next queued script, else the one in the
/// model's name, else the default one (echo). Thread-safe.
public final class ModelStandIn implements AutoCloseable {
    private static final int MAX_BODY = 40 << 20;
    private final ModelState state = new ModelState();
    private final AtomicLong answered = new AtomicLong();
    private final ChatApi chat = new OpenAiChatCompletions();
    private final ChatApi gemini = new GeminiGenerateContent();
    private final ChatApi anthropic = new AnthropicMessages();
    private final OpenAiResponses hosted = new OpenAiResponses();
    private final InstantSource clock;
    private final LoopbackServer server;

    private ModelStandIn(int port, InstantSource clock) {
        this.clock = clock;
        server = LoopbackServer.start(port, "model-stand-in", MAX_BODY, this::answer);
    }

    /// Listens on `port` of the loopback address; 0 takes a free one.
    public static ModelStandIn start(int port, InstantSource clock) {
        return new ModelStandIn(port, clock);
    }

    /// The base URL of its OpenAI API, for `OPENAI_BASE_URL`.
    public URI baseUrl() {
        return server.base().resolve("/v1");
    }

    /// The base URL of its Gemini API, for `GEMINI_BASE_URL`.
    public URI geminiBaseUrl() {
        return server.base().resolve("/v1beta");
    }

    /// The base URL of its Anthropic API, for `ANTHROPIC_BASE_URL`.
    public URI anthropicBaseUrl() {
        return server.base().resolve("/anthropic/v1");
    }

    /// Sets the script for requests whose model's name names none.
    public ModelStandIn answerWith(ModelScript script) {
        state.setDefaultScript(script);
        return this;
    }

    /// Refuses requests with this field, as compatible servers do with unknown fields.
    ///
    /// @param message in the server's words
    public ModelStandIn refusing(String field, String message) {
        state.refuse(field, message);
        return this;
    }

    /// Refuses requests whose texts are longer as too long.
    public ModelStandIn takingAtMost(int characters) {
        state.maxCharacters(characters);
        return this;
    }

    /// Uses this script for the next `times` requests for an answer, independent of the model's name.
    public ModelStandIn next(int times, ModelScript script) {
        state.queue(times, script);
        return this;
    }

    /// Applies this fault to the next `times` requests for anything but an answer (transcriptions, moderations,
    /// embeddings, conversations).
    public ModelStandIn nextAuxiliary(int times, ModelScript fault) {
        state.queueAuxiliary(times, fault);
        return this;
    }

    /// Sets the transcript of voice notes.
    public ModelStandIn hearing(String text) {
        state.transcribeAs(text);
        return this;
    }

    /// Flags texts with this word as harmful.
    ///
    /// @param category the provider's category, such as `harassment`
    public ModelStandIn findingHarm(String word, String category) {
        state.flagAsHarmful(word, category);
        return this;
    }

    /// Forgets all conversations kept for `openai-hosted`, as the provider does after some time.
    public ModelStandIn forgetConversations() {
        hosted.forget();
        return this;
    }

    /// The recorded requests, oldest first; the newest 5,000.
    public List<ModelRequest> requests() {
        return state.requests();
    }

    /// Waits for `count` requests, and returns them.
    public List<ModelRequest> awaitRequests(int count, Duration atMost) throws InterruptedException {
        return state.await(count, atMost);
    }

    /// Clears requests and scripts; the default script is echo again.
    public void reset() {
        state.reset();
        hosted.forget();
    }

    @Override
    public void close() {
        server.close();
    }

    private StandInResponse answer(Incoming incoming) throws InterruptedException {
        return switch (incoming.method() + " " + incoming.path()) {
            case "GET /v1/models" -> OpenAiChatCompletions.models();
            case "POST /v1/chat/completions" -> completion(chat, incoming);
            case "POST /v1/responses" -> completion(hosted, incoming);
            case "POST /anthropic/v1/messages" -> completion(anthropic, incoming);
            case "POST /v1/conversations" -> auxiliary(incoming, hosted.create(parsed(incoming), clock.instant()));
            case "POST /v1/audio/transcriptions" ->
                auxiliary(incoming, OpenAiAuxiliaryApis.transcription(incoming, state.transcript()));
            case "POST /v1/moderations" ->
                auxiliary(incoming, OpenAiAuxiliaryApis.moderation(parsed(incoming), state.harmful()));
            case "POST /v1/embeddings" -> auxiliary(incoming, OpenAiAuxiliaryApis.embeddings(parsed(incoming)));
            default ->
                incoming.method().equals("POST") && GeminiGenerateContent.isPath(incoming.path())
                        ? completion(gemini, incoming)
                        : OpenAiChatCompletions.failure(404, "unknown_url", "Unknown request URL: " + incoming.path());
        };
    }

    private StandInResponse completion(ChatApi api, Incoming incoming) throws InterruptedException {
        Map<String, @Nullable Object> body;
        try {
            body = Json.readObject(incoming.text());
        } catch (IllegalArgumentException _) {
            return api.error(400, null, "invalid_json", "We could not parse the JSON body");
        }
        var request = new ModelRequest(
                clock.instant(),
                incoming.path(),
                api.model(incoming, body),
                api.messages(body),
                incoming.text(),
                api.tools(body));
        state.remember(request);
        var refusal = api.refusal(incoming, body);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var refusedField = state.refusedField(body.keySet());
        if (refusedField.isPresent()) {
            return api.error(400, null, "invalid_value", refusedField.get());
        }
        if (state.isTooLong(request) && !"auto".equals(body.get("truncation"))) {
            return api.tooLong();
        }
        var isTranscription = GeminiGenerateContent.isPath(incoming.path()) && GeminiGenerateContent.isAudio(body);
        var script = isTranscription
                ? state.auxiliaryScript(new ModelScript.Canned(state.transcript()))
                : state.script(request.model());
        return play(script, api, request);
    }

    private StandInResponse auxiliary(Incoming incoming, StandInResponse.Reply reply) throws InterruptedException {
        var request = new ModelRequest(clock.instant(), incoming.path(), "", List.of(), incoming.text(), List.of());
        state.remember(request);
        var script = state.auxiliaryScript(new ModelScript.Echo());
        return script instanceof ModelScript.Echo ? reply : play(script, chat, request);
    }

    private StandInResponse play(ModelScript script, ChatApi api, ModelRequest request) throws InterruptedException {
        return switch (script) {
            case ModelScript.Echo() -> reply(api, request, ModelAnswer.text(request.lastUserText()));
            case ModelScript.Canned(var text) -> reply(api, request, ModelAnswer.text(text));
            case ModelScript.Blank() -> reply(api, request, ModelAnswer.text("  \n"));
            case ModelScript.Cut(var text) ->
                reply(api, request, new ModelAnswer(text, List.of(), ModelAnswer.Kind.CUT));
            case ModelScript.NoMoney() -> api.noMoney();
            case ModelScript.BadKey() -> api.badKey();
            case ModelScript.Raw(var body) ->
                new StandInResponse.Reply(200, Map.of("Content-Type", "application/json"), body.getBytes(UTF_8));
            case ModelScript.Cite() -> reply(api, request, ObedientModel.cite(request));
            case ModelScript.Obey() -> reply(api, request, ObedientModel.obey(request));
            case ModelScript.Refuse() -> reply(api, request, new ModelAnswer("", List.of(), ModelAnswer.Kind.REFUSED));
            case ModelScript.ToolCall(var text, var name, var arguments) ->
                reply(api, request, ModelAnswer.call(text, name, arguments));
            case ModelScript.ToolCalls(var calls) ->
                reply(
                        api,
                        request,
                        new ModelAnswer(
                                "",
                                calls.stream()
                                        .map(call -> new ModelAnswer.Call(call.name(), call.arguments()))
                                        .toList(),
                                ModelAnswer.Kind.PLAIN));
            case ModelScript.MalformedCall(var name) ->
                reply(
                        api,
                        request,
                        new ModelAnswer(
                                "",
                                List.of(new ModelAnswer.Call(name, "{\"reason\":\"x\"}")),
                                ModelAnswer.Kind.MALFORMED_CALL));
            case ModelScript.Garbled() ->
                new StandInResponse.Reply(
                        200, Map.of("Content-Type", "application/json"), "{\"choices\":[{".getBytes(UTF_8));
            case ModelScript.Slow(var time, var then) ->
                server.pause(time) ? play(then, api, request) : new StandInResponse.Cut();
            case ModelScript.Drip() -> new StandInResponse.Drip();
            case ModelScript.Hang() -> {
                server.pause(Duration.ofDays(1));
                yield new StandInResponse.Cut();
            }
            case ModelScript.Fail(var status, var retryAfter, var code) ->
                api.error(status, retryAfter, code, "The stand-in was told to fail with " + status);
        };
    }

    private StandInResponse reply(ChatApi api, ModelRequest request, ModelAnswer modelAnswer) {
        return api.answer(request, modelAnswer, answered.incrementAndGet(), clock.instant());
    }

    private static Map<String, @Nullable Object> parsed(Incoming incoming) {
        try {
            return Json.readObject(incoming.text());
        } catch (IllegalArgumentException _) {
            return Map.of();
        }
    }
}
