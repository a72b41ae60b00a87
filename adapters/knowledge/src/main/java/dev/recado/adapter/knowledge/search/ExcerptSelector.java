package dev.recado.adapter.knowledge.search;

import dev.recado.domain.text.Sentences;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds the sentences of a passage that say most of what was asked.
public final class ExcerptSelector {
    static final int LONGEST = 600;
    private static final int MOST_SENTENCES = 4;
    private static final int SHORT_ENOUGH = 320;
    private static final int TOGETHER = 2;

    /// What a further sentence must add to be worth its length.
    private static final double LENGTH = 0.04;

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

    /// What the two sentences in a row that say most of the question say of it, under their headings.
    ParsedQuestion.Said said(ParsedQuestion question) {
        ParsedQuestion.Said most = ParsedQuestion.Said.NOTHING;
        for (Set<String> stems : neighbours()) {
            ParsedQuestion.Said said = question.coverageBy(stems);
            most = said.share() > most.share() ? said : most;
        }
        return most;
    }

    /// The stems of each two sentences in a row, under their headings.
    public List<Set<String>> neighbours() {
        List<Set<String>> neighbours = new ArrayList<>();
        for (int at = 0; at < sentences.size(); at++) {
            neighbours.add(said(at, Math.min(at + TOGETHER, sentences.size())));
        }
        return neighbours;
    }

    /// A few sentences in a row, at most [#LONGEST] characters; the whole passage where it is short.
    String best(ParsedQuestion question) {
        if (passage.text().length() <= SHORT_ENOUGH) {
            return passage.text();
        }
        int bestStart = 0;
        int bestEnd = 1;
        double best = -1;
        for (int start = 0; start < sentences.size(); start++) {
            for (int end = start + 1; end <= Math.min(start + MOST_SENTENCES, sentences.size()); end++) {
                double worth = question.coverageBy(said(start, end)).share() - LENGTH * (end - start);
                if (worth > best && length(start, end) <= LONGEST) {
                    best = worth;
                    bestStart = start;
                    bestEnd = end;
                }
            }
        }
        // What answers a question often follows the sentence that has its words.
        while (bestEnd < sentences.size() && bestEnd - bestStart < 2 && length(bestStart, bestEnd + 1) <= LONGEST) {
            bestEnd++;
        }
        return shortened(text(bestStart, bestEnd));
    }

    private Set<String> said(int start, int end) {
        Set<String> said = new HashSet<>(headings);
        for (int at = start; at < end; at++) {
            said.addAll(stems.get(at));
        }
        return said;
    }

    private int length(int start, int end) {
        return sentences.subList(start, end).stream().mapToInt(String::length).sum() + end - start - 1;
    }

    /// As the passage has it, line ends and all.
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
        if (text.length() <= LONGEST) {
            return text;
        }
        int space = text.lastIndexOf(' ', LONGEST - 2);
        int end = space > LONGEST / 2 ? space : LONGEST - 2;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + " …";
    }
}
