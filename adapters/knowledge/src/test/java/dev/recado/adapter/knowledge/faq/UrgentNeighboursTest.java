package dev.recado.adapter.knowledge.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.knowledge.language.LanguageWordLists;
import dev.recado.domain.text.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The example's urgent answer on how people really write in need: of others, with a letter wrong, without an
/// accent or an apostrophe. Most lines were written before the phrases were looked at.
class UrgentNeighboursTest {
    private static final CuratedAnswers EXAMPLE =
            new CuratedAnswers(FaqFile::example, new LanguageWordLists(), new DocumentPrecedence());

    private static final String SPANISH = """
            me quiero matar
            me voy a matar
            voy a matarme
            voy a acabar con todo
            mi hermano se quiere matar
            mi hijo dice que se va a matar
            mi amiga se va a suicidar
            mi hermana se quiere quitar la vida
            mi padre no quiere vivir más
            se quiere morir
            mi hija se esta cortando los brazos
            me quiero tirar por la ventana
            mi hermano se ha tirado por la ventana
            se quiere tirar del puente
            me quiero hacer daño
            me kiero matar
            me quiero mtar
            una reacción alérgica, se le hincha la garganta
            reaccion alergica muy fuerte, no puede tragar
            se le hincha la lengua
            se me esta hinchando la cara y no puedo tragar
            tiene la garganta hinchada y respira mal
            le ha picado una abeja y se le hincha la cara
            creo que es anafilaxia
            le ha dado un choque anafilactico
            se le ha torcido la boca y no puede hablar
            mi padre no puede hablar ni mover el brazo
            se le cae un lado de la cara
            tiene media cara paralizada
            se le ha dormido medio cuerpo
            no mueve el lado derecho
            mi marido habla raro y tiene la boca torcida
            dolor en el pexo
            me duele el pexo
            dolor de pcho
            mi suegra esta sangrando por la cabeza
            sangra mucho por la nariz y no para
            no para de sangrar
            la herida no deja de sangrar
            la sangre no para
            se esta desangrando
            ha perdido el conocimineto
            esta incosciente
            mi madre no se despierta
            le estan dando convulsiones
            le ha dado un ataque epileptico
            mi hijo esta convulsinando
            se ha tomado un bote de paracetamol
            me he tomado veinte pastillas
            se ha intoxicado con lejia
            mi niño ha tragado detergente
            creo que es una sobredosiss
            se esta asfixiando
            se ha tragado un hueso y no puede respirar
            mi hijo se ha quemado con aceite hirviendo
            se ha quemado toda la cara
            se me ha caido aceite hirviendo encima
            mi hija se ha quemado con agua hirviendo
            el niño casi se ahoga en la piscina
            se ha ahogado en la piscina
            le ha dado la corriente
            mi hijo se ha electrocutado
            le dio una descarga electrica
            mi bebe esta azul
            el bebe se ha puesto azul
            el niño tiene los labios morados
            mi bebe no rspira
            me duele muxo el pexo
            se ahoag mi hijo, no respira
            """;

    private static final String ENGLISH = """
            bleeding won't stop
            the bleeding doesnt stop
            bleeding wont stop
            the bleeding is not stopping
            I can't stop the bleeding
            cant stop bleeding
            he is bleeding from the head
            blood won't stop coming out
            I'm gonna kill myself
            my brother wants to kill himself
            my sister wants to die
            my friend says he will kill himself
            my son is suicidal
            I want to end it all
            I want to end my life
            i dont want to be alive anymore
            she tried to kill herself
            my daughter is cutting herself
            allergic reaction, her throat is swelling
            his tongue is swelling up
            her face is swelling and she cant swallow
            I think it's anaphylaxis
            anaphylactic shock
            his mouth is drooping and he can't speak
            her speech is slurred
            he can't move his right arm and his face is numb
            one side of her face is paralysed
            ches pain
            chest pian
            my cheast hurts
            he is unconsious
            he wont wake up
            my mum is unresponsive
            she is having a fit and shaking
            he is having convulsions
            my dad is having a siezure
            he took an overdose
            he ate a lot of pills
            she drank drain cleaner
            something is stuck in his throat and he can't breathe
            my baby is chocking
            my son burned himself with boiling water
            she has burns all over her face
            my kid nearly drowned
            he is drowning
            he got an electric shock
            my husband was electrocuted
            my baby is blue
            his lips are blue
            baby turned blue
            she isnt breathing
            he cant breath
            """;

    private static final String FRENCH = """
            je vais me tuer
            je veux me tuer
            mon frère veut se tuer
            mon frere veut se suicider
            ma soeur veut mourir
            je vais en finir
            elle a essayé de se suicider
            ma fille se coupe les veines
            réaction allergique, sa gorge gonfle
            sa langue gonfle
            son visage gonfle et il n'arrive plus à avaler
            choc anaphylactique
            sa bouche est tordue et il ne peut plus parler
            elle n'arrive plus à parler
            il ne peut plus bouger le bras
            son visage est paralysé d'un côté
            douleur a la poitrinne
            mal a la poitrine
            jai mal a la poitrine
            ça n'arrête pas de saigner
            ça ne s'arrête pas de saigner
            le sang ne s'arrête pas
            il saigne de la tête
            il perd beaucoup de sang
            elle est inconcsiente
            mon père ne se reveille plus
            mon fils fait des convulsions
            il a fait une overdose
            il a avalé plein de cachets
            il s'étouffe avec un bonbon
            il s'est brûlé avec de l'eau bouillante
            ma fille s'est brulée au visage
            mon fils se noie
            il a failli se noyer
            il s'est électrocuté
            il a pris une décharge électrique
            mon bébé est tout bleu
            ses lèvres sont bleues
            mon bb ne respire plus
            """;

