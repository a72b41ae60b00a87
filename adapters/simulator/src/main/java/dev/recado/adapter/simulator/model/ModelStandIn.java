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
/// transcriptions, moderations, embeddings), Gemini and Anthropic: it refuses what the published API refuses, else
/// does what its script says, and remembers what it was asked. Which script: the one queued first, else the one
/// that the model's name asks for, else the standing one (echo). Safe for many threads.
public final class ModelStandIn implements AutoCloseable {
    private static final int MOST_BODY = 40 << 20;
    private final ModelState memory = new ModelState();
    private final AtomicLong answered = new AtomicLong();
    private final ChatApi chat = new OpenAiChatCompletions();
    private final ChatApi gemini = new GeminiGenerateContent();
    private final ChatApi anthropic = new AnthropicMessages();
    private final OpenAiResponses hosted = new OpenAiResponses();
    private final InstantSource clock;
    private final LoopbackServer server;

    private ModelStandIn(int port, InstantSource clock) {
        this.clock = clock;
        server = LoopbackServer.start(port, "model-stand-in", MOST_BODY, this::answer);
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

    /// From now on, every request whose model's name asks for nothing gets this script.
    public ModelStandIn answerWith(ModelScript script) {
        memory.stand(script);
        return this;
    }

    /// From now on, a request with this field is refused, as compatible servers do with what they do not know.
    ///
    /// @param message in the server's words
    public ModelStandIn refusing(String field, String message) {
        memory.refuse(field, message);
        return this;
    }

    /// From now on, a request whose texts are longer is refused as too long.
    public ModelStandIn takingAtMost(int characters) {
        memory.bound(characters);
        return this;
    }

    /// The next `times` requests for an answer get this script, whatever their model's name.
    public ModelStandIn next(int times, ModelScript script) {
        memory.queue(times, script);
        return this;
    }

    /// The next `times` requests for anything but an answer (transcriptions, moderations, embeddings,
    /// conversations) meet this fault.
    public ModelStandIn nextBeside(int times, ModelScript fault) {
        memory.queueBeside(times, fault);
        return this;
    }

    /// What voice notes are heard as.
    public ModelStandIn hearing(String text) {
        memory.transcribeAs(text);
        return this;
    }

    /// From now on, texts with this word are harmful.
    ///
    /// @param category the provider's word for how, as `harassment`
    public ModelStandIn findingHarm(String word, String category) {
        memory.flagAsHarmful(word, category);
        return this;
    }

    /// Forgets all conversations that it keeps for `openai-hosted`, as a provider does in time.
    public ModelStandIn forgetConversations() {
        hosted.forget();
        return this;
    }

    /// What it was asked, oldest first; the newest 5,000.
    public List<ModelRequest> requests() {
        return memory.requests();
    }

    /// Waits until it was asked `count` times, and gives what.
    public List<ModelRequest> awaitRequests(int count, Duration atMost) throws InterruptedException {
        return memory.await(count, atMost);
    }

    /// Forgets requests and scripts: echo again.
    public void reset() {
        memory.reset();
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
            case "POST /v1/conversations" -> beside(incoming, hosted.create(parsed(incoming), clock.instant()));
            case "POST /v1/audio/transcriptions" ->
                beside(incoming, OpenAiAuxiliaryApis.transcription(incoming, memory.transcript()));
            case "POST /v1/moderations" ->
                beside(incoming, OpenAiAuxiliaryApis.moderation(parsed(incoming), memory.harmful()));
            case "POST /v1/embeddings" -> beside(incoming, OpenAiAuxiliaryApis.embeddings(parsed(incoming)));
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
        } catch (IllegalArgumentException notJson) {
            return api.error(400, null, "invalid_json", "We could not parse the JSON body");
        }
        var request = new ModelRequest(
                clock.instant(),
                incoming.path(),
                api.model(incoming, body),
                api.said(body),
                incoming.text(),
                api.tools(body));
        memory.remember(request);
        var refusal = api.refusal(incoming, body);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var refusedField = memory.refusedField(body.keySet());
        if (refusedField.isPresent()) {
            return api.error(400, null, "invalid_value", refusedField.get());
        }
        if (memory.isTooLong(request) && !"auto".equals(body.get("truncation"))) {
            return api.tooLong();
        }
        var hears = GeminiGenerateContent.isPath(incoming.path()) && GeminiGenerateContent.isAudio(body);
        var script =
                hears ? memory.besideOr(new ModelScript.Canned(memory.transcript())) : memory.script(request.model());
        return play(script, api, request);
    }

    private StandInResponse beside(Incoming incoming, StandInResponse.Reply reply) throws InterruptedException {
        var request = new ModelRequest(clock.instant(), incoming.path(), "", List.of(), incoming.text(), List.of());
        memory.remember(request);
        var script = memory.besideOr(new ModelScript.Echo());
        return script instanceof ModelScript.Echo ? reply : play(script, chat, request);
    }

    private StandInResponse play(ModelScript script, ChatApi api, ModelRequest request) throws InterruptedException {
        return switch (script) {
            case ModelScript.Echo() -> told(api, request, ModelAnswer.text(request.lastUserText()));
            case ModelScript.Canned(var text) -> told(api, request, ModelAnswer.text(text));
            case ModelScript.Blank() -> told(api, request, ModelAnswer.text("  \n"));
            case ModelScript.Cut(var text) ->
                told(api, request, new ModelAnswer(text, List.of(), ModelAnswer.Kind.CUT));
            case ModelScript.NoMoney() -> api.noMoney();
            case ModelScript.BadKey() -> api.badKey();
            case ModelScript.Raw(var body) ->
                new StandInResponse.Reply(200, Map.of("Content-Type", "application/json"), body.getBytes(UTF_8));
            case ModelScript.Cite() -> told(api, request, ObedientModel.cite(request));
            case ModelScript.Obey() -> told(api, request, ObedientModel.obey(request));
            case ModelScript.Refuse() -> told(api, request, new ModelAnswer("", List.of(), ModelAnswer.Kind.REFUSED));
            case ModelScript.ToolCall(var beside, var name, var arguments) ->
                told(api, request, ModelAnswer.call(beside, name, arguments));
            case ModelScript.ToolCalls(var calls) ->
                told(
                        api,
                        request,
                        new ModelAnswer(
                                "",
                                calls.stream()
                                        .map(call -> new ModelAnswer.Call(call.name(), call.arguments()))
                                        .toList(),
                                ModelAnswer.Kind.PLAIN));
            case ModelScript.MalformedCall(var name) ->
                told(
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

    private StandInResponse told(ChatApi api, ModelRequest request, ModelAnswer told) {
        return api.answer(request, told, answered.incrementAndGet(), clock.instant());
    }

    private static Map<String, @Nullable Object> parsed(Incoming incoming) {
        try {
            return Json.readObject(incoming.text());
        } catch (IllegalArgumentException notJson) {
            return Map.of();
        }
    }
}
