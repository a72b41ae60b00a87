package dev.recado.adapter.knowledge.language;

/// Web and e-mail addresses in running text, which are no words of any language. Found by one look at each
/// character.
public final class AddressRemover {
    private static final String[] BEGINNINGS = {"http://", "https://", "www."};

    private AddressRemover() {}

    /// The lower-case text with a space in place of each.
    public static String without(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && !isBlank(text.charAt(end))) {
                end++;
            }
            int address = start(text, at, end);
            kept.append(text, at, address).append(address < end ? " " : "");
            while (end < text.length() && isBlank(text.charAt(end))) {
                kept.append(text.charAt(end++));
            }
            at = end;
        }
        return kept.toString();
    }

    /// Where the address in what stands between two blanks begins; its end when there is none.
    private static int start(String text, int from, int to) {
        int first = to;
        for (int at = from; at < to && first == to; at++) {
            first = begins(text, at, to) ? at : to;
        }
        for (int at = from + 1; at < to - 1; at++) {
            if (text.charAt(at) == '@') {
                return from;
            }
        }
        return first;
    }

    private static boolean begins(String text, int at, int to) {
        for (String beginning : BEGINNINGS) {
            if (text.startsWith(beginning, at) && at + beginning.length() < to) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
