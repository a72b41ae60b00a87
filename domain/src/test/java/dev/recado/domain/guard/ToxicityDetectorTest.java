package dev.recado.domain.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToxicityDetectorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hijo de puta",
                "HIJO DE PUTA!!!",
                "h1j0 de put4",
                "p.u.t.a",
                "p u t a",
                "p-u-t-a",
                "puuuuta",
                "pùta",
                "рuta",
                "eres un gilipollas",
                "G1L1P0LL4S",
                "vete a la mierda bot",
                "chinga tu madre",
                "te voy a matar",
                "voy a poner una bomba",
                "negros de mierda",
                "mándame fotos desnuda",
                "quiero follarte",
                "fuck you",
                "F.U.C.K you",
                "FUUUCK you",
                "fvck off? no: fuck off",
                "you are an idiot",
                "kill yourself",
                "I'm going to kill you",
                "i’ll kill you",
                "send nudes",
                "heil hitler",
                "$uck my d1ck",
                "va te faire foutre",
                "fils de pute",
                "FILS DE PUT€? fils de pute",
                "nique ta mère",
                "sale arabe",
                "je vais te tuer",
                "ta gueule",
                "filho da puta",
                "vai tomar no cu",
                "vou te matar",
                "manda nudes",
                "macaco preto",
                "fdp"
            })
    void toxicTextsAreDetected(String text) {
        assertThat(ToxicityDetector.find(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // medical
                "me duele el pene al orinar",
                "tengo una verruga en el ano",
                "me sangra el culo al hacer caca",
                "cáncer de mama",
                "dolor en los testículos",
                "relaciones sexuales con dolor",
                "la regla me duele",
                "my breast hurts",
                "anal fissure",
                "vaginal dryness",
                "erectile dysfunction",
                "I have blood in my stool",
                "j'ai mal au sein",
                "mon pénis me gratte",
                "dor no ânus",
                "câncer de mama",
                "corrimento vaginal",
                "pienso en el suicidio",
                "quiero morirme",
                "I want to die",
                "j'ai envie de mourir",
                "quero morrer",
                "mi marido me pega",
                "me violaron",
                "was raped last year",
                "mataron a mi perro",
                "matar las bacterias",
                "¿el antibiótico mata el virus?",
                "this cough is killing me",
                "me muero de dolor",
                "shoot me an email",
                // everyday
                "de puta madre",
                "qué puta vida",
                "no tengo ni puta idea",
                "la reputación",
                "computadora",
                "disputa",
                "diputada",
                "imputado",
                "putamen",
                "amputación",
                "qué coño pasa",
                "joder qué caro",
                "mierda, llego tarde",
                "eres tonto",
                "marica, ayúdame",
                "huevón",
                "cabrón",
                "coger el autobús",
                "la concha de mar",
                "polla",
                "pollo",
                "chocolate negro",
                "vino negro",
                "el señor Moro",
                "moros y cristianos",
                "la Negra Tomasa",
                "con mi hijo",
                "violeta",
                "violín",
                "bomba de insulina",
                "bomba de agua",
                "una bomba de crema",
                "tiro al arco",
                "shitake",
                "Scunthorpe",
                "Essex",
                "Sussex",
                "cockpit",
                "assassin",
                "classic",
                "passage",
                "Dick Smith",
                "damn it's late",
                "what the hell",
                "this is shit service",
                "you stupid thing no",
                "analysis",
                "therapist",
                "a bitch of a day",
                "blanco y negro",
                "niggle",
                "snigger",
                "Bukkake udon",
                "spices",
                "chinks in the armour",
                "merde, j'ai raté le bus",
                "putain c'est cher",
                "une députée",
                "réputation",
                "les computers",
                "concombre",
                "con leche",
                "conmigo",
                "le pédiatre",
                "pédagogie",
                "un noir et blanc",
                "robe noire sale",
                "la salopette",
                "puta que pariu que fila",
                "droga, esqueci",
                "porra, que caro",
                "burro",
                "a bicha do rato",
                "peito de frango",
                "preto e branco",
                "macaco hidráulico",
                "cu de boi",
                "currículo",
                "cuidado",
                "piranha frita",
                "reputação",
                "1 2 3",
                "a b c",
                "s.a.",
                "e.g. u.s.a.",
                "100% 4ever",
                "A1 B2 C3",
                "www.example.com/puntos",
                "",
                "👍"
            })
    void innocentTextsAreNot(String text) {
        assertThat(ToxicityDetector.find(text)).isEmpty();
    }

    @Test
    void theLanguageOfTheListIsReturned() {
        assertThat(ToxicityDetector.find("you motherfucker")).contains("en");
        assertThat(ToxicityDetector.find("connard")).contains("fr");
    }

    @Test
    void aLongTextIsCheckedQuickly() {
        assertThat(ToxicityDetector.find("p ".repeat(30_000) + "a".repeat(30_000)))
                .isEmpty();
    }
}
