package dev.recado.domain.voice;

import dev.recado.domain.text.FoldedWords;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Detects what speech recognition invents when nobody speaks: sounds in brackets, and the credits and farewells
/// of the videos it was trained on. A transcript counts as invented only when it has nothing else, because a user
/// who really says such words says more.
final class SilenceHallucinations {
    /// `[Música]`, `(music)`, `*applause*`, `<silence>`, and musical notes.
    private static final Pattern SOUND = Pattern.compile(
            "\\[[^\\]\\n]{0,80}+\\]|\\([^)\\n]{0,80}+\\)|\\*[^*\\n]{1,80}+\\*|<[^>\\n]{1,80}+>|[\u2669-\u266c]");

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?\u00a1\u00bf\u2026]++(?:\\s++|$)|\\n++");

    /// Beginnings of credits that nobody says for another reason.
    private static final List<String> CREDITS = List.of(
            "subtitulos realizados por",
            "subtitulos creados por",
            "subtitulos hechos por",
            "subtitulado por",
            "subtitled by",
            "captioned by",
            "transcribed by",
            "transcription by castingwords",
            "sous titres realises par",
            "sous titres faits par",
            "sous titrage st",
            "sous titrage societe",
            "legendado por",
            "legendado pela",
            "transcricao e legendas",
            "untertitel im auftrag",
            "untertitel von stephanie geiges",
            "untertitelung des zdf",
            "untertitelung aufgrund der amara",
            "字幕by",
            "字幕由",
            "字幕志愿者");

    private static final List<String> SUBTITLES =
            List.of("subtitulos ", "subtitles ", "captions ", "sous titres ", "legendas ", "untertitel ");
    private static final Set<String> AUTHORS = Set.of("amara", "comunidad", "community", "communaute", "comunidade");

    private static final Set<String> FAREWELLS = Set.of(
            "thanks for watching",
            "thank you for watching",
            "thank you so much for watching",
            "thanks for watching this video",
            "please subscribe",
            "please subscribe to my channel",
            "please like and subscribe",
            "like and subscribe",
            "don t forget to subscribe",
            "subscribe to my channel",
            "see you in the next video",
            "i ll see you in the next video",
            "gracias por ver",
            "gracias por ver el video",
            "muchas gracias por ver el video",
            "gracias por ver este video",
            "gracias por mirar el video",
            "suscribete",
            "suscribete al canal",
            "suscribete a mi canal",
            "no olvides suscribirte",
            "nos vemos en el proximo video",
            "hasta el proximo video",
            "merci d avoir regarde",
            "merci d avoir regarde cette video",
            "merci d avoir regarde la video",
            "abonnez vous",
            "abonnez vous a la chaine",
            "n oubliez pas de vous abonner",
            "a la prochaine video",
            "obrigado por assistir",
            "obrigada por assistir",
            "obrigado por assistir ao video",
            "obrigado por ver o video",
            "inscreva se no canal",
            "inscreva se",
            "ate o proximo video",
            "amara org",
            "www amara org",
            "musica",
            "musique",
            "music",
            "applause",
            "aplausos",
            "applaudissements",
            "silencio",
            "silence");

    private SilenceHallucinations() {}

    /// Returns whether nothing was said, whatever the transcript contains.
    static boolean isNothing(String transcript) {
        String spoken = SOUND.matcher(transcript).replaceAll("\n");
        return SENTENCE_END.splitAsStream(spoken).map(FoldedWords::words).allMatch(SilenceHallucinations::isInvented);
    }

    private static boolean isInvented(String sentence) {
        return sentence.isEmpty()
                || FAREWELLS.contains(sentence)
                || CREDITS.stream().anyMatch(sentence::startsWith)
                || (SUBTITLES.stream().anyMatch(sentence::startsWith)
                        && List.of(sentence.split(" ")).stream().anyMatch(AUTHORS::contains));
    }
}
