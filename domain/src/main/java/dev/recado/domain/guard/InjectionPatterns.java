package dev.recado.domain.guard;

import dev.recado.domain.text.WordPatterns;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Patterns of prompt injections in the four languages. They match undisguised text
/// ([dev.recado.domain.text.DisguiseRemover]): lower case, no accents.
///
/// The patterns use a short notation: a space is any gap between two words, `…` a gap with up to four words in
/// it, `¶` the end of a clause. Sentences that an honest user could write ("ignora mi mensaje anterior",
/// "call me") are left out: a verb alone never matches, only a verb with its object.
final class InjectionPatterns {
    /// Possessive: a run of dashes could be gap or word, which would give millions of ways to backtrack.
    private static final String GAP = "[^a-z0-9]{1,6}+";
    private static final String SOME_WORDS =
            "[^a-z0-9]{1,6}+(?:[a-z0-9]{1,30}+(?:'[a-z0-9]{1,30}+)?[^a-z0-9.!?]{1,4}+){0,4}";
    private static final String CLAUSE_END =
            "(?=[^a-z0-9]*+$|[^a-z0-9]?[.!?,;:\"\n]|[^a-z0-9]{1,3}(?:literal|textual|palabra"
                    + "|complet|exact|verbatim|word for|in full|mot pour|palavra))";

    /// Excludes "do not ignore the above instructions".
    private static final String NOT_DENIED = "(?<!\\b(?:not|never|don't|dont|no|nunca|nao|jamais|n')[^a-z0-9]{0,2})";

    private static final List<String> OVERRIDES = List.of(
            "(?:ignore|disregard|forget|override|bypass|discard|overrule|(?:do not|don'?t|stop) (?:follow|obey)(?:ing)?)…"
                    + "(?:previous|prior|above|earlier|preceding|initial|original|system|your|all|any)(?: (?:of|the|these"
                    + "|your|previous|prior|above|system|safety|other)){0,3} (?:instructions?|prompts?|rules|guidelines"
                    + "|directives|programming)",
            "(?:ignore|disregard|forget|override) (?:the )?instructions? (?:above|before|given|you (?:were|have|got))",
            "forget (?:everything|all|anything) (?:that )?you (?:were|have been|know|learned|ve been)",
            "(?:forget|disregard) (?:everything|all (?:of )?(?:that|this)|it all)(?: (?:above|before|so far|i said))? and (?:act"
                    + "|behave|pretend|become|answer|reply) ",
            "(?:ignor(?:a|e|en|ar|ad|es)|olvid(?:a|e|en|ar|ate|ese|es)(?: de)?|omit(?:e|a|ir)|desobedec(?:e|er)"
                    + "|desobedezca|descart(?:a|e|ar)|anul(?:a|e|ar)|pas(?:a|e) por alto|saltate"
                    + "|no (?:sigas?|obedezcas?|respetes?|cumplas?)|no (?:hagas?|hagan) caso (?:a|de)"
                    + "|no tengas? en cuenta)…(?:instruccion(?:es)?|reglas|normas|directrices|directivas|prompts?"
                    + "|ordenes|todas las indicaciones) (?:anterior(?:es)?|previas?|precedentes?|de arriba"
                    + "|de(?:l| tu) sistema(?! de\\b)|iniciales|originales|que (?:te|le) (?:han|hayan|dieron|dio)"
                    + "|que (?:tienes|tengas|has recibido))",
            "(?:ignora|olvida|olvidate de|omite|desobedece|descarta|anula|saltate|no sigas|no obedezcas"
                    + "|no hagas caso (?:a|de)|no respetes) (?:todas? )?tus (?:propias )?(?:instrucciones|reglas|normas"
                    + "|directrices|indicaciones|ordenes|restricciones)",
            "olvida(?:te de)? todo lo que (?:te (?:han|hayan|dijeron)|sabes|has aprendido)",
            "(?:olvida|olvidate de|ignora) todo(?: lo (?:anterior|dicho|demas|de arriba))? y (?:actua|comportate|finge|hazte"
                    + "|responde|conviertete)\\b",
            "(?:ignor(?:e|es|ez|er)|oubli(?:e|es|ez|er)|contourn(?:e|ez|er)|desobe(?:is|issez) a"
                    + "|ne (?:suis|suivez|respecte|respectez|tiens|tenez) (?:pas|plus)(?: compte)?(?: de| des)?)…"
                    + "(?:instructions?|consignes?|regles?|directives?|prompts?) (?:precedentes?|anterieures?"
                    + "|ci dessus|(?:du )?systeme|initiales?|d origine|que (?:tu as|vous avez) recu(?:es)?)",
            "(?:ignore|oublie|contourne|ne suis (?:pas|plus)) (?:toutes )?tes (?:instructions|consignes|regles"
                    + "|directives)",
            "(?:oublie|oubliez|ignore|ignorez) (?:tout )?ce qu on (?:t|vous) a (?:dit|demande|appris)",
            "(?:ignor(?:e|a|es|ar|em)|esquec(?:a|e|er|am)|desconsider(?:e|a|ar)|descart(?:e|a|ar)"
                    + "|nao (?:sigas?|obedecas?|respeites?|cumpras?))…(?:instruc(?:oes|ao)|orientacoes|regras|diretrizes"
                    + "|diretivas|comandos|prompts?) (?:anterior(?:es)?|previas?|acima|do sistema(?! de\\b)|iniciais"
                    + "|originais|que (?:te|voce|lhe) (?:deram|foram|recebeu|tem))",
            "(?:ignore|ignora|esqueca|esquece|desconsidere|nao siga) (?:todas )?(?:as )?(?:suas|tuas) (?:instrucoes|regras"
                    + "|diretrizes|orientacoes)",
            "(?:esqueca|esquece|ignore) tudo (?:o que (?:foi dito|(?:te|lhe) (?:disseram|ensinaram))|acima|isso) e (?:aja|atue"
                    + "|finja|comporte|responda)");

