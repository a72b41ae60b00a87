package dev.recado.adapter.knowledge;

import dev.recado.adapter.knowledge.faq.CuratedAnswers;
import dev.recado.adapter.knowledge.faq.CuratedEntry;
import dev.recado.adapter.knowledge.faq.DocumentPrecedence;
import dev.recado.adapter.knowledge.faq.FaqFile;
import dev.recado.adapter.knowledge.faq.FaqFileReloader;
import dev.recado.adapter.knowledge.faq.QuestionGrouper;
import dev.recado.adapter.knowledge.hours.HoursFile;
import dev.recado.adapter.knowledge.language.LanguageWordLists;
import dev.recado.adapter.knowledge.templates.CustomTexts;
import dev.recado.adapter.knowledge.templates.CustomTextsReader;
import dev.recado.adapter.knowledge.templates.TemplatesReader;
import dev.recado.domain.ConfigurationException;
import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.availability.BusinessHours;
import dev.recado.domain.delivery.Templates;
import dev.recado.domain.intent.SmallTalkPhrases;
import dev.recado.domain.teaching.QuestionLikeness;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.List;

/// Creates the built-in texts, the templates, the opening hours, and the curated answers from the configured
/// file or from that of the example business.
@Factory
final class KnowledgeFactory {

    /// Without a file only the texts that ship are used.
    @Context
    CustomTexts ownTexts(KnowledgeSettings settings) {
        String file = settings.textsFile();
        return file == null
                ? CustomTexts.NONE
                : new CustomTextsReader(file).read(FaqFile.text(CustomTextsReader.SETTING, file));
    }

    @Context
    BuiltInTexts texts(CustomTexts own, KnowledgeSettings settings) {
        BuiltInTexts texts = new BuiltInTexts(settings.defaultLanguage(), settings.botName(), own.texts());
        if (!texts.speaks(settings.defaultLanguage())) {
            throw new ConfigurationException("RECADO_LANGUAGE: expected es, en, fr or pt, or a language of "
                    + CustomTextsReader.SETTING + ", not \"" + settings.language() + "\"");
        }
        return texts;
    }

    @Singleton
    LanguageWordLists languageWords(CustomTexts own) {
        return new LanguageWordLists(own.words());
    }

    @Singleton
    SmallTalkPhrases smallTalk(CustomTexts own) {
        return new SmallTalkPhrases(own.smallTalk());
    }

    /// Without a file there are no templates.
    @Context
    Templates templates(KnowledgeSettings settings, BuiltInTexts texts) {
        String file = settings.templatesFile();
        return file == null
                ? Templates.NONE
                : new TemplatesReader(file, texts.languages()).read(FaqFile.text(TemplatesReader.SETTING, file));
    }

    /// Reads a configured file at start, so that an invalid one fails the start.
    @Context
    @Bean(typed = {HoursFile.class, BusinessHours.class})
    HoursFile hours(KnowledgeSettings settings) {
        return new HoursFile(settings.hoursFile());
    }

    /// Empty until the documents are read.
    @Singleton
    DocumentPrecedence current() {
        return new DocumentPrecedence();
    }

    /// Reads a configured file at start, so that an invalid one fails the start. The example is read on first
    /// use.
    @Context
    CuratedAnswers curatedAnswers(
            KnowledgeSettings settings, BuiltInTexts texts, LanguageWordLists words, DocumentPrecedence documents) {
        String file = settings.faqFile();
        if (file == null) {
            return new CuratedAnswers(settings.example() ? FaqFile::example : List::of, words, documents);
        }
        List<CuratedEntry> entries = FaqFile.read(file, texts.languages());
        return new CuratedAnswers(() -> entries, words, documents);
    }

    @Singleton
    QuestionLikeness questionLikeness() {
        return new QuestionGrouper();
    }

    @Context
    FaqFileReloader curatedFile(KnowledgeSettings settings, BuiltInTexts texts, CuratedAnswers answers) {
        return new FaqFileReloader(settings.faqFile(), texts.languages(), answers);
    }
}
