package dev.recado.domain.intent;

import dev.recado.domain.text.FoldedWords;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Detects an explicit request to talk to a person. It checks all languages at once, because a short text seldom
/// shows its own. It prefers to miss a request over a handoff for a message that only mentions people.
public final class HumanRequestDetector {
    private static final int MAX_LENGTH = 400;
    /// A few words within a sentence.
    private static final String FEW = "[^.?!\\n]{0,30}?";

    private static final String PERSON_ES =
            "(?:(?:un|una|alguna?|otra|la|el|su|sus|vuestro|algun|ese|esa|uno de sus|una de sus) )?"
                    + "(?:ser humano|seres humanos|humanos?|personas? (?:real(?:es)?|de verdad|humana)|persona|agente(?: humano)?"
                    + "|asesora?|operadora?|alguien|representante|ejecutiv[oa]|empleado|empleada|encargad[oa]|responsable"
                    + "|recepcionista|recepcion)\\b";
    private static final String PERSON_EN =
            "(?:(?:a|an|another|some|the|your|one of your|any) )?(?:(?:real|actual|live|human) )*"
                    + "(?:person|people|human being|human|agent|someone|somebody|representative|rep|operator|advis[eo]r|manager"
                    + "|member of staff|staff|receptionist|reception|employee)\\b";
    private static final String PERSON_FR =
            "(?:(?:un|une|l|le|la|votre|vos|quelque|un de vos|une de vos) )?(?:(?:vrai|vraie|autre) )?"
                    + "(?:quelqu un|personne|humain|humaine|etre humain|conseillere?|conseiller|agent|operateur|operatrice"
                    + "|responsable|representante?|employee?|receptionniste|accueil|secretaire)\\b";
    private static final String PERSON_PT =
            "(?:(?:um|uma|o|a|algum|alguma|outra|seu|sua) )?(?:ser humano|humano|pessoa(?: (?:real|de verdade))?|atendente"
                    + "|agente|alguem|operador|operadora|consultora?|responsavel|representante|funcionari[oa]|recepcionista"
                    + "|recepcao)\\b";

    private static final List<Pattern> REQUESTS = List.of(
            // Spanish
            request(
                    "(?:quiero|quisiera|querria|necesito|puedo|podria|podriamos|puede|pueden|me gustaria|prefiero|preferiria"
                            + "|deseo|dejame|dejeme|se puede|como hago para|como puedo|es posible|quieres?)\\b" + FEW
                            + "\\b(?:hablar|hable|hablo|chatear|conversar|platicar|comunicarme|comunicarse|contactar|contactarme)"
                            + " (?:ya |ahora |mejor |directamente |por favor )*con " + PERSON_ES),
            request("(?:que me (?:atienda|llame|contacte|conteste)|me (?:puede|podria|puedes?) (?:atender|llamar)) "
                    + PERSON_ES),
            request(
                    "(?:pas[ae]n?me|comuni(?:ca|can|que|quen)me|pon(?:ga|gan)?me|conect(?:a|e|en)me|transfier(?:e|a|an)me"
                            + "|deriv(?:a|e|en)me|me (?:pasas?|comunicas?|pones|transfieres?|pueden? (?:pasar|comunicar|transferir)))"
                            + " (?:por favor )?(?:con|a) " + PERSON_ES),
            request(
                    "(?:no quiero (?:hablar|seguir hablando|chatear) con (?:un|una|el|este) (?:bot|robot|maquina|chatbot))"),
            request(
                    "(?:quiero|necesito|prefiero|quisiera) (?:a )?(?:un humano|un ser humano|una persona (?:real|de verdad"
                            + "|humana)|un agente|un asesor|una asesora|un operador)\\b(?! (?:de|para|que)\\b)"),
            wholeText("(?:hablar|chatear|comunicarme|contactar) con " + PERSON_ES),
            wholeText("(?:atencion|agente|asistencia|soporte) (?:humana|humano|personal)|persona real|un humano"),
            // English
            request(
                    "(?:can|could|may|want|need|like|let|prefer|wanna|gonna|possible|please|rather|how do|how can|get me)\\b"
                            + FEW
                            + "\\b(?:talk|speak|chat|talking|speaking|connect|connected|transferred|transfer|put through"
                            + "|put me through|get through|hooked up) (?:me )?(?:directly |please )?(?:to|with) "
                            + PERSON_EN),
            request("(?:connect|transfer|put|pass) me (?:through |on |over )?(?:please )?(?:to|with) " + PERSON_EN),
            request(
                    "(?:i (?:want|need|d like|would like|prefer)|give me|get me) (?:a|an|some) (?:real |actual |live |human )*"
                            + "(?:person|human|human being|agent|operator|representative)\\b(?! (?:to|who|that|for|in|room))"),
            request(
                    "(?:don t|do not|dont) want to (?:talk|speak|chat) (?:to|with) (?:a|an|this|the) (?:bot|robot|machine"
                            + "|computer|chatbot|ai)"),
            wholeText("(?:talk|speak|chat) (?:to|with) " + PERSON_EN
                    + "|(?:a )?(?:real|live) (?:person|human|agent)|human agent"),
            // French
            request("(?:veux|voudrais|souhaite|souhaiterais|peux|puis|pouvez|pourrais|pourriez|besoin|aimerais|prefere"
                    + "|prefererais|possible|comment)\\b" + FEW + "\\b(?:parler|discuter|echanger|entrer en contact"
                    + "|etre mise? en (?:relation|contact)|me mettre en (?:relation|contact)) (?:directement )?(?:a|avec) "
                    + PERSON_FR),
            request("(?:passez|passe|transferez|transfere) moi (?:a |avec )?" + PERSON_FR),
            request("(?:mettez|mets) moi en (?:relation|contact) avec " + PERSON_FR),
            request(
                    "(?:veux|voudrais|prefere) (?:un humain|une vraie personne|un etre humain|un conseiller|une conseillere)\\b"),
            request("(?:ne veux pas|veux pas) parler a (?:un|une) (?:bot|robot|machine)"),
            wholeText("parler (?:a|avec) " + PERSON_FR + "|une? vraie? (?:personne|humain)"),
            // Portuguese
            request(
                    "(?:quero|queria|gostaria|preciso|posso|poderia|pode|podem|prefiro|da para|da pra|tem como|como faco para"
                            + "|como faco pra|como posso|quer)\\b" + FEW
                            + "\\b(?:falar|conversar|entrar em contato|me comunicar"
                            + "|ser atendid[oa]) (?:agora |diretamente |por favor )?(?:com|por) " + PERSON_PT),
            request(
                    "(?:me (?:passa|passe|transfere|transfira|conecta|conecte)|pass[ae] me|transfira me) (?:por favor )?"
                            + "(?:para|pra|com|a) " + PERSON_PT),
            request(
                    "(?:quero|preciso de|prefiro) (?:um humano|um ser humano|uma pessoa (?:real|de verdade)|um atendente"
                            + "|uma atendente)\\b"),
            request("nao quero falar com (?:um|uma|o|a) (?:bot|robo|maquina)"),
            wholeText("(?:falar|conversar) com " + PERSON_PT + "|atendimento humano|atendente humano|pessoa real"));

