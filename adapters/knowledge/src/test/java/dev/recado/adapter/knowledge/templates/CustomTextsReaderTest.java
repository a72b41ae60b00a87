package dev.recado.adapter.knowledge.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.adapter.knowledge.faq.CuratedAnswers;
import dev.recado.adapter.knowledge.faq.DocumentPrecedence;
import dev.recado.adapter.knowledge.faq.FaqReader;
import dev.recado.adapter.knowledge.language.LanguageWordLists;
import dev.recado.adapter.knowledge.language.WordLanguageDetector;
import dev.recado.domain.ConfigurationException;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.intent.SmallTalk;
import dev.recado.domain.intent.SmallTalkPhrases;
import dev.recado.domain.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomTextsReaderTest {
    private static final Language GERMAN = new Language("de");

    private static CustomTexts read(String yaml) {
        return new CustomTextsReader("texts.yaml").read(yaml);
    }

    private static BuiltInTexts texts(Language defaultLanguage, String yaml) {
        return new BuiltInTexts(defaultLanguage, "Marea", read(yaml).texts());
    }

    @Test
    void aTextOfTheBusinessReplacesTheBuiltInOne() {
        BuiltInTexts texts =
                texts(Language.SPANISH, "es:\n  dont_know: Ni idea, soy {bot_name}.\n  limit_day: En {hours} h.\n");

        assertThat(texts.of(BuiltInText.DONT_KNOW, Language.SPANISH)).isEqualTo("Ni idea, soy Marea.");
        assertThat(texts.of(BuiltInText.LIMIT_DAY, Language.SPANISH, 5)).isEqualTo("En 5 h.");
        assertThat(texts.of(BuiltInText.LIMIT_DAY, Language.SPANISH, 1)).isEqualTo("En 1 h.");
        assertThat(texts.of(BuiltInText.DONT_KNOW, Language.ENGLISH))
                .isEqualTo(BuiltInText.DONT_KNOW.in(Language.ENGLISH));
        assertThat(texts.of(BuiltInText.HELP, Language.SPANISH)).isEqualTo(BuiltInText.HELP.in(Language.SPANISH));
    }

    @Test
    void aFurtherLanguageSpeaksAndFallsBackToTheDefaultLanguage() {
        String yaml = "de:\n  dont_know: Das weiß ich nicht.\n  words: ich und nicht\nfr:\n  help: Demandez !\n";

        assertThat(texts(Language.FRENCH, yaml).of(BuiltInText.DONT_KNOW, GERMAN))
                .isEqualTo("Das weiß ich nicht.");
        assertThat(texts(Language.FRENCH, yaml).of(BuiltInText.HELP, GERMAN)).isEqualTo("Demandez !");
        assertThat(texts(Language.FRENCH, yaml).of(BuiltInText.RESET, GERMAN))
                .isEqualTo(BuiltInText.RESET.in(Language.FRENCH));
        assertThat(texts(GERMAN, yaml).of(BuiltInText.RESET, GERMAN)).isEqualTo(BuiltInText.RESET.in(Language.ENGLISH));
        assertThat(texts(GERMAN, yaml).speaks(GERMAN)).isTrue();
        assertThat(BuiltInTexts.builtIn(Language.SPANISH).speaks(GERMAN)).isFalse();
    }

    @Test
    void aFurtherLanguageIsDetectedByItsWordsAndAnsweredFromItsCuratedAnswers() {
        CustomTexts own = read("de:\n  words: was kostet der die das ich möchte einen und nicht haben sie\n");
        LanguageWordLists words = new LanguageWordLists(own.words());
        WordLanguageDetector detector = new WordLanguageDetector(words);

        assertThat(detector.detect("Was kostet die Massage und haben Sie Zeit?"))
                .contains(GERMAN);
        assertThat(detector.detect("¿cuánto cuesta el masaje?")).contains(Language.SPANISH);

        BuiltInTexts texts = new BuiltInTexts(Language.SPANISH, "Marea", own.texts());
        CuratedAnswers answers = new CuratedAnswers(
                () -> new FaqReader("faq.yaml", texts.languages())
                        .read("- id: price\n  de:\n    questions: [Was kostet die Massage]\n    answer: 40 Euro.\n"),
                words,
                new DocumentPrecedence());
        assertThat(answers.find("was kostet die massage?", GERMAN))
                .hasValueSatisfying(answer -> assertThat(answer.text()).isEqualTo("40 Euro."));
    }

    @Test
    void aCuratedAnswerInAnUnknownLanguageIsAnError() {
        BuiltInTexts texts = new BuiltInTexts(
                Language.SPANISH,
                "Marea",
                read("de: {help: x}\nca: {help: x}\n").texts());

        assertThatThrownBy(() -> new FaqReader("faq.yaml", texts.languages()).read("- id: price\n  it: {answer: x}\n"))
                .hasMessageContaining("\"it\" is not known, expected id, urgent, es, en, fr, pt, ca or de");
    }

    @Test
    void smallTalkOfAFurtherLanguageIsRecognized() {
        CustomTexts own = read("de:\n  heard_greeting: hallo, guten Tag,\n  heard_thanks: [danke, vielen Dank]\n");

        SmallTalkPhrases phrases = new SmallTalkPhrases(own.smallTalk());
        assertThat(phrases.in("Guten Tag!").map(SmallTalk::kind)).contains(SmallTalk.Kind.GREETING);
        assertThat(phrases.in("vielen dank").map(SmallTalk::kind)).contains(SmallTalk.Kind.THANKS);
        assertThat(phrases.in("hola").map(SmallTalk::kind)).contains(SmallTalk.Kind.GREETING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                  | line 1: the file is empty, expected a block of texts",
                "es: hola                            | line 1: expected es: texts by their names",
                "klingon: {}                         | line 1: \"klingon\" is no language, expected two letters",
                "es: {dunno: x}                      | line 1: es: \"dunno\" is no text, docs/texts.yaml lists all",
                "es: {heard_nothing: x}              | line 1: es: \"heard_nothing\" is no text, docs/texts.yaml lists",
                "es: {dont_know: ''}                 | line 1: es, dont_know is empty",
                "es: {dont_know: [a]}                | line 1: es, dont_know: expected a text",
                "es: {limit_day: mañana}             | line 1: es, limit_day: expected {hours} in it",
                "'es: {blocked: \"{hours} h\"}'      | line 1: es, blocked: expected {minutes} in it",
                "'es: {help: \"soy {name}\"}'        | line 1: es, help: {name} is not known",
                "es: {choose: Elija una opción de estas}  | line 1: es, choose: expected at most 20 letters",
                "'es: {'                             | line 1: is not valid YAML",
            })
    void anInvalidFileIsReportedInOneLine(String yaml, String problem) {
        assertThatThrownBy(() -> read(yaml.replace("'", "\"")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("RECADO_TEXTS_FILE: texts.yaml, " + problem)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void theSampleInTheDocsHasTheBuiltInTexts() throws IOException {
        CustomTexts sample = read(Files.readString(Path.of("../../docs/texts.yaml")));

        for (Language language : Language.SHIPPED) {
            for (BuiltInText phrase : BuiltInText.values()) {
                assertThat(sample.texts().get(language))
                        .as("after `make texts`, %s in %s", phrase.key(), language)
                        .containsEntry(phrase, phrase.in(language).strip());
            }
        }
    }
}
