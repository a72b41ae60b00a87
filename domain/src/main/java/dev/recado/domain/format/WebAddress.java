package dev.recado.domain.format;

/// Finds web addresses in running text by the rules that link detection commonly uses: a scheme or `www.`, up to
/// white space or a quotation mark, without the punctuation that ends the sentence around it.
public final class WebAddress {

    private static final String[] BEGINNINGS = {"https://", "http://", "www."};
    private static final String ENDS = "<>\"`\\^{}|\u00AB\u00BB\u201C\u201D\u201E\u2018\u2019\u2026";
    private static final String TRAILING = "?!.,:;*_~'";

    private WebAddress() {}

    /// Returns the end (exclusive) of the address that starts at `start`, or -1 if none does.
    public static int endOf(CharSequence text, int start) {
        return endOf(text, start, text.length());
    }

    /// Returns the end of the address that starts at `start`, in the text up to `limit`, or -1 if none does.
    static int endOf(CharSequence text, int start, int limit) {
        if (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
            return -1;
        }
        int host = hostStart(text, start);
        if (host < 0 || host >= limit || !Character.isLetterOrDigit(Character.codePointAt(text, host))) {
            return -1;
        }
        int end = host;
        int round = 0;
        int square = 0;
        while (end < limit && !endsAt(text.charAt(end))) {
            char c = text.charAt(end);
            if (c == ']' && square == 0) {
                break;
            }
            round += c == '(' ? 1 : c == ')' ? -1 : 0;
            square += c == '[' ? 1 : c == ']' ? -1 : 0;
            end++;
        }
        while (end > host) {
            char last = text.charAt(end - 1);
            if (last == ')' && round < 0) {
                round++;
            } else if (TRAILING.indexOf(last) < 0) {
                break;
            }
            end--;
        }
        return end;
    }

    private static int hostStart(CharSequence text, int start) {
        for (String beginning : BEGINNINGS) {
            if (beginsWith(text, start, beginning)) {
                return start + beginning.length();
            }
        }
        return -1;
    }

    private static boolean beginsWith(CharSequence text, int start, String beginning) {
        if (start + beginning.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < beginning.length(); i++) {
            if (Character.toLowerCase(text.charAt(start + i)) != beginning.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsAt(char c) {
        return CleanText.isSpace(c) || Character.isISOControl(c) || ENDS.indexOf(c) >= 0;
    }
}