    private static final String KIND =
            "(?: [a-z0-9]{1,30}+){0,4} (?:ai|ia|assistants?|asistente|assistente|model|modelo"
                    + "|modele|chatbot|bot|hacker|llm)\\b";

    private static final List<String> ROLES = List.of(
            "from now on you (?:will|must|shall|should) (?:only |always |never )?(?:answer|reply|respond|say|recommend)\\b",
            "you are now (?:dan\\b|(?:a|an|the|my)" + KIND
                    + "|unrestricted|unfiltered|jailbroken|free (?:of|from) (?:all"
                    + "|any|your)|in (?:developer|debug|god|admin|dan|unrestricted|jailbreak) mode)",
            "from now on you (?:will |must |shall |should )?(?:act as|behave|obey|only (?:answer|respond|reply)|respond"
                    + "|pretend|ignore|have no (?:rules|limits|restrictions|filters)|are (?:dan\\b|(?:a|an|the|my)"
                    + KIND
                    + "))",
            "(?:act|behave|respond|answer) (?:as|like) (?:if you (?:were|are|had) )?(?:dan\\b"
                    + "|an? (?:unrestricted|unfiltered|uncensored|jailbroken|evil))",
            "(?:act|behave|respond|answer) as if you had no (?:rules|restrictions|limits|filters|guidelines)",
            "pretend…(?:no|without|free (?:of|from)) (?:any )?(?:rules|restrictions|limits|filters|guidelines)",
            "do anything now|\\b(?:god|dan|jailbreak|unrestricted) mode (?:enabled|activated|on)\\b"
                    + "|\\b(?:enable|activate|enter) (?:god|dan|jailbreak|unrestricted) mode",
            "(?:(?:a partir de|desde) ahora|de ahora en adelante|\\bahora)(?: tu)? (?:eres|seras) (?:dan\\b"
                    + "|(?:un|una|el|la|mi)" + KIND + ")",
            "(?:(?:a partir de|desde) ahora|de ahora en adelante)(?: tu)? (?:obedece(?:ras)?|debes obedecer"
                    + "|no tienes (?:reglas|restricciones|limites|filtros)|actua(?:ras)? como (?:dan\\b|un|una)|ignora)",
            "(?:actua|comportate|responde|finge|haz)(?: como| que| ser| como si){1,2}…(?:dan\\b|sin (?:ninguna )?"
                    + "(?:reglas?|restriccion(?:es)?|limites|filtros?|censura)|no (?:tuvieras|tienes|tengas) (?:ninguna )?"
                    + "(?:reglas?|restriccion(?:es)?|limites|filtros))",
            "como si no (?:tuvieras|tuvieses|tuviera) (?:ninguna? )?(?:reglas?|restriccion(?:es)?|limites?|filtros?|normas?)",
            "\\bmodo (?:dan|dios|jailbreak|sin (?:filtros?|restricciones|censura))\\b"
                    + "|(?:estas|entra) en (?:el )?modo (?:desarrollador|administrador|depuracion)",
            "(?:a partir de maintenant|desormais|dorenavant) (?:tu es|vous etes|tu seras) (?:dan\\b|un|une|le|la|mon)"
                    + KIND,
            "(?:agis|agissez|comporte toi|reponds|fais|fais semblant)(?: comme| de| d)…(?:dan\\b|sans (?:aucune )?"
                    + "(?:restrictions?|regles?|filtres?|limites?|censure))",
            "comme si (?:tu n avais|vous n aviez) (?:aucune?|pas de|plus de) (?:regles?|restrictions?|limites?|consignes?"
                    + "|filtres?)",
            "como se (?:voce |tu )?nao (?:tivesses?) (?:nenhuma? )?(?:regras?|restric(?:oes|ao)|limites?|filtros?)",
            "(?:a partir de agora|de agora em diante|\\bagora) (?:voce (?:e|sera)|tu es) (?:dan\\b|(?:um|uma|o|a|meu|minha)"
                    + KIND + ")",
            "(?:aja|atue|comporte se|responda|finja)(?: como| que| ser)…(?:dan\\b|sem (?:nenhuma )?(?:regras?|restric(?:oes|ao)"
                    + "|limites|filtros?|censura)|nao (?:tivesse|tem) (?:regras|restricoes|limites|filtros))");

