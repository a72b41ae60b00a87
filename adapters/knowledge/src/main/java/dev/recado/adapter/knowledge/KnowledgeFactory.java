package dev.recado.adapter.knowledge;

import dev.recado.domain.guard.SmallTalkPhrases;
import dev.recado.domain.model.Language;
import dev.recado.domain.model.Texts;
import dev.recado.domain.port.ConfigurationException;
import dev.recado.domain.port.Templates;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes what the bot says by itself, the templates, and the curated answers from the file that is set; for the example
/// business, from its own.
@Factory
final class KnowledgeFactory {

    /// Without a file there are none but those that ship.
    @Context
    OwnTexts ownTexts(@Property(name = "recado.texts-file") @Nullable String file) {
        return file == null || file.isBlank()
                ? OwnTexts.NONE
                : new TextsReader(file).read(FaqFile.text(TextsReader.SETTING, file));
    }

    @Context
    Texts texts(
            OwnTexts own,
            @Property(name = "recado.language", defaultValue = "es") String language,
            @Property(name = "recado.bot-name", defaultValue = "Recado") String botName) {
        Language usual = Language.ofTag(language).orElse(Language.SPANISH);
        Texts texts = new Texts(usual, botName, own.texts());
        if (!texts.speaks(usual)) {
            throw new ConfigurationException("RECADO_LANGUAGE: expected es, en, fr or pt, or a language of "
                    + TextsReader.SETTING + ", not \"" + language + "\"");
        }
        return texts;
    }

    @Singleton
    LanguageWords languageWords(OwnTexts own) {
        return new LanguageWords(own.words());
    }

    @Singleton
    SmallTalkPhrases smallTalk(OwnTexts own) {
        return new SmallTalkPhrases(own.heard());
    }

    /// Without a file there are none.
    @Context
    Templates templates(@Property(name = "recado.templates-file") @Nullable String file, Texts texts) {
        return file == null || file.isBlank()
                ? Templates.NONE
                : new TemplatesReader(file, texts.languages()).read(FaqFile.text(TemplatesReader.SETTING, file));
    }

    /// Empty until the documents are read.
    @Singleton
    CurrentDocuments current() {
        return new CurrentDocuments();
    }

    /// A file that is set is read at start, so that one that cannot be used is told at once; the example can wait
    /// until it is needed.
    @Context
    CuratedAnswers curatedAnswers(
            @Property(name = "recado.faq-file") @Nullable String file,
            @Property(name = "recado.example", defaultValue = "false") boolean example,
            Texts texts,
            LanguageWords words,
            CurrentDocuments documents) {
        if (file == null || file.isBlank()) {
            return new CuratedAnswers(example ? FaqFile::example : List::of, words, documents);
        }
        List<CuratedEntry> entries = FaqFile.read(file, texts.languages());
        return new CuratedAnswers(() -> entries, words, documents);
    }

    @Context
    CuratedFile curatedFile(
            @Property(name = "recado.faq-file") @Nullable String file, Texts texts, CuratedAnswers answers) {
        return new CuratedFile(file == null || file.isBlank() ? null : file, texts.languages(), answers);
    }
}
