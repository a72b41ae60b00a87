package dev.recado.domain.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentWordsTest {
    private final ConsentWords words = new ConsentWords(Set.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "stop",
                " Stop. ",
                "¡STOP!",
                "🛑 stop 🛑",
                "S.T.O.P",
                "s t o p",
                "stop please",
                "STOPALL",
                "STOP ALL",
                "Baja",
                "BAJA",
                "«baja»",
                "baja, por favor",
                "Darme de baja",
                "DAR DE BAJA",
                "Unsubscribe",
                "opt-out",
                "cancelar suscripción",
                "CANCELAR SUSCRIPCION",
                "Arrêt",
                "ARRET",
                "me désabonner",
                "Sair",
                "PARAR",
                "descadastrar",
                "Quit",
                "END",
                "no me escriban más",
                "ne m'écrivez plus",
                "ne m’écrivez plus",
                "não quero receber mais mensagens",
                "dejar de recibir mensajes",
                "Quiero dejar de recibir mensajes",
                "no quiero recibir más mensajes",
                "No quiero recibir mas mensajes, gracias",
                "ya no quiero recibir más mensajes",
                "DATE DE BAJA",
                "dadme de baja",
                "no deseo recibir más mensajes",
                "bórrenme de la lista",
                "stop receiving messages",
                "stop sending me messages",
                "I don't want to receive any more messages",
                "i dont want any more messages",
                "please don't text me anymore",
                "cancel my subscription",
                "ne plus recevoir de messages",
                "je ne souhaite plus recevoir de messages",
                "arrêtez de m'envoyer des messages",
                "ne me contactez plus",
                "parar de receber mensagens",
                "quero deixar de receber mensagens",
                "não quero mais receber mensagens, por favor",
                "pare de me mandar mensagens"
            })
    void theseOptOut(String text) {
        assertThat(words.isOptOut(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "para",
                "¡para!",
                "no",
                "cancelar",
                "cancel",
                "annuler",
                "fin",
                "fim",
                "salir",
                "exit",
                "adiós",
                "basta",
                "cancelar mi cita",
                "para mañana",
                "I'll stop by tomorrow",
                "can I stop by?",
                "stop by",
                "bus stop",
                "does the pain stop?",
                "estoy de baja",
                "necesito la baja médica",
                "¿cuánto dura la baja?",
                "parte de baja",
                "baja laboral",
                "la tensión baja",
                "planta baja",
                "quiero parar el tratamiento",
                "quiero dejar de recibir dolor",
                "¿cómo me doy de baja?",
                "cómo dejo de recibir mensajes",
                "¿cómo puedo dejar de recibir mensajes?",
                "no me llegan los mensajes",
                "no recibo sus mensajes",
                "how do I unsubscribe?",
                "how do I stop receiving messages?",
                "can you stop sending me messages about my son's visit on Monday?",
                "comment me désabonner ?",
                "como faço para parar de receber mensagens?",
                "quero parar de fumar",
                "je ne veux plus avoir mal",
                "weekend",
                "fin de semana",
                "arrêt de travail",
                "arrêt de bus",
                "como faço para sair?",
                "vou sair agora",
                "please",
                "por favor",
                "",
                "👍"
            })
    void theseDoNotOptOut(String text) {
        assertThat(words.isOptOut(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"START", "start!", "Alta", "unstop", "UN STOP", "volver", "voltar", "Reprendre", "s'inscrire"})
    void theseOptIn(String text) {
        assertThat(words.isOptIn(text)).isTrue();
        assertThat(words.isOptOut(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hola", "quiero hablar", "when do you start?", "alta médica", "yes"})
    void theseDoNotOptIn(String text) {
        assertThat(words.isOptIn(text)).isFalse();
    }
}
