package dev.recado.domain.intent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.intent.SmallTalk.Kind;
import dev.recado.domain.text.Language;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallTalkTest {
    private static final Map<Kind, String> SMALL_TALK = Map.of(
            Kind.GREETING,
            "hola|Holaaa!!|hola, buenos días|buenas tardes, qué tal|hola que tal estás?|hey|hello|hi there|good morning|"
                    + "how are you?|bonjour|salut, ça va ?|coucou|olá|oi tudo bem?|boa tarde|hola necesito ayuda|👋|hay alguien?",
            Kind.THANKS,
            "gracias|muchas gracias!!|ok gracias|vale, muchas gracias|graciasss 🙏|thanks|thank you so much|ok thx|merci"
                    + "|merci beaucoup|obrigado|muito obrigada|valeu|🙏|❤️|ok genial|super, merci",
            Kind.GOODBYE,
            "adiós|hasta luego|gracias, adiós|chao|bye|see you tomorrow|au revoir|bonne journée|tchau|até logo|have a nice day"
                    + "|good nite|Goodnite!|gud night|goodnight|gn|have a good nite|see u tomorrow|ok, good nite|asta luego"
                    + "|que descanses|bonne aprem|tchauzinho|thanks, good nite",
            Kind.OK,
            "ok|OK!|okkk|vale|de acuerdo|perfecto|👍|👍🏽|👌|d'accord|got it|ta bom|entendi|ok vale|all right",
            Kind.YES,
            "sí|si|siii|sí, por favor|claro que sí|yes|yes please|yep|oui|oui bien sûr|sim|com certeza",
            Kind.NO,
            "no|nooo|nope|non|não|ahora no|not now|pas maintenant|por enquanto não|👎|no, gracias|no gracias|no thanks|no thank"
                    + " you|non merci|non, merci beaucoup|não obrigado|não, obrigada|hola, no|nada, gracias|no, está bien"
                    + "|no, está bien, gracias|No. Perfecto!|no, all good|não, tudo bem",
            Kind.LAUGHTER,
            "jajaja|jajajajaja 😂|haha|hahaha|kkkkk|rsrs|mdr|lol|😂😂😂|🤣|jejeje|xd|jjj|jjjjj|jsjs|jsjsjs|JSJSJ|jajsjaj|jjaja|ajajaj"
                    + "|jsksjs|sksksk|ksksks|huehuehue|hhhh|lmfao|jsjs 😂",
            Kind.WHO,
            "¿quién eres?|cómo te llamas|con quién hablo?|who are you?|what's your name|qui êtes-vous ?|comment tu t'appelles"
                    + "|quem é você?|qual é o seu nome|hola, quién eres?",
            Kind.ROBOT,
            "¿eres un robot?|eres humano?|eres una persona o un robot|are you a robot?|am I talking to a human|are you a real"
                    + " person?|êtes-vous un robot ?|você é um robô?|hola, eres un bot?|es usted una persona?"
                    + "|¿eres automático?|¿hablo con un robot?|¿usted es un robot?|¿eres real?|estoy hablando con una máquina?"
                    + "|are you real?|am I chatting with a bot?|are you automated?|r u a bot|is this a real person?|vous êtes"
                    + " une machine ?|je parle à un robot ?|tu es réel ?|vc é um robô?|estou falando com um robô?|você é real?"
                    + "|respondes automáticamente?|você é automático?",
            Kind.SORRY,
            "perdón|disculpa|lo siento|sorry|my bad|pardon|désolé|desculpa|foi mal");

    @Test
    void smallTalkIsRecognisedInFourLanguages() {
        SMALL_TALK.forEach((kind, texts) -> {
            for (String text : texts.split("\\|", -1)) {
                assertThat(SmallTalk.in(text).map(SmallTalk::kind)).as(text).contains(kind);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hola, ¿cuánto cuesta una limpieza?",
                "ok, quiero cita",
                "gracias, ¿y a qué hora cerráis?",
                "hola Marta",
                "sí, el martes",
                "no puedo ir mañana",
                "no me llegó el correo",
                "hi, do you have parking?",
                "thanks, what about Sunday",
                "yes, at five",
                "bonjour, je voudrais un rendez-vous",
                "merci, et le dimanche ?",
                "oi, quanto custa?",
                "sim, quero marcar",
                "buenas, horario",
                "vale, precios",
                "hola precio",
                "ok cita",
                "robot aspirador",
                "quién es el doctor",
                "cómo se llama la doctora",
                "eres caro",
                "are you open",
                "are you a clinic?",
                "who is the doctor",
                "vous êtes ouverts ?",
                "você é médico",
                "2",
                "?",
                "😡",
                "🤒",
                "bien dormido",
                "todo el día",
                "nada de azúcar",
                "¿Es automático?",
                "É automático?",
                "C'est automatique ?",
                "C'est vrai ?",
                "Is this real?",
                "Isso é real?",
                "¿Es real?",
                "robot?",
                "robot",
                "bot",
                "robô",
                "¿es un robot?",
                "is it a robot?",
                "is this a robot?",
                "is this automated?",
                "is this ai?",
                "isto é automático?",
                "c'est un robot ?",
                "c'est une machine ?",
                "é uma máquina?",
                "¿es un programa?",
                "¿esto es real?",
                "c'est réel ?",
                "é real?",
                "no entiendo",
                "no entiendo nada",
                "no te entiendo",
                "No comprendo.",
                "não entendi",
                "não entendi nada",
                "não compreendo",
                "no va",
                "no está bien",
                "no muy bien",
                "nada bien",
                "no claro",
                "no correcto",
                "non compris",
                "no good",
                "not good",
                "não tá bom",
                "não está certo",
                "não ajudou muito",
                "no me has ayudado mucho",
                "no muy útil",
                "pas compris",
                "je ne comprends pas",
                "i don't understand",
                "gracias a dios que abrís los sábados",
                "jj",
                "js",
                "jdk",
                "good nite cream?",
                "¿abrís por la noche?",
                "do you open at nite?",
                ""
            })
    void aQuestionWithSmallTalkIsNoSmallTalk(String text) {
        assertThat(SmallTalk.in(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sí, gracias",
                "Hola, sí",
                "sí gracias",
                "gracias, sí",
                "sí, muchas gracias 🙏",
                "perdón, sí",
                "yes thanks",
                "yes please, thank you",
                "hi, yes",
                "oui merci",
                "oui, merci beaucoup",
                "bonjour, oui",
                "sim, obrigada",
                "olá, sim"
            })
    void aYesWithThanksOrAGreetingIsAYes(String text) {
        assertThat(SmallTalk.in(text).orElseThrow().isYes()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no, gracias", "sí, no", "gracias", "hola", "non merci", "sí, ¿quién eres?", "ok", "claro que no"
            })
    void nothingElseIsAYes(String text) {
        assertThat(SmallTalk.in(text).orElseThrow().isYes()).isFalse();
    }

    @Test
    void theLanguageIsKnownIfThePhraseHasOne() {
        assertThat(SmallTalk.in("hello").orElseThrow().languages()).contains(Language.ENGLISH);
        assertThat(SmallTalk.in("merci beaucoup").orElseThrow().languages()).containsExactly(Language.FRENCH);
        assertThat(SmallTalk.in("👍").orElseThrow().languages()).isEmpty();
    }
}