    /// Negations, right before the request or within it.
    private static final Pattern NEGATION = Pattern.compile(
            "\\b(?:no|ya no|tampoco|sin|don t|do not|dont|didn t|never|not|ne|pas|nao|sem|nem|nunca)\\s(?:\\w+\\s){0,2}$");

    private static final Pattern OF_A_MACHINE =
            Pattern.compile("\\b(?:bot|robot|robo|maquina|machine|chatbot|computer|ai)$");

    private static final Pattern PERSON =
            Pattern.compile("\\b(?:personas?|human[oa]s?|agentes?|asesor(?:a|es)?|operador(?:a|es)?"
                    + "|representantes?|encargad[oa]|responsable|recepcion(?:ista)?|alguien|supervisor(?:a)?|gerente|jef[ea]"
                    + "|persons?|people|humans?|agents?|someone|somebody|representatives?|operators?|advis[eo]rs?|managers?|staff"
                    + "|reception(?:ist)?|personne|humaine?|conseill(?:er|ere)|quelqu un|operateur|operatrice|accueil"
                    + "|pessoas?|atendentes?|alguem|funcionari[oa]|recepcao)\\b");

    private static final Pattern CONTACT =
            Pattern.compile("\\b(?:habl(?:ar|e|o|en)|llam(?:ar|e|en|a|ad|ame|eme|enme|arme)|aten(?:dais|der|derme)"
                    + "|atiend(?:a|e|an|ame|eme)|contact(?:ar|arme|e|en|o|eme)|comuni(?:car|carme|queme|came)|pas(?:ar|arme|ame|eme|enme)"
                    + "|conect(?:ar|arme|ame|eme)|convers(?:ar|o)|ayud(?:a|ar|arme|ame|eme|e)|ponme|poneme|ponganme"
                    + "|talk|talking|speak|speaking|chat|call|contact|connect|transfer|reach|help|get me"
                    + "|parler|parle|appel(?:er|ez|le)|rappel(?:er|ez|le)|joindre|contacter|passez|aider?"
                    + "|falar|falo|ligar|ligue|liguem|chamar|chame|contatar|atender|atenda|ajuda)\\b");

    private static final Pattern UNWANTED =
            Pattern.compile("\\b(?:no (?:quiero|necesito|hace falta|quisiera)|don t (?:want|need)|do not (?:want|need)"
                    + "|(?:ne )?(?:veux|souhaite) pas|pas besoin|nao (?:quero|preciso))\\b");

    private HumanRequestDetector() {}

    /// Returns whether the user probably asks for a person. Used when no model can interpret the message, so it
    /// prefers a needless handoff over a missed request.
    public static boolean isLikelyIn(String words) {
        // A long message asks at its end.
        String text = FoldedWords.sentences(words.substring(Math.max(0, words.length() - MAX_LENGTH)));
        return PERSON.matcher(text).find()
                && CONTACT.matcher(text).find()
                && !UNWANTED.matcher(text).find();
    }

    public static boolean isIn(String words) {
        if (words.isBlank() || words.length() > MAX_LENGTH) {
            return false;
        }
        String text = FoldedWords.sentences(words);
        return REQUESTS.stream().anyMatch(pattern -> asks(pattern.matcher(text), text));
    }

    private static boolean asks(Matcher matcher, String text) {
        while (matcher.find()) {
            boolean denied =
                    NEGATION.matcher(text.substring(0, matcher.start())).find() || denies(matcher.group());
            if (!denied || OF_A_MACHINE.matcher(matcher.group()).find()) {
                return true;
            }
        }
        return false;
    }

    /// "Je ne veux pas parler …" contains its "pas".
    private static boolean denies(String wish) {
        return Pattern.compile("\\b(?:pas|not)\\b").matcher(wish).find();
    }

    private static Pattern request(String wish) {
        return Pattern.compile("\\b" + wish);
    }

    private static Pattern wholeText(String wish) {
        return Pattern.compile("^\\W*(?:por favor |please |s il vous plait )?(?:" + wish
                + ")(?: por favor| please| s il vous plait| ya| ahora| now)?\\W*$");
    }
}