    private static final List<String> LEAKS = List.of(
            "(?:reveal|show|print|repeat|output|display|tell|give|write|leak|copy|dump|paste|share|disclose|send"
                    + "|what (?:is|are|was|were)|what'?s)…(?:system prompt|system instructions|(?:initial|hidden|secret"
                    + "|original|internal|developer) (?:prompt|instructions)|your (?:full |entire )?prompt"
                    + "|your system message)",
            "(?:reveal|show|print|repeat|output|recite)(?: me)? (?:all )?your (?:[a-z]{1,20} )?instructions¶",
            "(?:your|tu|ton|votre|teu|seu|the|el|le|o) system prompt\\b",
            "what were you (?:told|instructed) (?:before|at the (?:start|beginning)|to (?:do|say))"
                    + "|how were you (?:instructed|prompted)",
            "(?:translate|summari[sz]e|show|tell|give|explain|list|reveal|print)…(?:your (?:initial|original|internal|hidden"
                    + "|secret) (?:instructions|rules|guidelines)|the (?:instructions|rules|guidelines) (?:that )?you (?:were"
                    + " given|got|received|have been given))",
            "(?:traduce|resume|dime|di|muestra|explica|cuenta|da|ensena|enumera)(?:me)?…(?:tus (?:propias )?(?:instrucciones"
                    + "|reglas|normas|directrices) (?:iniciales|originales|internas|secretas|ocultas)|(?:las|tus)"
                    + " (?:instrucciones|reglas|normas|directrices) que te (?:dieron|han dado|dio|pusieron|han puesto))",
            "(?:traduis|resume|montre|dis|donne|affiche|explique)(?: moi)?…(?:tes (?:consignes|instructions|regles) (?:initiales"
                    + "|internes|secretes|cachees)|les (?:consignes|instructions|regles) qu on t a (?:donnees|fixees))",
            "(?:traduza|resuma|mostre|diga|explique|liste)(?: me)?…(?:suas (?:instrucoes|regras) (?:iniciais|internas|secretas"
                    + "|ocultas)|as (?:instrucoes|regras) que (?:(?:te|lhe) deram|voce recebeu))",
            "(?:repite|copia|imprime|escribe)(?:me)?…(?:texto|todo|palabras|contenido) que (?:hay|esta|va|viene) (?:encima|antes"
                    + "|arriba)|(?:repite|copia|imprime)(?:me)?…(?:texto|todo|palabras) de arriba",
            "(?:repete|copie|affiche|recopie)(?: moi)?…(?:texte|tout|mots)(?: qui est)? (?:au dessus|ci dessus|qui precede)",
            "(?:repita|copie|imprima)…(?:texto|tudo|palavras)(?: que (?:esta|vem))? (?:acima|antes disto|antes desta)",
            "repeat (?:everything|all|the (?:words|text)) (?:above|before this|that precedes|you were told)",
            "(?:revel|muestr|ensen|imprim|repit|escrib|copi|peg|dig|d[ai]|compart|envi|mand)[a-z]{0,5}…(?:prompt de(?:l)? "
                    + "sistema|system prompt|tu prompt|(?:tus )?instrucciones (?:del? sistema(?! de\\b)|internas|ocultas"
                    + "|secretas)|tus (?:propias )?instrucciones (?:iniciales|originales))",
            "(?:cual es|cuales son) (?:tu(?:s)? (?:prompt|instrucciones¶|instrucciones (?:iniciales|internas|ocultas))"
                    + "|el (?:prompt de(?:l)? sistema|system prompt))",
            "(?:revela|muestra|imprime|repite|escribe|copia|ensena)(?:me)? (?:todas )?tus instrucciones¶",
            "(?:revele|montre|affiche|repete|imprime|ecris|donne|copie|dis|quel est|quelles sont)z?(?: moi)?…"
                    + "(?:prompt systeme|system prompt|prompt (?:initial|cache|secret)|(?:ton|votre) prompt"
                    + "|(?:instructions|consignes) (?:systeme|internes|cachees|secretes)"
                    + "|tes (?:instructions|consignes) (?:initiales|d origine))",
            "(?:revele|montre|affiche|repete|ecris|donne)(?: moi)? (?:toutes )?tes (?:instructions|consignes)¶",
            "(?:revel[ea]|mostr[ea]|exib[ae]|repit[ae]|imprim[ae]|escrev[ae]|copi[ea]|diga|me de|envie|qual e|quais sao)…"
                    + "(?:prompt (?:do|de) sistema|system prompt|(?:seu|teu) prompt|instrucoes (?:do sistema(?! de\\b)|ocultas"
                    + "|secretas|internas)|(?:suas|tuas) instrucoes (?:iniciais|originais))",
            "(?:revele|mostre|repita|escreva|exiba)(?: me)? (?:todas )?(?:as )?(?:suas|tuas) instrucoes¶");

