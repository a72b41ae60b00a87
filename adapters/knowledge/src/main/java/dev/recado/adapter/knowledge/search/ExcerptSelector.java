package dev.recado.adapter.knowledge.search;

import dev.recado.domain.text.Sentences;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds the sentences of a passage that cover most of a question.
public final class ExcerptSelector {
    static final int MAX_CHARACTERS = 600;
    private static final int MAX_SENTENCES = 4;
    private static final int WHOLE_PASSAGE_LIMIT = 320;
    private static final int WINDOW = 2;

    /// What a further sentence must add to be worth its length.
    private static final double COST_PER_SENTENCE = 0.04;

    private final DocumentPassage passage;
    private final List<String> sentences;
    private final List<Set<String>> stems = new ArrayList<>();
    private final Set<String> headings;

    public ExcerptSelector(DocumentPassage passage) {
        this.passage = passage;
        this.sentences = Sentences.of(passage.text());
        TextAnalyzer analysis = TextAnalyzer.of(passage.language());
        this.headings = stems(analysis, String.join(" ", passage.headings()));
        sentences.forEach(sentence -> stems.add(stems(analysis, sentence)));
    }

    private static Set<String> stems(TextAnalyzer analysis, String text) {
        Set<String> stems = new HashSet<>();
        analysis.terms(text).forEach(term -> stems.add(term.stem()));
        return stems;
    }

    /// How much of the question the best two consecutive sentences cover, with their headings.
    ParsedQuestion.Coverage bestCoverage(ParsedQuestion question) {
        ParsedQuestion.Coverage best = ParsedQuestion.Coverage.NONE;
        for (Set<String> stems : neighbours()) {
            ParsedQuestion.Coverage coverage = question.coverageBy(stems);
            best = coverage.share() > best.share() ? coverage : best;
        }
        return best;
    }

    /// The stems of each two consecutive sentences, with their headings.
    public List<Set<String>> neighbours() {
        List<Set<String>> neighbours = new ArrayList<>();
        for (int at = 0; at < sentences.size(); at++) {
            neighbours.add(stemsOf(at, Math.min(at + WINDOW, sentences.size())));
        }
        return neighbours;
    }

    /// A few consecutive sentences, at most [#MAX_CHARACTERS] characters; the whole passage where it is short.
    String best(ParsedQuestion question) {
        if (passage.text().length() <= WHOLE_PASSAGE_LIMIT) {
            return passage.text();
        }
        int bestStart = 0;
        int bestEnd = 1;
        double best = -1;
        for (int start = 0; start < sentences.size(); start++) {
            for (int end = start + 1; end <= Math.min(start + MAX_SENTENCES, sentences.size()); end++) {
                double value = question.coverageBy(stemsOf(start, end)).share() - COST_PER_SENTENCE * (end - start);
                if (value > best && length(start, end) <= MAX_CHARACTERS) {
                    best = value;
                    bestStart = start;
                    bestEnd = end;
                }
            }
        }
        // The answer often follows the sentence that has the question's words.
        while (bestEnd < sentences.size()
                && bestEnd - bestStart < 2
                && length(bestStart, bestEnd + 1) <= MAX_CHARACTERS) {
            bestEnd++;
        }
        return shortened(text(bestStart, bestEnd));
    }

    private Set<String> stemsOf(int start, int end) {
        Set<String> all = new HashSet<>(headings);
        for (int at = start; at < end; at++) {
            all.addAll(stems.get(at));
        }
        return all;
    }

    private int length(int start, int end) {
        return sentences.subList(start, end).stream().mapToInt(String::length).sum() + end - start - 1;
    }

    /// The text as in the passage, with its line breaks.
    private String text(int start, int end) {
        String text = passage.text();
        int from = 0;
        for (int at = 0; at < start; at++) {
            from = text.indexOf(sentences.get(at), from) + sentences.get(at).length();
        }
        int begin = text.indexOf(sentences.get(start), from);
        int to = begin;
        for (int at = start; at < end; at++) {
            to = text.indexOf(sentences.get(at), to) + sentences.get(at).length();
        }
        return text.substring(begin, to);
    }

    private static String shortened(String text) {
        if (text.length() <= MAX_CHARACTERS) {
            return text;
        }
        int space = text.lastIndexOf(' ', MAX_CHARACTERS - 2);
        int end = space > MAX_CHARACTERS / 2 ? space : MAX_CHARACTERS - 2;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + " …";
    }
}
