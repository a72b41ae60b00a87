package dev.recado.domain.guard;

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
                "não quero receber mais mensagens"
            })
    void theseOptOut(String text) {
        assertThat(words.optOut(text)).isTrue();
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
    void theseDoNot(String text) {
        assertThat(words.optOut(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"START", "start!", "Alta", "unstop", "UN STOP", "volver", "voltar", "Reprendre", "s'inscrire"})
    void theseOptIn(String text) {
        assertThat(words.optIn(text)).isTrue();
        assertThat(words.optOut(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hola", "quiero hablar", "when do you start?", "alta médica", "yes"})
    void theseDoNotOptIn(String text) {
        assertThat(words.optIn(text)).isFalse();
    }
}
