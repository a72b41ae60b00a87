package dev.recado.adapter.knowledge.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.knowledge.language.LanguageWordLists;
import dev.recado.domain.text.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tests which phrases exclude an urgent match, and which only stand in the same sentence.
class UrgentExcusesTest {
    private static final CuratedAnswers EXAMPLE =
            new CuratedAnswers(FaqFile::example, new LanguageWordLists(), new DocumentPrecedence());

    private static final String EMERGENCIES = """
            mi padre tiene signos de infarto
            mi vida no tiene valor, quiero suicidarme
            mi vida no tiene valor quiero suicidarme
            hace meses que quiero suicidarme
            no puedo evitar pensar en suicidarme
            hace una semana que me duele el pecho y hoy no puedo respirar
            desde el año pasado pienso en el suicidio
            ¿qué hago? mi hijo no respira
            qué es lo que tengo que hacer mi padre está inconsciente
            llamo por teléfono y nadie responde mi marido no respira
            en 2020 tuve un ictus y ahora me está dando otro ictus
            tengo riesgo de infarto y me duele mucho el pecho
            me ha mordido un perro y no para de sangrar
            mi hija se ha tomado todas las pastillas que le recetaron
            después del parto mi mujer está sangrando mucho
            tras el accidente no despierta
            ¿tratáis infartos? a mi padre le está dando un infarto
            no quiero vivir sin ella
            no quiero vivir en este mundo
            mi bebé tiene la nariz tapada y no respira
            mi madre se ha desmayado en la mamografía
            me han sacado una muela y no para de sangrar
            me duele el pecho, no sé si es grave
            cuánto tarda una ambulancia mi madre no respira
            he hecho el curso de primeros auxilios pero mi hijo está inconsciente
            tengo ganas de matarme y no hay especialista
            cómo evito que se muera, mi hijo no respira
            ya no respira
            no tengo fiebre pero tengo dolor en el pecho
            quiero morirme por lo que me ha hecho
            my dad has signs of a heart attack
            my mum shows signs of a stroke I think she is having a stroke
            I've wanted to kill myself for months, since last year
            I can't avoid thinking about suicide
            I've been thinking about suicide since last month
            how do I stop it, he won't stop bleeding
            how much longer, my baby is not breathing
            what does it mean he is unconscious
            there is a risk he is going to kill himself
            my dog bit me and it won't stop bleeding
            I had a stroke in 2020 and I think I'm having a stroke again
            can you help my husband collapsed
            the doctor prescribed them and I took all the pills
            my baby has a blocked nose and is not breathing
            he was fine now he is unconscious
            he fainted after a blood test
            do you have a doctor my son is choking
            she passed out in birth class
            no pain anymore but she is not breathing
            I can't go on after the accident I want to die
            mon père a des signes d'AVC il fait un avc
            il y a des mois que je veux mourir
            je ne peux pas éviter de penser au suicide
            depuis l'année dernière je pense au suicide
            combien de temps encore, mon bébé ne respire plus
            le chien l'a mordu, il saigne beaucoup
            je suis au téléphone, ma mère est inconsciente
            le docteur m'a prescrit ça et j'ai avalé toute la boîte de comprimés
            après l'accident il ne se réveille pas
            elle s'est évanouie après une prise de sang
            il est tombé, il n'a pas mal mais il est inconscient
            vous avez un médecin mon fils s'étouffe
            je risque de me tuer je veux me tuer
            minha vida não tem valor quero me matar
            meu pai está com sinais de infarto
            meu pai tem sinais de que está tendo um infarto
            faz meses que quero morrer
            não consigo evitar de pensar em suicídio
            desde o ano passado penso em suicídio
            o cachorro mordeu e não para de sangrar
            meu filho caiu da escola e está inconsciente não responde o telefone
            depois do acidente ela não acorda
            não quero viver sem ela
            tirei um dente e está sangrando muito
            ela desmaiou no exame de sangue
            quanto tempo demora, meu bebê não respira
            o médico receitou e eu tomei todos os comprimidos
            minha mãe corre risco, ela está inconsciente
            vocês têm médico meu filho engasgou
            mi hermana tiene riesgo de suicidio, se ha cortado las venas
            creo que son síntomas de un ictus, a mi madre se le ha torcido la cara
            ¿son signos de infarto? me duele el pecho y el brazo
            precio no importa, mi padre se está muriendo
            llevo meses con ganas de morirme
            mi hijo no respira desde hace un minuto
            mi marido tuvo un infarto el año pasado y hoy le duele el pecho otra vez
            se ha desmayado en clase de yoga
            no sé qué hacer, mi bebé no reacciona
            no contesta, está inconsciente
            qué hago si mi bebé no respira
            bebé inconsciente
            niño atragantado
            hombre inconsciente en la calle
            me estoy ahogando no es broma
            mi gato ha muerto y quiero morirme
            hay alguien? mi marido no respira
            cómo puedo matarme
            quiero saber cómo suicidarme
            evitar el dolor es imposible, quiero morir
            me quiero morir desde hace años
            el médico me dijo que era ansiedad pero me duele el pecho
            what do I do my baby isn't breathing
            signs of stroke in my mum: face drooping
            man unconscious in the street
            how can I kill myself
            is this a heart attack? my chest hurts
            my wife is in labour, how much is a taxi
            he took all the pills the doctor prescribed
            I had chest pain last week and now it's back, my chest hurts
            she has a history of stroke and now her face is drooping
            he collapsed in the gym class
            I don't have a fever but I can't breathe
            que faire mon fils ne respire plus
            homme inconscient dans la rue
            comment me suicider
            j'ai eu un avc en 2020 et je crois que je fais un avc
            elle n'a pas de fièvre mais elle ne respire pas bien
            le prix importe peu, mon père fait une crise cardiaque
            o que faço meu bebê não respira
            homem inconsciente na rua
            como posso me matar
            meu marido teve um avc em 2020 e acho que está tendo outro avc
            ela não tem febre mas não consegue respirar
            quanto custa não importa, meu pai está morrendo
            estou com dor no peito há uma semana
            me duele el pecho desde hace dos semanas
            """;

