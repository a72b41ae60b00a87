package dev.recado.domain.voice;

import dev.recado.domain.text.FoldedWords;
import dev.recado.domain.text.PhraseFile;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Detects what speech recognition invents when nobody speaks: sounds in brackets, and the credits and farewells
/// of the videos it was trained on. A transcript counts as invented only when it has nothing else, because a user
/// who really says such words says more.
final class SilenceHallucinations {
    /// `[Música]`, `(music)`, `*applause*`, `<silence>`, and musical notes.
    private static final Pattern SOUND = Pattern.compile(
            "\\[[^\\]\\n]{0,80}+\\]|\\([^)\\n]{0,80}+\\)|\\*[^*\\n]{1,80}+\\*|<[^>\\n]{1,80}+>|[\u2669-\u266c]");

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?\u00a1\u00bf\u2026]++(?:\\s++|$)|\\n++");

    private static final PhraseFile PHRASES =
            PhraseFile.read("silence_hallucinations", "credit", "subtitles", "author", "sentence");
    private static final List<String> CREDITS = folded("credit").toList();
    private static final List<String> SUBTITLES =
            folded("subtitles").map(words -> words + " ").toList();
    private static final Set<String> AUTHORS = folded("author").collect(Collectors.toUnmodifiableSet());
    private static final Set<String> SENTENCES = folded("sentence").collect(Collectors.toUnmodifiableSet());

    private SilenceHallucinations() {}

    private static Stream<String> folded(String kind) {
        return PHRASES.all(kind).stream().map(FoldedWords::words);
    }

    /// Returns whether nothing was said, whatever the transcript contains.
    static boolean isNothing(String transcript) {
        String spoken = SOUND.matcher(transcript).replaceAll("\n");
        return SENTENCE_END.splitAsStream(spoken).map(FoldedWords::words).allMatch(SilenceHallucinations::isInvented);
    }

    private static boolean isInvented(String sentence) {
        return sentence.isEmpty()
                || SENTENCES.contains(sentence)
                || CREDITS.stream().anyMatch(sentence::startsWith)
                || (SUBTITLES.stream().anyMatch(sentence::startsWith)
                        && List.of(sentence.split(" ")).stream().anyMatch(AUTHORS::contains));
    }
}
