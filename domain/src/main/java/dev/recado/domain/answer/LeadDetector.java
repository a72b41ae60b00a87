package dev.recado.domain.answer;

import dev.recado.domain.conversation.Lead;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.message.Source;
import dev.recado.domain.text.FoldedWords;
import dev.recado.domain.text.PhraseFile;
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

    private static final PhraseFile PHRASES = PhraseFile.read(
            "leads",
            "introduction",
            "capitalized-introduction",
            "particle",
            "after-name",
            "own-phone",
            "own-email",
            "other-number");

    /// What precedes the user's own number. Folded text.
    private static final Pattern MY_PHONE = PHRASES.pattern(any -> any + " ?$", "own-phone");
    /// What accompanies the user's own e-mail address, anywhere in the text. Folded text.
    private static final Pattern MY_EMAIL = PHRASES.pattern(any -> "\\b" + any + "\\b", "own-email");

    private static final List<Pattern> NAMES = List.of(
            PHRASES.pattern(
                    any -> "(?iu)\\b" + any + "\\s+" + namePattern("\\p{L}[\\p{L}\\p{M}'’.-]*"), "introduction"),
            // after "I am" only a capitalized name counts, because anything can follow
            PHRASES.pattern(any -> "\\b" + any + "\\s+" + namePattern("\\p{Lu}\\p{Ll}+"), "capitalized-introduction"));

    /// Where a name ends without a comma.
    private static final Pattern AFTER_NAME = PHRASES.pattern(any -> "(?iu)\\s" + any + "\\b.*$", "after-name");
    /// Numbers of other things. Folded text.
    private static final Pattern OTHER_NUMBER = PHRASES.pattern(any -> "\\b" + any + "\\b|[€$£]", "other-number");

    private static final Pattern NOTHING_ELSE = Pattern.compile("[\\s,;:.()-]*");

    private LeadDetector() {}

    /// Returns the pattern of up to four words that make a name, as a group.
    private static String namePattern(String word) {
        return "(" + word + "(?: (?:" + PHRASES.anyOf("particle") + " )*" + word + "){0,3})";
    }

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
