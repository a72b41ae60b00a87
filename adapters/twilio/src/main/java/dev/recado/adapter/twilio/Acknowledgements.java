package dev.recado.adapter.twilio;

import dev.recado.domain.model.Content;
import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.model.Language;
import dev.recado.domain.port.LanguageDetector;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The words that bridge the time until the answer, in the user's language, by kind of message.
final class Acknowledgements {
    private static final int MOST_REMEMBERED = 10_000;

    private final LanguageDetector detector;
    private final Language fallback;
    private final Map<String, Language> lastSeen = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Language> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    /// @param fallback the language of a user whose own is not known
    Acknowledgements(LanguageDetector detector, Language fallback) {
        this.detector = detector;
        this.fallback = fallback;
    }

    /// The text for this message.
    String textFor(InboundMessage message) {
        return text(language(message), message.content());
    }

    /// From what the user says now, else as last seen, else the default.
    private Language language(InboundMessage message) {
        String user = message.from().waId();
        String said = message.content().text();
        Optional<Language> now = said.isBlank() ? Optional.empty() : detector.detect(said);
        now.ifPresent(language -> lastSeen.put(user, language));
        return now.or(() -> Optional.ofNullable(lastSeen.get(user))).orElse(fallback);
    }

    private static String text(Language language, Content content) {
        return switch (content) {
            case Content.Media media ->
                switch (media.mediaKind()) {
                    case AUDIO ->
                        switch (language) {
                            case SPANISH -> "Recibí tu nota de voz. Un momento, por favor…";
                            case ENGLISH -> "I got your voice note. One moment, please…";
                            case FRENCH -> "J'ai bien reçu votre message vocal. Un instant, s'il vous plaît…";
                            case PORTUGUESE -> "Recebi a sua mensagem de voz. Um momento, por favor…";
                        };
                    case IMAGE ->
                        switch (language) {
                            case SPANISH -> "Recibí tu imagen. Un momento, por favor…";
                            case ENGLISH -> "I got your picture. One moment, please…";
                            case FRENCH -> "J'ai bien reçu votre image. Un instant, s'il vous plaît…";
                            case PORTUGUESE -> "Recebi a sua imagem. Um momento, por favor…";
                        };
                    case DOCUMENT ->
                        switch (language) {
                            case SPANISH -> "Recibí tu documento. Un momento, por favor…";
                            case ENGLISH -> "I got your document. One moment, please…";
                            case FRENCH -> "J'ai bien reçu votre document. Un instant, s'il vous plaît…";
                            case PORTUGUESE -> "Recebi o seu documento. Um momento, por favor…";
                        };
                    case VIDEO, STICKER -> other(language);
                };
            case Content.Text _, Content.Choice _, Content.FlowReply _ ->
                switch (language) {
                    case SPANISH -> "Un momento, por favor…";
                    case ENGLISH -> "One moment, please…";
                    case FRENCH -> "Un instant, s'il vous plaît…";
                    case PORTUGUESE -> "Um momento, por favor…";
                };
            case Content.Location _,
                    Content.ContactCard _,
                    Content.Order _,
                    Content.Edit _,
                    Content.Revoke _,
                    Content.AddressChange _,
                    Content.Reaction _,
                    Content.Unsupported _ -> other(language);
        };
    }

    private static String other(Language language) {
        return switch (language) {
            case SPANISH -> "Recibí tu mensaje. Un momento, por favor…";
            case ENGLISH -> "I got your message. One moment, please…";
            case FRENCH -> "J'ai bien reçu votre message. Un instant, s'il vous plaît…";
            case PORTUGUESE -> "Recebi a sua mensagem. Um momento, por favor…";
        };
    }
}
