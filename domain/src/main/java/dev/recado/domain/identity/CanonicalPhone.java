package dev.recado.domain.identity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one spelling that stands for all spellings of a phone number. Three countries put a digit into their mobile
/// numbers that some networks write and others leave out; WhatsApp itself does either, by account. It is chosen as
/// WhatsApp mostly writes it, and serves to tell contacts apart alone: a reply goes to the spelling that came.
final class CanonicalPhone {
    /// `54 9` area and subscriber, ten digits together; areas never begin with a 9. Source:
    /// https://faq.whatsapp.com/1294841057948784
    private static final Pattern ARGENTINA = Pattern.compile("54([1-8]\\d{9})");

    /// `52 1` and ten digits; the 1 was abolished in 2019, and accounts from before keep it. Areas never begin
    /// with a 1. Source: https://waha.devlike.pro/docs/apps/phone-numbers-mexico/
    private static final Pattern MEXICO = Pattern.compile("52([2-9]\\d{9})");

    /// `55`, an area of two digits, an added 9, and the eight digits from before. Eight digits that begin with 2
    /// to 5 are a landline's, and nobody's mobile. Source: https://github.com/devlikeapro/waha/pull/1976
    private static final Pattern BRAZIL = Pattern.compile("55([1-9]\\d)9?([6-9]\\d{7})");

    /// WhatsApp writes the 9 in the areas below (São Paulo, Rio de Janeiro, Espírito Santo) and leaves it out in
    /// the others. Source: https://github.com/openclaw/openclaw/issues/20187
    private static final int FIRST_AREA_WITHOUT_NINE = 30;

    private CanonicalPhone() {}

    /// @param digits a number with its country code, without plus
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
}
