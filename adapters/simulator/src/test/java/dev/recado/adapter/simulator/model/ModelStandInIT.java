package dev.recado.adapter.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.adapter.simulator.http.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelStandInIT {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ModelStandIn model = ModelStandIn.start(0, InstantSource.system());

    @AfterEach
    void close() {
        model.close();
        client.shutdownNow();
    }

    @Test
    void itEchoesWhatTheUserSaidLastAndRemembersTheConversation() throws Exception {
        var answer = ask("gpt-test", 5);

        assertThat(content(answer)).isEqualTo("¿Y mañana?");
        var request = model.awaitRequests(1, Duration.ofSeconds(5)).getFirst();
        assertThat(request.model()).isEqualTo("gpt-test");
        assertThat(request.messages())
                .extracting(ModelRequest.Message::role)
                .containsExactly("system", "user", "assistant", "user");
    }

    @Test
    void theModelsNameChoosesTheScript() throws Exception {
        assertThat(content(ask("canned", 5))).contains("**Relaxing**").hasSizeGreaterThan(1_600);
        assertThat(content(ask("blank", 5))).isBlank();
        assertThat(content(ask("slow:50", 5))).isEqualTo("¿Y mañana?");
        assertThat(ask("fail:503", 5).statusCode()).isEqualTo(503);
        var limited = ask("fail:429:3", 5);
        assertThat(limited.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(limited.body()).contains("rate_limit_exceeded");
        assertThat(ask("quota", 5).body()).contains("insufficient_quota");
        assertThat(ask("nomoney", 5).body()).contains("insufficient_quota");
        assertThat(ask("badkey", 5).statusCode()).isEqualTo(401);
        assertThat(ask("cut", 5).body()).contains("We close at", "\"length\"");
        assertThat(ask("thoughts", 5).body()).contains("\"content\":null", "\"length\"");
    }

    @Test
    void queuedScriptsComeBeforeTheDefaultOne() throws Exception {
        model.answerWith(new ModelScript.Canned("siempre")).next(1, new ModelScript.Fail(500, null, "server_error"));

        assertThat(ask("gpt-test", 5).statusCode()).isEqualTo(500);
        assertThat(content(ask("gpt-test", 5))).isEqualTo("siempre");
    }

    @Test
    void refusedFieldsAreRefusedUntilAReset() throws Exception {
        model.refusing("messages", "this model takes no messages");
        assertThat(ask("gpt-test", 5).body()).contains("this model takes no messages");
        model.reset();
        model.takingAtMost(10);
        assertThat(ask("gpt-test", 5).body()).contains("context_length_exceeded");
        model.takingAtMost(1_000);
        assertThat(ask("gpt-test", 5).statusCode()).isEqualTo(200);
    }

    @Test
    void aHangingModelNeverAnswers() {
        assertThatThrownBy(() -> ask("hang", 1)).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void modelsAreListedAndVoiceNotesTranscribed() throws Exception {
        var models = client.send(
                HttpRequest.newBuilder(URI.create(model.baseUrl() + "/models")).build(),
                HttpResponse.BodyHandlers.ofString());
        var response = client.send(
                HttpRequest.newBuilder(URI.create(model.baseUrl() + "/audio/transcriptions"))
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                --x
                                Content-Disposition: form-data; name="model"

                                gpt-transcribe
                                --x
                                Content-Disposition: form-data; name="file"; filename="x.ogg"

                                bytes
                                --x--
                                """))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(models.body()).contains("\"echo\"");
        assertThat(response.body()).contains("sábados");
    }

    private HttpResponse<String> ask(String name, int seconds) throws Exception {
        var body = """
                {"model":"%s","messages":[{"role":"system","content":"Sé breve"},{"role":"user","content":"¿Abren hoy?"},
                {"role":"assistant","content":"Sí"},{"role":"user","content":[{"type":"text","text":"¿Y mañana?"}]}]}""".formatted(name);
        return client.send(
                HttpRequest.newBuilder(URI.create(model.baseUrl() + "/chat/completions"))
                        .timeout(Duration.ofSeconds(seconds))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String content(HttpResponse<String> answer) {
        var choice = Json.objects(Json.readObject(answer.body()), "choices").getFirst();
        return Json.text(Json.named(choice.get("message")), "content");
    }
}