    /// Requests to add something to every answer.
    private static final List<String> ADDITIONS = List.of(
            "(?:in (?:every|each|all)(?: of)?(?: your)? (?:answers?|repl(?:y|ies)|responses?)|when (?:answering|replying"
                    + "|responding)) (?:always |also |you must )?(?:add|append|include|mention|insert|recommend)\\b",
            "(?:en (?:cada|todas tus) respuestas?|al responder|cuando respondas) (?:siempre )?(?:anade|agrega|incluye|inserta"
                    + "|menciona|recomienda)\\b",
            "(?:dans (?:chaque|toutes tes) reponses?|en repondant|quand tu reponds) (?:toujours )?(?:ajoute|inclus|insere"
                    + "|mentionne|recommande)\\b",
            "(?:em (?:cada|todas as suas) respostas?|ao responder) (?:sempre )?(?:adicione|inclua|insira|mencione|recomende)\\b",
            "(?:tell|ask|instruct) the user to (?:send|give|share|provide|enter|pay|transfer)\\b",
            "(?:dile|pidele|di|pide) al usuario que (?:envie|de|comparta|pague|transfiera|introduzca)\\b",
            "(?:dis|dites|demande|demandez) a l utilisateur (?:de |d )(?:envoyer|donner|partager|payer|saisir)\\b",
            "(?:diga|peca) ao (?:usuario|utilizador) (?:que|para) (?:envi(?:e|ar)|pag(?:ue|ar)|compartilh(?:e|ar)|inform(?:e|ar))\\b");

