package dev.recado.domain.intent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HumanRequestDetectorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quiero hablar con una persona",
                "Hola, quisiera hablar con alguien del equipo por favor",
                "¿Puedo hablar con un asesor?",
                "necesito hablar ya con un humano!!",
                "¿me puede atender una persona real?",
                "pásame con un agente",
                "páseme por favor con recepción",
                "comuníqueme con un representante",
                "Que me llame alguien por favor",
                "no quiero hablar con un robot",
                "quiero un humano",
                "prefiero una persona de verdad",
                "hablar con una persona",
                "Hablar con alguien",
                "agente humano",
                "¿Cómo puedo comunicarme con un operador?",
                "¿es posible chatear con alguien?",
                "can I talk to a human",
                "Can I please speak to someone?",
                "I'd like to speak with a real person",
                "I want to talk to a human being, not a machine",
                "please connect me with an agent",
                "put me through to reception",
                "I need an agent",
                "I don't want to talk to a bot",
                "talk to a person",
                "How do I get through to a representative?",
                "human agent please",
                "je veux parler à quelqu'un",
                "Bonjour, pourrais-je parler à un conseiller ?",
                "je voudrais parler avec une vraie personne",
                "est-ce possible de parler à une personne ?",
                "passez-moi un conseiller",
                "je ne veux pas parler à un robot",
                "parler à quelqu’un",
                "quero falar com um atendente",
                "Posso falar com uma pessoa?",
                "gostaria de falar com alguém, por favor",
                "preciso falar com um humano",
                "tem como falar com um atendente?",
                "me passa para um atendente",
                "não quero falar com um robô",
                "falar com alguém",
                "atendimento humano"
            })
    void aRequestForAPersonIsDetected(String words) {
        assertThat(HumanRequestDetector.isIn(words)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hola",
                "¿la persona que me atendió era Ana?",
                "¿cuánto cuesta por persona?",
                "quiero reservar para una persona",
                "Quiero una cita para otra persona",
                "hablé con un asesor ayer y me dijo que sí",
                "no quiero hablar con una persona, solo el precio",
                "no necesito hablar con nadie",
                "¿puedo ir con una persona más?",
                "¿atienden a personas mayores?",
                "necesito contactar con mi seguro",
                "¿la persona responsable está hoy?",
                "¿eres una persona o un robot?",
                "¿Puedo hablar de mi factura?",
                "¿hablan inglés?",
                "quiero un agente de limpieza suave para la piel",
                "Mi representante pasó por ahí",
                "the person I talked to was Ana",
                "how much is it per person?",
                "I talked to an agent yesterday",
                "can I bring a person with me?",
                "I don't want to talk to a human, just tell me the price",
                "are you a human?",
                "do you speak to dogs?",
                "I need a person to sign here",
                "can you tell someone's age from the x-ray?",
                "la personne qui m'a reçu était très gentille",
                "combien par personne ?",
                "personne ne répond au téléphone",
                "je ne veux pas parler à une personne",
                "vous parlez anglais ?",
                "a pessoa que me atendeu foi a Ana",
                "quanto custa por pessoa?",
                "falei com um atendente ontem",
                "não quero falar com uma pessoa",
                "vocês falam inglês?",
                "posso levar uma pessoa?"
            })
    void aMentionOfPeopleIsNoRequest(String words) {
        assertThat(HumanRequestDetector.isIn(words)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "¿me podría atender alguien?",
                "que alguien me llame por favor",
                "ponme con recepción",
                "could someone call me back?",
                "is there anybody, a human, to talk to",
                "quelqu'un peut me rappeler ?",
                "alguém pode me ligar?"
            })
    void aProbableRequestIsDetectedByTheBroaderCheck(String words) {
        assertThat(HumanRequestDetector.isLikelyIn(words)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hola",
                "¿cuánto cuesta por persona?",
                "no quiero hablar con una persona, solo el precio",
                "quiero reservar para una persona",
                "how much is it per person?",
                "não quero falar com uma pessoa"
            })
    void aMentionOfPeopleIsNoProbableRequest(String words) {
        assertThat(HumanRequestDetector.isLikelyIn(words)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"quiero ", "can i ", "a ", "hablar con "})
    void aLongTextIsNotSearched(String words) {
        assertThat(HumanRequestDetector.isIn(words.repeat(10_000))).isFalse();
    }
}