    private static final String PORTUGUESE = """
            vou me matar
            quero me matar
            meu irmão quer se matar
            minha amiga vai se matar
            minha irmã quer morrer
            vou acabar com tudo
            quero acabar com a minha vida
            ela tentou se matar
            ele está se cortando
            reação alérgica, a garganta está inchando
            a língua está inchando
            o rosto inchou e ele não consegue engolir
            choque anafilático
            a boca entortou e ele não consegue falar
            ela não consegue mexer o braço
            metade do rosto paralisado
            dor no peto
            dor no peitto
            o sangramento não para
            não para de sangrar
            o sangue não para
            está sangrando pela cabeça
            minha sogra está sangrando pela cabeça
            ele está inconciente
            meu pai não acorda
            ele está tendo convulsão
            ela teve uma overdose
            ele tomou um monte de comprimidos
            meu filho está sufocando
            minha filha se queimou com água fervendo
            queimou o rosto com óleo quente
            meu filho está se afogando
            meu filho se afogou na piscina
            ele levou um choque elétrico
            meu marido foi eletrocutado
            meu bebê está azul
            meu bebê ficou roxo
            ele pulou da janela
            meu amigo quer se matar
            a boca dele está roxa
            """;

    private static final String PLAIN = """
            ¿tratáis alergias?
            ¿hacéis pruebas de alergia?
            tengo alergia al polen, ¿tenéis alergólogo?
            soy alérgico a la penicilina
            reacción alérgica a la vacuna, ¿es frecuente?
            ¿qué es la anafilaxia?
            se me hincha el tobillo
            se me hinchan las piernas con el calor
            tengo la cara hinchada por la muela
            me he torcido el tobillo
            me he cortado el pelo
            me he cortado con un papel
            mi perro se ha quemado la pata
            quiero saltar la cola
            quiero matar el tiempo
            quiero matar las bacterias de la boca
            ¿cómo se matan los piojos?
            mi hermano quiere pedir cita
            voy a acabar el tratamiento el viernes
            voy a acabar con todo el papeleo mañana
            quiero acabar con todo este dolor de espalda
            quiero dejar de recibir dolor
            me he quemado con el sol, ¿qué crema?
            ¿tratáis quemaduras?
            ¿qué hago con una quemadura leve?
            ¿tenéis piscina?
            mi bebé tiene los ojos azules
            el bebé está tranquilo
            ¿se puede pagar con tarjeta azul?
            no puedo hablar por teléfono ahora
            mi hijo no puede hablar todavía, ¿tenéis logopeda?
            mi madre no habla inglés
            se ha ido la corriente en la clínica?
            sangro un poco al cepillarme
            ¿cuánto tarda en dejar de sangrar una muela?
            ¿qué vacunas hay para mi bebé?
            do you do allergy tests?
            I have a pollen allergy
            my ankle is swelling
            my face is swollen from a tooth
            I want to kill time
            does it kill bacteria?
            I want to end my contract
            I want to end my subscription
            do you treat burns?
            I have a sunburn
            baby blue paint
            is my blue card valid?
            I can't speak Spanish
            he can't talk right now, call later
            how do I stop the bleeding gums?
            does the bleeding after an extraction stop?
            my phone got an electric fault
            vous faites des tests d'allergie ?
            j'ai une allergie au pollen
            ma cheville gonfle
            je veux tuer le temps
            vous soignez les brûlures ?
            j'ai un coup de soleil
            mon bébé a les yeux bleus
            je ne peux pas parler français
            je vais en finir avec ce traitement
            vocês fazem teste de alergia?
            tenho alergia a pólen
            meu tornozelo está inchado
            quero matar a fome
            vocês tratam queimaduras?
            meu bebê tem olhos azuis
            não consigo falar por telefone
            """;

    private static List<String> wrong(String lines, boolean urgent) {
        return lines.lines()
                .filter(text -> EXAMPLE.urgent(text, Language.SPANISH).isPresent() != urgent)
                .toList();
    }

    @Test
    void spanish() {
        assertThat(wrong(SPANISH, true)).isEmpty();
    }

    @Test
    void english() {
        assertThat(wrong(ENGLISH, true)).isEmpty();
    }

    @Test
    void french() {
        assertThat(wrong(FRENCH, true)).isEmpty();
    }

    @Test
    void portuguese() {
        assertThat(wrong(PORTUGUESE, true)).isEmpty();
    }

    @Test
    void plainQuestionsAreNotUrgent() {
        assertThat(wrong(PLAIN, false)).isEmpty();
    }
}