    private static final String TOOL = "(?:tool|function|herramienta|funcion|outil|fonction|ferramenta|funcao)";

    private static final List<String> TOOLS = List.of(
            "[a-z]{2,20}(?:_[a-z]{2,20}){1,4}[\"'`]?(?: (?:with|using|con|avec|com))?[^a-z0-9]{0,4}\\{",
            "(?:decode|decodifica|decodifique|decodez)…base(?: )?64\\b|\\bbase(?: )?64…(?:decode|decodifica|decodifique|decodez)\\b",
            "(?:call|invoke|trigger) (?:the |your |a )(?:[a-z0-9_-]{1,40} )?" + TOOL + "\\b",
            "(?:use|run|execute|call|invoke|trigger|usa|use|utiliza|ejecuta|llama|invoca|utilise|appelle|execute|chame|chama)"
                    + "(?: (?:the|your|la|el|a|tu|l|le|ton|sua|uma|o)){0,3} (?:" + TOOL
                    + " )?[\"'`]?[a-z]{2,20}(?:_[a-z]{2,20}){1,4}"
                    + "(?:[\"'`]?\\(| " + TOOL + "\\b)",
            "(?:use|run|execute|call|usa|utiliza|ejecuta|llama|invoca|utilise|appelle|execute|chame|chama|invoque)"
                    + "(?: (?:the|your|la|el|a|tu|l|le|ton|sua|uma|o)){0,3} " + TOOL
                    + "(?: named| called| llamada| appelee| chamada)?"
                    + " [\"'`]?[a-z]{2,20}(?:_[a-z]{2,20}){1,4}",
            "(?:llama a|invoca|ejecuta|invoque|ejecute) (?:la |tu |una )(?:herramienta|funcion)\\b",
            "(?:appelle|appelez|invoque|invoquez) (?:l |la |ton |une )(?:outil|fonction)\\b",
            "(?:chame|chama|invoque|invoca) (?:a |sua |uma )(?:ferramenta|funcao)\\b",
            "(?:send|forward|post|envia|manda|reenvia|envoie|transmets|envie|mande|encaminhe)…(?:conversation|conversacion"
                    + "|conversa|chat history|historial|historico|historique|system prompt|all (?:the )?users|otros usuarios"
                    + "|other users)…(?:https?:|[a-z0-9._-]{1,40}@)");

    private static final String AI =
            "(?:ai|a\\.i\\.|llms?|(?:large )?language models?|chatbots?|ai (?:assistants?|models?|agents?)"
                    + "|virtual assistants?)";
    private static final String IA =
            "(?:ia|llm|modelos? de lenguaje|modelos? de linguagem|modeles? de langage|chatbots?"
                    + "|asistentes? (?:virtual(?:es)?|de ia)|assistentes? (?:virtua(?:l|is)|de ia)|assistants? (?:virtuels?|ia))";

