package dev.recado.adapter.knowledge.language;

/// Removes web and e-mail addresses from running text, since they belong to no language. Linear: it reads each
/// character once.
public final class AddressRemover {
    private static final String[] PREFIXES = {"http://", "https://", "www."};

    private AddressRemover() {}

    /// The lower-case text with a space in place of each address.
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

    /// Where the address between two blanks begins; its end when there is none.
    private static int start(String text, int from, int to) {
        int first = to;
        for (int at = from; at < to && first == to; at++) {
            first = startsAddress(text, at, to) ? at : to;
        }
        for (int at = from + 1; at < to - 1; at++) {
            if (text.charAt(at) == '@') {
                return from;
            }
        }
        return first;
    }

    private static boolean startsAddress(String text, int at, int to) {
        for (String prefix : PREFIXES) {
            if (text.startsWith(prefix, at) && at + prefix.length() < to) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
