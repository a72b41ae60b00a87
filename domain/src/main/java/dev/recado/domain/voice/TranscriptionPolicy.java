package dev.recado.domain.voice;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.Attachments;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.event.Event.SpeechHeard;
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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Replaces recordings by their transcripts, so that the later policies see text. It never replies itself. A
/// transcript is stored with the message, so that it is made (and paid) only once; a recording that could not be
/// transcribed stays one.
public final class TranscriptionPolicy implements ReplyPolicy {
    private static final int MOST_AT_ONCE = 5;
    private static final int REMEMBERED = 1_000;

    private final Transcriber transcriber;
    private final MediaCache media;
    private final MessageLog log;
    private final InstantSource clock;
    /// Recent results, for turns that are decided a second time.
    private final Map<MessageId, Heard> lately = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MessageId, Heard> eldest) {
            return size() > REMEMBERED;
        }
    });

    public TranscriptionPolicy(Transcriber transcriber, MediaCache media, MessageLog log, InstantSource clock) {
        this.transcriber = transcriber;
        this.media = media;
        this.log = log;
        this.clock = clock;
    }

    /// @param speech null when the transcription failed
    private record Heard(Content.@Nullable Speech speech, SpeechHeard step) {}

    @Override
    public boolean mayWait(TurnContext turn) {
        return transcriber.isConfigured() && turn.messages().stream().anyMatch(message -> isSpoken(message.content()));
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        return Optional.empty();
    }

    @Override
    public TurnContext seen(TurnContext turn) {
        if (!transcriber.isConfigured()) {
            return turn;
        }
        Instant start = clock.instant();
        // the rest of the time is for the answer
        Instant deadline = start.plus(
                Duration.between(start, turn.deadline()).multipliedBy(3).dividedBy(5));
        List<InboundMessage> messages = new ArrayList<>();
        int listened = 0;
        for (InboundMessage message : turn.messages()) {
            Content content = message.content();
            boolean spoken = isSpoken(content) && listened++ < MOST_AT_ONCE;
            messages.add(spoken ? heard(turn, message, deadline) : message);
        }
        return listened == 0 ? turn : turn.saying(messages);
    }

    public static boolean isSpoken(Content content) {
        return content instanceof Content.Speech
                || (content instanceof Content.Media recording && recording.mediaKind() == MediaKind.AUDIO);
    }

    private InboundMessage heard(TurnContext turn, InboundMessage message, Instant deadline) {
        Heard heard = lately.get(message.id());
        if (heard != null) {
            turn.trace().recall(heard.step());
        } else if (message.content() instanceof Content.Media recording) {
            heard = listen(turn, message, recording, deadline);
            lately.put(message.id(), heard);
            turn.trace().tell(heard.step());
            store(message.id(), heard.speech());
        }
        return heard == null || heard.speech() == null ? message : message.saying(heard.speech());
    }

    private void store(MessageId id, Content.@Nullable Speech speech) {
        try {
            if (speech != null) {
                log.heard(id, speech);
            }
        } catch (PortUnavailableException _) {
            // the transcript is used all the same; if the turn is repeated, it is made again
        }
    }

    /// Transcribes all recordings of a message; those that fail are skipped.
    private Heard listen(TurnContext turn, InboundMessage message, Content.Media recording, Instant deadline) {
        Instant start = clock.instant();
        List<String> words = new ArrayList<>();
        String model = "";
        String error = null;
        boolean silent = false;
        for (int i = 0; i < recording.attachments().size(); i++) {
            switch (transcribed(turn, message, i, deadline)) {
                case Transcription.Heard said when SilenceHallucinations.isNothing(said.text()) -> silent = true;
                case Transcription.Heard said -> {
                    words.add(said.text().strip());
                    model = said.model();
                }
                case Transcription.Unintelligible ignored -> silent = true;
                case Transcription.Failed failed -> error = failed.reason();
            }
        }
        Duration took = Duration.between(start, clock.instant());
        if (!words.isEmpty()) {
            Content.Speech speech = new Content.Speech(recording, String.join("\n", words));
            return new Heard(speech, new SpeechHeard(message.id(), model, took, null));
        }
        if (silent && error == null) {
            return new Heard(
                    new Content.Speech(recording, ""), new SpeechHeard(message.id(), model, took, "unintelligible"));
        }
        return new Heard(null, new SpeechHeard(message.id(), model, took, error == null ? "nothing said" : error));
    }

    private Transcription transcribed(TurnContext turn, InboundMessage message, int index, Instant deadline) {
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