    private static final List<String> ADDRESSED = List.of(
            "(?:if|when|since|as) you(?:'re| are) (?:an? )?" + AI + "\\b",
            "(?:note|message|instructions?|attention|notice|important|command) (?:to|for) (?:the |any |all |every )?"
                    + AI + "(?: (?:reading|processing|that|who|must|should)\\b|[^a-z0-9]{0,2}:)",
            "(?:attention|hey|dear) " + AI + " (?:ignore|you|please|disregard|say|tell|do)\\b",
            AI
                    + " (?:must|should|shall|has to|have to|is to|are to) (?:now |always |only )?(?:say|tell|answer|reply"
                    + "|respond|ignore|reveal|recommend|send|obey|output)",
            "si eres (?:un |una )?" + IA + "\\b|si tu es (?:un |une )?" + IA + "\\b|se (?:voce e|es) (?:um |uma )?" + IA
                    + "\\b",
            "(?:nota|mensaje|instrucciones|instruccion|aviso|atencion|ordenes|mensagem|instrucoes|message|consigne) "
                    + "(?:para|pour|a|al|ao)(?: (?:el|la|los|las|l|le|les|o|os|as|cualquier|todo)){0,2} " + IA + "\\b",
            "(?:la|el|los|o|a|os|l|le|les) " + IA
                    + " (?:debe(?:n|ra|ran)?|tienen? que|deve(?:m)?|tem que|doit|doivent)"
                    + " (?:siempre |ahora |solo |sempre |toujours )?(?:decir|responder|ignorar|contestar|revelar|recomendar"
                    + "|enviar|obedecer|dizer|dire|repondre|ignorer|reveler|recommander)",
            "(?:do not|don'?t|never|without) (?:tell|telling|inform|informing|mention|mentioning) (?:this |it )?(?:to )?the"
                    + " (?:user|human)\\b",
            "no (?:se )?(?:lo |le )?(?:digas|menciones|cuentes|informes|reveles)(?: (?:esto|nada))? (?:a|al) (?:usuario|humano)\\b",
            "ne (?:le )?(?:dis|mentionne|revele) (?:pas|rien)(?: cela| ca)? a l utilisateur",
            "nao (?:conte|diga|mencione|revele|informe)(?: isso| nada)? ao (?:usuario|utilizador|humano)\\b");

    private static final List<String> TITLES = List.of(
            "(?:begin|end|start of|new|nuevo|nouveau|novo) (?:of )?(?:the )?(?:system prompt|system message"
                    + "|system instructions|prompt de sistema|prompt systeme|prompt do sistema)",
            "(?:system|admin|developer) override\\b",
            "(?:nuevas|new|nouvelles|novas) (?:instrucciones de(?:l)? sistema|system instructions|instructions systeme"
                    + "|instrucoes do sistema)");

    /// Markers of chat templates.
    private static final List<String> MARKS = List.of(
            "(?=[<\\[#])(?:<\\|(?:im_start|im_end|system|user|assistant|endoftext)\\|>|\\[/?inst\\]|<</?sys>>"
                    + "|</?(?:system|system_prompt|assistant|instructions)>|(?<!#)#{2,}+\\x20?(?:system|instruction)s?\\b:"
                    + "|\\[(?:system|sistema|systeme|developer)\\])",
            "(?:^|[\\n>]\\x20?)(?:system|sistema|systeme|developer)\\x20?:\\x20?(?:you|ignore|from now|new|always|never|override|eres"
                    + "|ignora|a partir|nuev|siempre|nunca|tu es|voce)");

    /// The patterns that begin with a word.
    static final WordPatterns WORDS = new WordPatterns(Stream.concat(
                    OVERRIDES.stream().map(text -> NOT_DENIED + "(?:" + text + ")"),
                    Stream.of(ROLES, LEAKS, ADDITIONS, TOOLS, ADDRESSED, TITLES)
                            .flatMap(List::stream)
                            .map(text -> "(?:" + text + ")"))
            .map(InjectionPatterns::compile)
            .toList());

    /// The patterns that may begin with any character.
    static final List<Pattern> SIGNS =
            MARKS.stream().map(InjectionPatterns::compile).toList();

    private InjectionPatterns() {}

    private static Pattern compile(String text) {
        return Pattern.compile(text.replace(" ", GAP).replace("…", SOME_WORDS).replace("¶", CLAUSE_END));
    }
}
