package dev.recado.domain.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SilenceHallucinationsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subtítulos realizados por la comunidad de Amara.org",
                "Subtítulos por la comunidad de Amara.org",
                "[Música]",
                "[MÚSICA] [Aplausos]",
                "(música suave)",
                "*music*",
                "♪♪",
                ". . . . .",
                "…",
                "Thanks for watching!",
                "Thank you for watching. Please subscribe!",
                "Subtitles by the Amara.org community",
                "¡Gracias por ver el vídeo!",
                "¡Suscríbete al canal!",
                "Sous-titres réalisés par la communauté d'Amara.org",
                "Sous-titrage ST' 501",
                "Sous-titrage Société Radio-Canada",
                "Merci d'avoir regardé cette vidéo !",
                "Legendas pela comunidade Amara.org",
                "Obrigado por assistir!",
                "Transcrição e Legendas Pedro Negri",
                "www.amara.org",
                "Untertitel der Amara.org-Community",
                "Untertitel im Auftrag des ZDF für funk, 2017",
                "字幕by索兰娅",
                "字幕由Amara.org社区提供",
                "[Música]\nGracias por ver el video.\nGracias por ver el video."
            })
    void inventedTranscriptsAreDetected(String transcript) {
        assertThat(SilenceHallucinations.isNothing(transcript)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Gracias por ver el video, ¿cuánto cuesta la limpieza?",
                "Gracias",
                "Thank you",
                "Quiero poner música en la boda",
                "Subtítulos por favor",
                "Untertitel bitte",
                "这部电影有字幕吗",
                "Subtitles by Friday, please",
                "¿Ponéis subtítulos en el cine? Soy de la comunidad sorda",
                "Thanks for watching my dog",
                "[risas] quiero una cita",
                "Me he suscrito y no me llega nada",
                "Obrigado por assistir o meu pai no hospital",
                "Merci"
            })
    void realTranscriptsAreKept(String transcript) {
        assertThat(SilenceHallucinations.isNothing(transcript)).isFalse();
    }
}
