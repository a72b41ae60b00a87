package dev.recado.adapter.llm;

import static dev.recado.adapter.llm.TestGenerators.KEY;
import static dev.recado.adapter.llm.TestGenerators.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.adapter.llm.gemini.GeminiSettings;
import dev.recado.adapter.llm.gemini.GeminiTranscriber;
import dev.recado.adapter.llm.openai.OpenAiSettings;
import dev.recado.adapter.llm.openai.OpenAiTranscriber;
import dev.recado.adapter.simulator.model.ModelRequest;
import dev.recado.adapter.simulator.model.ModelScript;
import dev.recado.adapter.simulator.model.ModelStandIn;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.guard.ContentGuard.Verdict;
import dev.recado.domain.text.Language;
import dev.recado.domain.voice.Transcriber;
import dev.recado.domain.voice.Transcriber.Transcription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AuxiliaryModelsIT {
    private static final Instant DEADLINE = NOW.plusSeconds(20);
    private final ModelStandIn standIn = ModelStandIn.start(0, InstantSource.system());
    private final StandInModels providers = new StandInModels(standIn);
    private @TempDir Path folder;
    private Path note;

    @BeforeEach
    void record() throws IOException {
        note = Files.writeString(folder.resolve("note"), "OggS spoken words");
    }

    @AfterEach
    void close() {
        standIn.close();
    }

    private AuxiliaryModelFactory factory(@Nullable String openAiKey, @Nullable String geminiKey) {
        return new AuxiliaryModelFactory(
                new ModelSettings(null, null, Duration.ofSeconds(10), 10, null, null),
                new OpenAiSettings(
                        openAiKey, openAiKey == null ? null : standIn.baseUrl().toString(), null, null),
                new GeminiSettings(geminiKey, standIn.geminiBaseUrl().toString(), null),
                providers.lines(providers.clock()));
    }

    private Transcriber transcriber(String name) {
        return factory(KEY, KEY).transcriber(new TranscriberSettings(name, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "gemini"})
    void aVoiceNoteIsTranscribed(String provider) {
        standIn.hearing("¿Abren los sábados?");
        Transcription transcription =
                transcriber(provider).transcribe(note, "audio/ogg; codecs=opus", Language.SPANISH, DEADLINE);
        assertThat(transcription).isInstanceOfSatisfying(Transcription.Transcribed.class, it -> {
            assertThat(it.text()).isEqualTo("¿Abren los sábados?");
            assertThat(it.model()).startsWith(provider + " ");
        });
    }

    @Test
    void theUploadIsNamedByItsTypeAndTheLanguageHinted() {
        transcriber("openai").transcribe(note, "audio/mpeg", Language.PORTUGUESE, DEADLINE);
        assertThat(standIn.requests())
                .singleElement()
                .extracting(ModelRequest::body)
                .asString()
                .contains("filename=\"voice.mp3\"", "name=\"language\"\r\n\r\npt\r\n", "gpt-transcribe", "OggS spoken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "gemini"})
    void aTransientFailureIsRetriedAndSilenceIsUnintelligible(String provider) {
        standIn.hearing(provider.equals("openai") ? "  " : "[nothing]")
                .nextAuxiliary(2, new ModelScript.Fail(503, null, "server_error"));
        assertThat(transcriber(provider).transcribe(note, "audio/ogg", null, DEADLINE))
                .isEqualTo(new Transcription.Unintelligible());
        assertThat(standIn.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "gemini"})
    void aPermanentFailureQuotesNothing(String provider) {
        standIn.nextAuxiliary(9, new ModelScript.Fail(401, null, "invalid_api_key"));
        assertThat(transcriber(provider).transcribe(note, "audio/ogg", null, DEADLINE))
                .isInstanceOfSatisfying(
                        Transcription.Failed.class,
                        failed -> assertThat(failed.reason()).startsWith("401").doesNotContain(KEY));
    }

    @Test
    void aRecordingThatCannotBeSentIsNotSent() throws IOException {
        Files.write(note, new byte[0]);
        assertThat(transcriber("openai").transcribe(note, "audio/ogg", null, DEADLINE))
                .isInstanceOf(Transcription.Failed.class);
        assertThat(transcriber("openai").transcribe(note, "audio/amr", null, DEADLINE))
                .isInstanceOf(Transcription.Failed.class);
        assertThat(standIn.requests()).isEmpty();
    }

    @Test
    void theProviderWithAKeyTranscribesUnlessAnotherIsNamed() {
        TranscriberSettings auto = new TranscriberSettings("auto", null, null, null);
        assertThat(factory(KEY, KEY).transcriber(auto)).isInstanceOf(OpenAiTranscriber.class);
        assertThat(factory(null, KEY).transcriber(auto)).isInstanceOf(GeminiTranscriber.class);
        assertThat(factory(null, null).transcriber(auto).isConfigured()).isFalse();
        assertThat(factory(KEY, KEY)
                        .transcriber(new TranscriberSettings("none", null, null, null))
                        .isConfigured())
                .isFalse();
    }

    @Test
    void aSeparateServerIsNotSentTheKeyOfOpenAi() {
        factory("sk-of-openai", null)
                .transcriber(
                        new TranscriberSettings("auto", standIn.baseUrl().toString(), "own-key", "whisper-large-v3"))
                .transcribe(note, "audio/ogg", null, DEADLINE);
        assertThat(standIn.requests())
                .singleElement()
                .extracting(ModelRequest::body)
                .asString()
                .contains("whisper-large-v3")
                .doesNotContain("sk-of-openai");
    }

    @Test
    void aTextIsModerated() {
        standIn.findingHarm("idiota", "harassment");
        var guard = factory(KEY, null).contentGuard(new ModerationSettings("openai"));
        assertThat(guard.check("Hola", DEADLINE)).isEqualTo(new Verdict.Allowed());
        assertThat(guard.check("¡Idiota!", DEADLINE)).isEqualTo(new Verdict.Harmful(Set.of("harassment")));
    }

    @Test
    void anUnreachableOrDisabledGuardGivesNoVerdict() {
        standIn.nextAuxiliary(9, new ModelScript.Fail(500, null, "server_error"));
        assertThat(factory(KEY, null)
                        .contentGuard(new ModerationSettings("openai"))
                        .check("Hola", DEADLINE))
                .isInstanceOf(Verdict.Unknown.class);
        assertThat(factory(KEY, null)
                        .contentGuard(new ModerationSettings("off"))
                        .check("Hola", DEADLINE))
                .isEqualTo(new Verdict.Unknown("off"));
    }

    @Test
    void textsBecomeVectorsInOrderInBatches() {
        var embedder = factory(KEY, null).embedder(new EmbeddingSettings("embed-test", null, null));
        List<String> texts = IntStream.range(0, 70)
                .mapToObj(i -> i % 2 == 0 ? "masaje" : "horario " + i)
                .toList();
        List<float[]> vectors = embedder.embed(texts, DEADLINE);
        assertThat(vectors).hasSize(70);
        assertThat(vectors.get(0)).isEqualTo(vectors.get(68)).isNotEqualTo(vectors.get(1));
        assertThat(standIn.requests()).hasSize(3);
        assertThat(embedder.name()).isEqualTo("embed-test");
    }

    @Test
    void missingVectorsAreAFailure() {
        standIn.nextAuxiliary(20, new ModelScript.Fail(401, null, "invalid_api_key"));
        assertThatThrownBy(() -> factory(KEY, null)
                        .embedder(new EmbeddingSettings("embed-test", null, null))
                        .embed(List.of("hola"), DEADLINE))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("401");
    }
}
