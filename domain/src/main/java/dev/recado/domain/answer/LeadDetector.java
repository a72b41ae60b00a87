package dev.recado.domain.answer;

import dev.recado.domain.conversation.Lead;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.message.Source;
import dev.recado.domain.text.FoldedWords;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Detects leads in plain text: a name with an e-mail address or phone number. An address or number alone is no
/// lead; the text must say that it belongs to the writer, or who the writer is.
public final class LeadDetector {
    private static final int MAX_LENGTH = 600;
    private static final int MIN_PHONE_DIGITS = 9;
    private static final int COMPARED_DIGITS = 7;
    /// A run of more combining marks than any letter has; a word boundary in a pattern would look back over all
    /// of them.
    private static final Pattern MARKS = Pattern.compile("(?<=\\p{M}{3})\\p{M}++");

    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}+@(?:[\\p{L}\\p{N}-]{1,63}\\.){1,8}\\p{L}{2,63}");
    private static final String NUMBER = "\\+?\\(?\\d[\\d ().-]{5,22}\\d";
    private static final Pattern PHONE = Pattern.compile("(?<![\\d.,@])" + NUMBER + "(?![\\d@]|[.,]\\d)");

    /// What precedes the user's own number. Folded text.
    private static final Pattern MY_PHONE = Pattern.compile(
            "(?:\\b(?:mi|al|my|mon|meu|este es mi|o meu) (?:(?:numero|number|no|nro|num)(?: de| d)? ?)?(?:telefono|tel|telf|movil"
                    + "|celular|cel|whatsapp|contacto|phone|mobile|cell|cellphone|portable|telephone|telefone|telemovel|fone|zap"
                    + "|numero|number|phone number|mobile number)(?: de contacto| de telefono| movil)?(?: es| is| est| e)?(?: el| le| o)?"
                    + "|\\b(?:llam(?:a|e|en|ad)me|llamarme|me (?:puede[ns]?|pueden) llamar|me llam(?:a|e|an|en|as)"
                    + "|contact(?:a|e|en)me|contactarme|localizarme|escrib(?:e|a|an)me"
                    + "|call me|ring me|text me|reach me|contact me|phone me"
                    + "|appelez moi|rappelez moi|m appeler|me rappeler|contactez moi|joindre"
                    + "|me lig(?:a|ue|uem|ar)|ligue me|liguem me|me cham(?:a|e|em)|entre em contato)"
                    + "[^\\d.?!]{0,25}?(?: al| a| en| at| on| au| sur| no| para| pelo)?)"
                    + "(?: (?:numero|number|telefono|telefone))? ?$");

    /// What accompanies the user's own e-mail address, anywhere in the text. Folded text.
    private static final Pattern MY_EMAIL = Pattern.compile(
            "\\b(?:mi|my|mon|meu|minha|o meu|adresse) (?:correo|mail|e mail|email|correo electronico|direccion|adresse"
                    + "|address|courriel|endereco)\\b(?! (?:no|de pedido))"
                    + "|\\b(?:escrib(?:e|a|an)me|contact(?:a|e|en)me|contactarme|escribirme|mandadme|mandame|mandeme|enviame|envieme"
                    + "|enviarme|avisame|aviseme"
                    + "|write to me|email me|e mail me|contact me|reach me|send me|send it to me"
                    + "|ecrivez moi|contactez moi|envoyez moi|m ecrire|me contacter"
                    + "|escreva para mim|me escreva|me mand[ae]|me envi[ae]|me contat[ae]|entre em contato)\\b");

    private static final String NAME =
            "(\\p{L}[\\p{L}\\p{M}'’.-]*(?: (?:de |del |la |van |von |da |dos |do )*\\p{L}[\\p{L}\\p{M}'’.-]*){0,3})";
    private static final List<Pattern> NAMES = List.of(
            Pattern.compile(
                    "(?iu)\\b(?:me llamo|mi nombre es|my name is|my name['’]s|je m['’]appelle|mon nom est|meu nome é"
                            + "|meu nome e|o meu nome é|me chamo|chamo-me)\\s+" + NAME),
            // after "I am" only a capitalized name counts, because anything can follow
            Pattern.compile("(?:\\b[Ss]oy|\\bI am|\\bI['’]m|\\b[Tt]his is|\\b[Jj]e suis|\\b[Ss]ou(?: o| a)?)\\s+"
                    + "(\\p{Lu}\\p{Ll}+(?: (?:de |del |la |da |dos |do )*\\p{Lu}\\p{Ll}+){0,3})"));

    /// Where a name ends without a comma.
    private static final Pattern AFTER_NAME = Pattern.compile(
            "(?iu)\\s(?:y|e|and|et|mi|my|mon|meu|minha|con|with|avec|com|tengo|quiero|quisiera|necesito|i|je|eu|para|por|de parte"
                    + "|soy|is|est|es|correo|email|mail|tel|teléfono|telefono|phone|número|numero|number)\\b.*$");

    /// Numbers of other things. Folded text.
    private static final Pattern OTHER_NUMBER = Pattern.compile(
            "\\b(?:pedido|orden|factura|reserva|cita|referencia|ticket|expediente|cliente|dni|nie|nif|cedula|pasaporte|cuenta"
                    + "|tarjeta|seguimiento|codigo|euros?|dolares|pesos|order|invoice|booking|reservation|account|card|tracking"
                    + "|passport|code|dollars|commande|facture|dossier|compte|carte|colis|encomenda|fatura|conta|cartao"
                    + "|cpf|cnpj|codigo|reais|iban|id)\\b|[€$£]");

    private static final Pattern NOTHING_ELSE = Pattern.compile("[\\s,;:.()-]*");

    private LeadDetector() {}

    /// Returns the lead in a text.
    public static Optional<Lead> find(String text) {
        if (text.length() > MAX_LENGTH || text.chars().noneMatch(c -> c == '@' || Character.isDigit(c))) {
            return Optional.empty();
        }
        String words = MARKS.matcher(text).replaceAll("");
        String name = name(words);
        String email = email(words, name);
        String phone = phone(words, name);
        if (email == null && phone == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Lead.of(name, email, phone));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Adds a lead to the list, or merges it with one of the same person: one with the same address or number, or
    /// without the data that the other has.
    public static void add(Lead lead, List<Lead> leads) {
        for (int i = 0; i < leads.size(); i++) {
            Lead other = leads.get(i);
            if (agree(lead.email(), other.email()) && agree(digits(lead.phone()), digits(other.phone()))) {
                leads.set(i, merged(other, lead));
                return;
            }
        }
        leads.add(lead);
    }

    private static boolean agree(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.equals(other);
    }

    /// Returns the last digits, which are the same with and without a country code.
    private static @Nullable String digits(@Nullable String phone) {
        return phone == null ? null : phone.substring(Math.max(0, phone.length() - COMPARED_DIGITS));
    }

    private static Lead merged(Lead one, Lead other) {
        return new Lead(
                longer(one.name(), other.name()),
                one.email() == null ? other.email() : one.email(),
                longer(one.phone(), other.phone()));
    }

    private static @Nullable String longer(@Nullable String one, @Nullable String other) {
        return one == null || (other != null && other.length() > one.length()) ? other : one;
    }

    private static @Nullable String name(String words) {
        for (Pattern pattern : NAMES) {
            Matcher matcher = pattern.matcher(words);
            if (matcher.find()) {
                String name = AFTER_NAME.matcher(matcher.group(1)).replaceFirst("");
                return name.replaceAll("[.\\s]+$", "");
            }
        }
        return null;
    }

    private static @Nullable String email(String words, @Nullable String name) {
        Matcher found = EMAIL.matcher(words);
        if (!found.find()) {
            return null;
        }
        boolean alone = NOTHING_ELSE.matcher(found.replaceAll("")).matches();
        found.reset();
        boolean own = alone
                || name != null
                || MY_EMAIL.matcher(FoldedWords.sentences(words)).find();
        return own && found.find() ? found.group() : null;
    }

    private static @Nullable String phone(String words, @Nullable String name) {
        Matcher found = PHONE.matcher(
                EMAIL.matcher(words).replaceAll(mail -> "@".repeat(mail.group().length())));
        while (found.find()) {
            String before = FoldedWords.sentences(words.substring(Math.max(0, found.start() - 80), found.start()));
            String number = found.group().strip();
            long digits = number.chars().filter(Character::isDigit).count();
            boolean own = MY_PHONE.matcher(before).find();
            boolean named = name != null
                    && (number.startsWith("+") || digits >= MIN_PHONE_DIGITS)
                    && !OTHER_NUMBER.matcher(FoldedWords.sentences(words)).find();
            if (own || named) {
                return number;
            }
        }
        return null;
    }

    /// Creates the business event. The same lead in the same conversation always has the same id.
    public static BusinessEvent event(TurnContext turn, Lead lead) {
        Map<String, String> details = new HashMap<>(Map.of("source", Source.WHATSAPP.id()));
        put(details, "name", lead.name());
        put(details, "email", lead.email());
        put(details, "phone", lead.phone());
        String which = UUID.nameUUIDFromBytes(format(lead).getBytes(StandardCharsets.UTF_8))
                .toString();
        return BusinessEvent.of(
                BusinessEvent.Type.LEAD_CREATED,
                turn.conversation().id() + "/" + which,
                turn.conversation().id(),
                turn.now(),
                details);
    }

    private static void put(Map<String, String> details, String field, @Nullable String value) {
        if (value != null) {
            details.put(field, value);
        }
    }

    /// Returns the lead in one line.
    public static String format(Lead lead) {
        return Stream.of(lead.name(), lead.email(), lead.phone())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }
}
