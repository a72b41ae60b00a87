package dev.recado.adapter.knowledge;

import dev.recado.domain.text.Language;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Settings of the built-in texts, the curated answers, the templates and the documents.
///
/// @param language the language while the user's is not known
/// @param example whether the bot answers for the example business
/// @param textsFile the business's own words; absent: the texts that ship
/// @param templatesFile absent: there are no templates
/// @param hoursFile the opening hours; absent: none
/// @param faqFile the curated answers; absent: none, or those of the example business
/// @param knowledgeDir the documents; absent: none, or those of the example business
/// @param knowledgePoll how often files are looked at for changes
/// @param dataDir keeps vectors of passages between starts
@ConfigurationProperties("recado")
record KnowledgeSettings(
        String botName,
        String language,
        boolean example,
        @Nullable String textsFile,
        @Nullable String templatesFile,
        @Nullable String hoursFile,
        @Nullable String faqFile,
        @Nullable String knowledgeDir,
        Duration knowledgePoll,
        Path dataDir) {

    KnowledgeSettings {
        textsFile = blankToNull(textsFile);
        templatesFile = blankToNull(templatesFile);
        hoursFile = blankToNull(hoursFile);
        faqFile = blankToNull(faqFile);
        knowledgeDir = blankToNull(knowledgeDir);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    Language defaultLanguage() {
        return Language.ofTag(language).orElse(Language.SPANISH);
    }
}
