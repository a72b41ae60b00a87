package dev.recado.domain.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The canonical spelling of a phone number. In three countries mobile numbers have a digit that some networks
/// write and others omit; WhatsApp itself does either, depending on the account. The canonical form is the one
/// WhatsApp uses most. It only identifies users: a reply goes to the spelling that the message came from.
final class CanonicalPhone {
    /// `54 9`, then area code and subscriber number, ten digits together; area codes never begin with a 9.
    /// Source: https://faq.whatsapp.com/1294841057948784
    private static final Pattern ARGENTINA = Pattern.compile("54([1-8]\\d{9})");

    /// `52 1` and ten digits; the 1 was abolished in 2019, but older accounts keep it. Area codes never begin
    /// with a 1. Source: https://waha.devlike.pro/docs/apps/phone-numbers-mexico/
    private static final Pattern MEXICO = Pattern.compile("52([2-9]\\d{9})");

    /// `55`, a two-digit area code, an added 9, and the original eight digits. Eight digits that begin with 2 to
    /// 5 are a landline, never a mobile. Source: https://github.com/devlikeapro/waha/pull/1976
    private static final Pattern BRAZIL = Pattern.compile("55([1-9]\\d)9?([6-9]\\d{7})");

    /// WhatsApp writes the 9 in area codes below this one (São Paulo, Rio de Janeiro, Espírito Santo) and omits
    /// it in the others. Source: https://github.com/openclaw/openclaw/issues/20187
    private static final int FIRST_AREA_WITHOUT_NINE = 30;

    /// Where the digit stands that some spellings omit: after the country code, or after Brazil's area code.
    private static final List<Integer> OPTIONAL_DIGITS = List.of(2, 4);

    private CanonicalPhone() {}

    /// @param digits a number with its country code, without the plus
    static String canonical(String digits) {
        Matcher argentina = ARGENTINA.matcher(digits);
        if (argentina.matches()) {
            return "549" + argentina.group(1);
        }
        Matcher mexico = MEXICO.matcher(digits);
        if (mexico.matches()) {
            return "521" + mexico.group(1);
        }
        Matcher brazil = BRAZIL.matcher(digits);
        if (brazil.matches()) {
            boolean withNine = Integer.parseInt(brazil.group(1)) < FIRST_AREA_WITHOUT_NINE;
            return "55" + brazil.group(1) + (withNine ? "9" : "") + brazil.group(2);
        }
        return digits;
    }

    /// Returns all spellings with the same canonical form, the given one included.
    static Set<String> spellings(String digits) {
        String canonical = canonical(digits);
        Set<String> spellings = new HashSet<>(List.of(digits, canonical));
        StringBuilder changed = new StringBuilder();
        for (int at : OPTIONAL_DIGITS) {
            if (canonical.length() > at + 1) {
                changed.setLength(0);
                spellings.add(changed.append(canonical).deleteCharAt(at).toString());
                for (char digit : new char[] {'1', '9'}) {
                    changed.setLength(0);
                    spellings.add(changed.append(canonical).insert(at, digit).toString());
                }
            }
        }
        spellings.removeIf(spelling -> !canonical(spelling).equals(canonical));
        return spellings;
    }
}