    private static final String OTHERS = """
            ¿cómo evitar un ictus?
            ¿cuáles son los signos de un ictus?
            ¿Está grave? No, respira bien
            ¿Le duele mucho? No. Respira sin problema
            no, respira bien
            folleto sobre prevención del ictus
            ¿cómo se reconoce un infarto?
            ¿qué riesgo hay de sufrir un infarto a los 50?
            charla sobre el suicidio en el instituto
            mi abuelo tuvo un ictus en 2019 y quiere rehabilitación
            ¿dais un taller de primeros auxilios para atragantamientos?
            no me duele el pecho
            consulta para prevenir infartos
            ¿es grave una hemorragia nasal?
            ¿qué es una embolia?
            señales de un ataque al corazón
            síntomas de sobredosis
            libro sobre el suicidio
            mi gato se ha desmayado
            ¿cuánto cuesta la rehabilitación de un ictus?
            what are the signs of a stroke?
            what are the signs of a heart attack?
            how can I prevent a stroke?
            how to avoid a heart attack
            signs of a stroke
            is it serious? No, breathing is fine
            do you have leaflets about suicide prevention?
            first aid class for choking
            what is an overdose?
            book about suicide
            I had a stroke last year and need physio
            do you offer rehab after a stroke?
            how much is a heart attack screening?
            what causes seizures?
            quels sont les signes d'un AVC ?
            comment éviter un infarctus ?
            comment prévenir un AVC ?
            signes d'une crise cardiaque
            c'est grave ? Non, respire normalement
            cours de premiers secours contre l'étouffement
            livre sur le suicide
            qu'est-ce qu'une embolie ?
            ma mère a fait un AVC l'année dernière, vous avez un kiné ?
            rééducation après un AVC
            combien coûte une rééducation après un avc
            quais são os sinais de um AVC?
            como evitar um infarto?
            como prevenir um derrame?
            sinais de um ataque cardíaco
            É grave? Não, respira bem
            palestra sobre suicídio
            o que é uma embolia?
            meu pai teve um AVC no ano passado e precisa de fisioterapia
            reabilitação depois de um AVC
            quanto custa o tratamento para convulsões?
            vocês tratam convulsões?
            ¿cómo puedo saber si algo es un ictus?
            información sobre el infarto
            unidad de ictus
            ¿tenéis unidad de ictus?
            ¿hacéis pruebas de esfuerzo para prevenir infartos?
            ¿cuánto dura la recuperación de un infarto?
            ¿el seguro cubre la ambulancia?
            factores de riesgo del ictus
            ¿qué especialista trata los ictus?
            mi abuela tuvo un ictus hace 3 años
            Is he breathing? Yes, fine
            stroke awareness week
            how common is a heart attack at 40?
            what should I eat to avoid a stroke?
            risk factors for stroke
            stroke rehabilitation prices
            my father had a stroke three years ago, do you have physio?
            do you see patients who had a heart attack?
            comment reconnaître un AVC ?
            facteurs de risque d'infarctus
            mon père a eu un infarctus en 2018
            quelle est la différence entre un AVC et un infarctus ?
            unité AVC
            como reconhecer um AVC?
            minha mãe teve um derrame há três anos
            qual a diferença entre infarto e parada cardíaca?
            vocês têm fisioterapia para quem teve AVC?
            como saber se é um infarto?
            comment savoir si c'est un infarctus ?
            how do I know if it's a stroke?
            """;

    private static List<String> wrong(String lines, boolean urgent) {
        return lines.lines()
                .filter(text -> EXAMPLE.urgent(text, Language.SPANISH).isPresent() != urgent)
                .toList();
    }

    /// Written in two rounds, each before the first run: in the second, 44 of 47 emergencies were found at once,
    /// and 8 of 34 other texts were taken for one.
    @Test
    void aStatementIsUrgentWhateverElseTheSentenceContains() {
        assertThat(wrong(EMERGENCIES, true)).isEmpty();
    }

    @Test
    void questionsAndOtherTopicsAreNotUrgent() {
        assertThat(wrong(OTHERS, false)).isEmpty();
    }

    @Test
    void anUnlessPhraseAppliesOnlyToItsEntry() {
        CuratedAnswers two = new CuratedAnswers(
                () -> new FaqReader("faq.yaml").read("""
                - id: gas
                  urgent: true
                  es:
                    questions: [huele gas]
                    unless: [gas abierto huele, "?^cuanto"]
                    answer: Salga de casa.
                - id: fire
                  urgent: true
                  es:
                    questions: [hay fuego, arde]
                    unless: [huele gas, "?apagado"]
                    answer: Llame al 112.
                """), new LanguageWordLists(), new DocumentPrecedence());

        assertThat(two.urgent("aquí huele a gas", Language.SPANISH)).isPresent();
        assertThat(two.urgent("huele a gas y está apagado", Language.SPANISH)).isPresent();
        assertThat(two.urgent("cuánto fuego, hay fuego", Language.SPANISH)).isPresent();
        assertThat(two.urgent("cuánto huele el gas", Language.SPANISH)).isEmpty();
        assertThat(two.urgent("cuánto huele mi cocina a gas", Language.SPANISH)).isPresent();
    }
}
