package dev.recado.domain.policy;

import dev.recado.domain.BoundedMap;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.text.Language;
import dev.recado.domain.text.LanguageDetector;
import dev.recado.domain.text.LanguageEvidence;
import java.util.Map;
import java.util.Optional;

/// Texts that acknowledge a message until the answer is ready, in the user's language, by kind of message.
public final class Acknowledgements {
    private static final int MAX_REMEMBERED = 10_000;

    private final LanguageDetector detector;
    private final BuiltInTexts texts;
    private final Map<String, Language> lastSeen = BoundedMap.droppingLeastUsed(MAX_REMEMBERED);

    public Acknowledgements(LanguageDetector detector, BuiltInTexts texts) {
        this.detector = detector;
        this.texts = texts;
    }

    /// Returns the text for this message.
    public String textFor(InboundMessage message) {
        return texts.of(phrase(message.content()), language(message));
    }

    /// Returns the language of the current message, else the last one seen, else the default.
    private Language language(InboundMessage message) {
        String user = message.from().waId();
        String said = message.content().words();
        Language known = lastSeen.get(user);
        Optional<Language> now = LanguageEvidence.in(said, known, detector);
        now.ifPresent(language -> lastSeen.put(user, language));
        return now.or(() -> Optional.ofNullable(known)).orElse(texts.defaultLanguage());
    }

    private static BuiltInText phrase(Content content) {
        return switch (content) {
            case Content.Media media ->
                switch (media.mediaKind()) {
                    case AUDIO -> BuiltInText.MOMENT_VOICE;
                    case IMAGE -> BuiltInText.MOMENT_IMAGE;
                    case DOCUMENT -> BuiltInText.MOMENT_DOCUMENT;
                    case VIDEO, STICKER -> BuiltInText.MOMENT_OTHER;
                };
            case Content.Speech _ -> BuiltInText.MOMENT_VOICE;
            case Content.Text _, Content.Choice _, Content.FlowReply _ -> BuiltInText.MOMENT;
            case Content.Location _,
                    Content.ContactCard _,
                    Content.Order _,
                    Content.Edit _,
                    Content.Revoke _,
                    Content.AddressChange _,
                    Content.Reaction _,
                    Content.StaffMessage _,
                    Content.ConsentNotice _,
                    Content.Unsupported _ -> BuiltInText.MOMENT_OTHER;
        };
    }
}
