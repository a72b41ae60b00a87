package dev.recado.adapter.llm.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with its code, fenced or inline, replaced by placeholders, so that filters do not remove template
/// tokens that the user asked to see.
///
/// @param masked the text with a placeholder for each piece of code
/// @param pieces the code
record CodeMask(String masked, List<String> pieces) {

    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';
    private static final Pattern PLACE = Pattern.compile(OPEN + "(\\d{1,9})" + CLOSE);
    private static final Pattern PRIVATE = Pattern.compile("[" + OPEN + CLOSE + "]");

    /// Longer runs of backticks do not mark code.
    private static final int MAX_RUN = 16;

    CodeMask {
        pieces = List.copyOf(pieces);
    }

    static CodeMask of(String given) {
        String text = PRIVATE.matcher(given).replaceAll("");
        StringBuilder masked = new StringBuilder(text.length());
        List<String> pieces = new ArrayList<>();
        // For each length of a run: up to where the search for its end has found nothing.
        int[] searchedTo = new int[MAX_RUN + 1];
        int at = 0;
        while (at < text.length()) {
            int tick = text.indexOf('`', at);
            if (tick < 0) {
                break;
            }
            int run = run(text, tick);
            masked.append(text, at, tick);
            int end = run > MAX_RUN || searchedTo[run] > tick ? -1 : end(text, tick, run, searchedTo);
            if (end < 0) {
                masked.append(text, tick, tick + run);
                at = tick + run;
            } else {
                masked.append(OPEN).append(pieces.size()).append(CLOSE);
                pieces.add(text.substring(tick, end));
                at = end;
            }
        }
        masked.append(text, Math.min(at, text.length()), text.length());
        return new CodeMask(masked.toString(), pieces);
    }

    /// The text, filtered in the meantime, with its code put back.
    String unmasked(String text) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(pieces.get(Integer.parseInt(place.group(1)))));
    }

    /// The end of the code that starts with this run of backticks: a fence ends at the next run that is at least
    /// as long, inline code at an equal run in the same line.
    private static int end(String text, int from, int run, int[] searchedTo) {
        int line = text.indexOf('\n', from);
        int last = run >= 3 || line < 0 ? text.length() : line;
        int at = from + run;
        while (at < last) {
            int tick = text.indexOf('`', at);
            if (tick < 0 || tick >= last) {
                break;
            }
            int length = run(text, tick);
            if (run >= 3 ? length >= run : length == run) {
                return tick + length;
            }
            at = tick + length;
        }
        searchedTo[run] = last;
        return -1;
    }

    private static int run(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) == '`') {
            end++;
        }
        return end - from;
    }
}
