package dev.recado.adapter.knowledge.faq;

import dev.recado.domain.text.Language;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Words that show that a sentence is about a person and not about a thing in general, and words that negate or
/// join. Folded as by [WordForms].
final class SentenceCues {
    private static final Map<Language, List<String>> PERSONAL_CUES = Map.of(
            Language.SPANISH,
                    List.of(
                            "me/mi/mis/mio/mia/yo/estoy/tengo/quiero/voy/creo/siento/he/hemos/nos/nuestro/nuestra/soy",
                            "esta/estan/ha/han/tomado/tome/tomo/trago/quiere/ahora/hoy/ayuda/socorro",
                            "le/les da/dio/duele/duelen/cuesta/pasa/falta/noto",
                            "no respira/reacciona/despierta/responde/contesta/para/deja/puedo/puede/mueve/tiene"),
            Language.ENGLISH,
                    List.of(
                            "my/me/im/ive/hes/shes/he/she/his/our/theyre/were/we/myself/now/today/help",
                            "i am/m/ve/have/had/feel/felt/think/want/wanna/took/swallowed/cant/cannot/dont/need/was/just"
                                    + "/keep/overdosed/fainted",
                            "it wont/doesnt/isnt",
                            "not/isnt/stopped breathing"),
            Language.FRENCH,
                    List.of(
                            "mon/ma/mes/me/m/je/j/moi/nous/notre/nos/suis/ai/maintenant/aujourd/aidez",
                            "il/elle/bebe/enfant ne/n/est/a/fait/s/se/va/veut/perd/saigne/vomit/respire/etouffe"
                                    + "/convulse/tousse/vient",
                            "au secours",
                            "respire/reagit/reveille/repond plus/pas"),
            Language.PORTUGUESE,
                    List.of(
                            "meu/minha/meus/minhas/me/eu/estou/to/tou/tenho/quero/vou/acho/sinto/ele/ela/nosso/nossa",
                            "esta/estao/ta/tomei/tomou/engoli/engoliu/agora/hoje/ajuda/socorro/corre/quer",
                            "nao respira/reage/acorda/responde/para/consigo/consegue/aguento/tem/mexe"));

    private static final Map<Language, Set<String>> NEGATIONS = Map.of(
            Language.SPANISH, Set.of("no", "ni", "nunca", "nada", "tampoco", "sin"),
            Language.ENGLISH,
                    Set.of(
                            "no", "not", "never", "isnt", "arent", "wasnt", "dont", "doesnt", "didnt", "cant", "cannot",
                            "couldnt", "wont", "aint"),
            Language.FRENCH, Set.of("non", "ne", "n", "pas", "plus", "jamais", "ni", "sans"),
            Language.PORTUGUESE, Set.of("nao", "nem", "nunca", "nada", "sem"));

    private static final Map<Language, Set<String>> CONJUNCTIONS = Map.of(
            Language.SPANISH, Set.of("y", "e", "o", "u", "pero", "que", "porque", "aunque", "mientras", "sino"),
            Language.ENGLISH, Set.of("and", "or", "but", "so", "that", "because", "while", "though", "then"),
            Language.FRENCH, Set.of("et", "ou", "mais", "que", "qu", "car", "donc", "parce"),
            Language.PORTUGUESE, Set.of("e", "ou", "mas", "que", "porque", "enquanto"));

    private static final Map<Language, List<UrgentPhrase>> PHRASES = PERSONAL_CUES.keySet().stream()
            .collect(Collectors.toUnmodifiableMap(
                    Function.identity(),
                    language -> UrgentPhrase.all(PERSONAL_CUES.getOrDefault(language, List.of()), language)));

    private SentenceCues() {}

    /// Empty for a language that does not ship with Recado: there every excuse counts.
    static List<UrgentPhrase> of(Language language) {
        return PHRASES.getOrDefault(language, List.of());
    }

    static boolean negates(String word, Language language) {
        return NEGATIONS.getOrDefault(language, Set.of()).contains(word);
    }

    static boolean joins(String word, Language language) {
        return CONJUNCTIONS.getOrDefault(language, Set.of()).contains(word);
    }
}
