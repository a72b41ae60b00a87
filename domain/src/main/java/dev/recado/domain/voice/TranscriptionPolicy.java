package dev.recado.domain.voice;

import dev.recado.domain.BoundedMap;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.Attachments;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.event.Event.SpeechTranscribed;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.media.FetchOutcome;
import dev.recado.domain.media.MediaCache;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.voice.Transcriber.Transcription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Replaces recordings by their transcripts, so that the later policies see text. It never replies itself. A
/// transcript is stored with the message, so that it is made (and paid) only once; a recording that could not be
/// transcribed stays one.
public final class TranscriptionPolicy implements ReplyPolicy {
    private static final int MAX_PER_TURN = 5;
    private static final int MAX_RECENT = 1_000;

    private final Transcriber transcriber;
    private final MediaCache media;
    private final MessageLog log;
    private final InstantSource clock;
    /// Recent results, for turns that are decided a second time.
    private final Map<MessageId, Result> recent = BoundedMap.droppingOldest(MAX_RECENT);

    public TranscriptionPolicy(Transcriber transcriber, MediaCache media, MessageLog log, InstantSource clock) {
        this.transcriber = transcriber;
        this.media = media;
        this.log = log;
        this.clock = clock;
    }

    /// @param speech null when the transcription failed
    private record Result(Content.@Nullable Speech speech, SpeechTranscribed step) {}

    @Override
    public boolean mayBlock(TurnContext turn) {
        return transcriber.isConfigured()
                && turn.messages().stream().anyMatch(message -> isRecording(message.content()));
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        return Optional.empty();
    }

    @Override
    public TurnContext prepare(TurnContext turn) {
        if (!transcriber.isConfigured()) {
            return turn;
        }
        Instant start = clock.instant();
        // the rest of the time is for the answer
        Instant deadline = start.plus(
                Duration.between(start, turn.deadline()).multipliedBy(3).dividedBy(5));
        List<InboundMessage> messages = new ArrayList<>();
        int transcribed = 0;
        for (InboundMessage message : turn.messages()) {
            Content content = message.content();
            boolean spoken = isRecording(content) && transcribed++ < MAX_PER_TURN;
            messages.add(spoken ? withTranscript(turn, message, deadline) : message);
        }
        return transcribed == 0 ? turn : turn.withMessages(messages);
    }

    public static boolean isRecording(Content content) {
        return content instanceof Content.Speech
                || (content instanceof Content.Media recording && recording.mediaKind() == MediaKind.AUDIO);
    }

    private InboundMessage withTranscript(TurnContext turn, InboundMessage message, Instant deadline) {
        Result result = recent.get(message.id());
        if (result != null) {
            turn.trace().addOnce(result.step());
        } else if (message.content() instanceof Content.Media recording) {
            result = transcribe(turn, message, recording, deadline);
            recent.put(message.id(), result);
            turn.trace().add(result.step());
            store(message.id(), result.speech());
        }
        return result == null || result.speech() == null ? message : message.withContent(result.speech());
    }

    private void store(MessageId id, Content.@Nullable Speech speech) {
        try {
            if (speech != null) {
                log.storeTranscript(id, speech);
            }
        } catch (PortUnavailableException _) {
            // the transcript is used all the same; if the turn is repeated, it is made again
        }
    }

    /// Transcribes all recordings of a message; those that fail are skipped.
    private Result transcribe(TurnContext turn, InboundMessage message, Content.Media recording, Instant deadline) {
        Instant start = clock.instant();
        List<String> words = new ArrayList<>();
        String model = "";
        String error = null;
        boolean silent = false;
        for (int i = 0; i < recording.attachments().size(); i++) {
            switch (transcribeFile(turn, message, i, deadline)) {
                case Transcription.Transcribed said when SilenceHallucinations.isNothing(said.text()) -> silent = true;
                case Transcription.Transcribed said -> {
                    words.add(said.text().strip());
                    model = said.model();
                }
                case Transcription.Unintelligible _ -> silent = true;
                case Transcription.Failed failed -> error = failed.reason();
            }
        }
        Duration took = Duration.between(start, clock.instant());
        if (!words.isEmpty()) {
            Content.Speech speech = new Content.Speech(recording, String.join("\n", words));
            return new Result(speech, new SpeechTranscribed(message.id(), model, took, null));
        }
        if (silent && error == null) {
            return new Result(
                    new Content.Speech(recording, ""),
                    new SpeechTranscribed(message.id(), model, took, "unintelligible"));
        }
        return new Result(
                null, new SpeechTranscribed(message.id(), model, took, error == null ? "nothing said" : error));
    }

    private Transcription transcribeFile(TurnContext turn, InboundMessage message, int index, Instant deadline) {
        if (!clock.instant().isBefore(deadline)) {
            return new Transcription.Failed("no time");
        }
        FetchOutcome fetched = media.get(message, index, deadline);
        if (!(fetched instanceof FetchOutcome.File file)) {
            return new Transcription.Failed("the recording: " + fetched.outcome());
        }
        try {
            return transcriber.transcribe(
                    file.path(), file.contentType(), turn.conversation().language(), deadline);
        } catch (PortUnavailableException e) {
            return new Transcription.Failed(String.valueOf(e.getMessage()));
        } finally {
            Attachments.discard(file);
        }
    }
}
