package dev.recado.domain.turn;

import static dev.recado.domain.fake.FakeTranscriber.recording;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.ResponseGenerator;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.Attachment;
import dev.recado.domain.message.Content.Media;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.text.Language;
import dev.recado.domain.voice.Transcriber.Transcription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VoiceAndPicturesTest {
    private static final String ANA = "+15550000001";
    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private static final String VOICE = "https://media.example.com/voice";
    private static final String PICTURE = "https://media.example.com/picture";
    private static final byte[] PNG =
            "\u0089PNG\r\n\u001a\n the rest".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    private final Desk desk = new Desk();

    @BeforeEach
    void thereIsATranscriber() {
        desk.transcriber.configured = true;
    }

    private InboundMessage sends(String id, MediaKind kind, String url, String type, String caption) {
        InboundMessage message = Messages.message(
                id, ANA, new Media(kind, List.of(new Attachment(url, type)), caption), desk.clock.instant());
        desk.sends(message);
        return message;
    }

    private InboundMessage says(String id, String words) {
        desk.media.at(VOICE + id, "audio/ogg", recording(words));
        return sends(id, MediaKind.AUDIO, VOICE + id, "audio/ogg", "");
    }

    private void shows(String id, String caption) {
        desk.media.at(PICTURE, "image/png", PNG);
        sends(id, MediaKind.IMAGE, PICTURE, "image/png", caption);
    }

    @Test
    void whatIsSaidIsAnsweredAsIfItHadBeenWritten() {
        desk.curated.put("¿Precio?", "Desde 20 €");
        InboundMessage message = says("SM1", "¿Precio?");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("Desde 20 €");
        assertThat(desk.store.message(message.id()))
                .get()
                .extracting(
                        stored -> stored.content().text(),
                        stored -> stored.content().kind())
                .containsExactly("¿Precio?", "speech");
        assertThat(desk.store.history(message.conversationId(), 9))
                .extracting(MessageLog.Entry::content)
                .containsExactly("¿Precio?", "Desde 20 €");
        assertThat(desk.media.files()).isEmpty();
        assertThat(desk.sender.sent().getLast().provenance().steps().getFirst())
                .containsAllEntriesOf(Map.of("step", "stt", "outcome", "ok"));
    }

    @Test
    void whatSpeechRecognitionInventsForSilenceIsNotUnderstood() {
        says("SM1", "Subtítulos realizados por la comunidad de Amara.org");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly(BuiltInText.VOICE_UNINTELLIGIBLE.in(Language.SPANISH));
        assertThat(desk.prompts).isEmpty();
    }

    @Test
    void theModelIsToldThatItWasSpoken() {
        says("SM1", "¿abren hoy?");
        desk.pass(A_WHILE);

        assertThat(desk.prompts.getFirst().message()).isEqualTo("[voice note] ¿abren hoy?");
    }

    @Test
    void whatIsSaidTellsTheLanguageAndMayBeAnOption() {
        desk.configured = false;
        desk.languages.put("venden naves", Language.PORTUGUESE);
        says("SM1", "venden naves");
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts().getLast()).startsWith(BuiltInText.DONT_KNOW.in(Language.PORTUGUESE));

        says("SM2", "la uno");
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts().getLast()).isEqualTo(BuiltInText.HANDOFF.in(Language.PORTUGUESE));
    }

    @Test
    void severalRecordingsAreAnsweredTogether() {
        says("SM1", "hola");
        desk.pass(Duration.ofMillis(500));
        says("SM2", "¿abren hoy?");
        desk.pass(A_WHILE);

        assertThat(desk.prompts)
                .singleElement()
                .satisfies(prompt ->
                        assertThat(prompt.message()).isEqualTo("[voice note] hola\n[voice note] ¿abren hoy?"));
    }

    @Test
    void nobodyListensTwiceWhenTheUserWritesOn() {
        List<String> later = new ArrayList<>(List.of("SM2"));
        desk.model = prompt -> {
            later.forEach(id -> desk.writes(id, ANA, "y otra cosa"));
            later.clear();
            return new Generation.Answer("eco: " + prompt.message(), "m", Duration.ZERO);
        };
        says("SM1", "hola");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts().getFirst()).isEqualTo("eco: [voice note] hola");
        assertThat(desk.prompts).hasSize(2);
        assertThat(desk.transcriber.transcribed()).hasSize(1);
        assertThat(desk.told(Event.SpeechTranscribed.class)).hasSize(1);
        assertThat(desk.sender.sent().getFirst().provenance().steps().getFirst())
                .containsEntry("step", "stt");
    }

    @Test
    void anotherLifeDoesNotListenAgain() {
        desk.store.failWhen("commit"::equals);
        says("SM1", "hola");
        desk.pass(A_WHILE);
        assertThat(desk.transcriber.transcribed()).hasSize(1);
        desk.store.failWhen(method -> false);
        Desk next = desk.restarted();
        next.pass(Duration.ofSeconds(30));

        assertThat(desk.sender.texts()).containsExactly("eco: [voice note] hola");
        assertThat(next.transcriber.transcribed()).isEmpty();
    }

    @Test
    void whatNobodyUnderstandsIsSaidSo() {
        says("SM1", " ");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly(BuiltInText.VOICE_UNINTELLIGIBLE.in(Language.SPANISH));
        assertThat(desk.told(Event.SpeechTranscribed.class).getFirst().error()).isEqualTo("unintelligible");
    }

    @Test
    void aTranscriberThatFailsIsToldToTheUser() {
        desk.transcriber.changeResult = heard -> new Transcription.Failed("HTTP 503");
        says("SM1", "hola");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly(BuiltInText.VOICE_FAILED.in(Language.SPANISH));
        assertThat(desk.media.files()).isEmpty();
    }

    @Test
    void aRecordingThatIsGoneIsToldToTheUser() {
        sends("SM1", MediaKind.AUDIO, VOICE, "audio/ogg", "");
        desk.pass(Duration.ofMinutes(2));

        assertThat(desk.sender.texts()).containsExactly(BuiltInText.VOICE_FAILED.in(Language.SPANISH));
    }

    @Test
    void withoutATranscriberTheNoticeStands() {
        desk.transcriber.configured = false;
        says("SM1", "hola");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly(BuiltInText.NOTICE_VOICE.in(Language.SPANISH));
        assertThat(desk.media.requestCount()).isZero();
    }

    @Test
    void aModelThatLooksAtPicturesIsShownThem() {
        desk.readable.add("image/png");
        List<String> shown = new ArrayList<>();
        desk.model = prompt -> {
            prompt.files().forEach(file -> shown.add(file.contentType() + " " + size(file)));
            return new Generation.Answer("Un gato", "m", Duration.ZERO);
        };
        shows("SM1", "");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("Un gato");
        assertThat(shown).containsExactly("image/png " + PNG.length);
        assertThat(desk.prompts.getFirst().message()).isEqualTo("[image]");
        assertThat(desk.media.files()).isEmpty();
    }

    @Test
    void whatIsAskedAboutAPictureNoCuratedAnswerAnswers() {
        desk.curated.put("¿qué es esto?", "Una clínica");
        shows("SM1", "¿qué es esto?");
        desk.pass(A_WHILE);
        desk.readable.add("image/png");
        shows("SM2", "¿qué es esto?");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("Una clínica", "eco: [image] ¿qué es esto?");
    }

    private static long size(ResponseGenerator.File file) {
        try {
            return Files.size(file.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aModelThatDoesNotLookAtPicturesIsNotShownThem() {
        shows("SM1", "");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly(BuiltInText.NOTICE_IMAGE.in(Language.SPANISH));
        assertThat(desk.media.requestCount()).isZero();
    }

    @Test
    void aPictureThatIsGoneIsMetWithTheNotice() {
        desk.readable.add("image/png");
        sends("SM1", MediaKind.IMAGE, PICTURE, "image/png", "");
        desk.pass(Duration.ofMinutes(1));

        assertThat(desk.sender.texts()).containsExactly(BuiltInText.NOTICE_IMAGE.in(Language.SPANISH));
        assertThat(desk.prompts).isEmpty();
    }

    @Test
    void noMoreThanFourPicturesAreShown() {
        desk.readable.add("image/png");
        desk.media.at(PICTURE, "image/png", PNG);
        List<Attachment> six = java.util.Collections.nCopies(6, new Attachment(PICTURE, "image/png"));
        desk.sends(Messages.message("SM1", ANA, new Media(MediaKind.IMAGE, six, "¿qué ven?"), desk.clock.instant()));
        desk.pass(A_WHILE);

        assertThat(desk.prompts.getFirst().files()).hasSize(4);
        assertThat(desk.prompts.getFirst().message()).isEqualTo("[image] ¿qué ven?");
        assertThat(desk.media.requestCount()).isEqualTo(4);
    }

    @Test
    void aFileThatIsNotWhatItSaysIsNotShown() {
        desk.readable.add("image/png");
        desk.media.at(PICTURE, "image/png", "%PDF-1.7 …".getBytes(UTF_8));
        sends("SM1", MediaKind.DOCUMENT, PICTURE, "image/png", "");
        desk.pass(Duration.ofMinutes(1));

        assertThat(desk.prompts).isEmpty();
        assertThat(desk.media.files()).isEmpty();
    }

    @Test
    void aRecordingIsKeptBesideItsWords() {
        Content content =
                new Content.Speech(new Media(MediaKind.AUDIO, List.of(new Attachment(VOICE, "audio/ogg")), ""), "hola");

        assertThat(dev.recado.domain.media.MessageFile.of(content)).hasSize(1);
    }
}
