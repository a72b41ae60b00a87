package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// WhatsApp's marks, as the page of the inbox shows them.
@Requires(Requirement.BROWSER)
class InboxMarksIT {
    @TempDir
    static Path folder;

    private static InboxTestSetup inbox;

    @BeforeAll
    static void start() {
        inbox = InboxTestSetup.start(folder);
        inbox.open(1280, 800);
        inbox.load("marks.js");
    }

    @AfterAll
    static void close() {
        if (inbox != null) {
            inbox.close();
        }
    }

    private static @Nullable Object formatted(String text) {
        return inbox.browser.run(
                "const box = document.createElement('div'); box.append(...window.module.formatted(arguments[0])); return box.innerHTML",
                text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    *fat* and _slanted_ and ~gone~ | <p><strong>fat</strong> and <em>slanted</em> and <s>gone</s></p>
                    *_both_* | <p><strong><em>both</em></strong></p>
                    2 * 3 * 4, a_b_c, * no * | <p>2 * 3 * 4, a_b_c, * no *</p>
                    `a *b* c` *d* | <p><code>a *b* c</code> <strong>d</strong></p>
                    *open and _closed_ | <p>*open and <em>closed</em></p>
                    (*so*), *so*! | <p>(<strong>so</strong>), <strong>so</strong>!</p>
                    *<b>x</b>* | <p><strong>&lt;b&gt;x&lt;/b&gt;</strong></p>
                    """)
    void aLineLooksAsItDoesOnThePhone(String text, String elements) {
        assertThat(formatted(text)).isEqualTo(elements);
    }

    @Test
    void aLinkEndsBeforeWhatFollowsIt() {
        assertThat(formatted("see *https://a.example/b_c_d*."))
                .isEqualTo("<p>see <strong><a href=\"https://a.example/b_c_d\" target=\"_blank\""
                        + " rel=\"noopener noreferrer\">https://a.example/b_c_d</a></strong>.</p>");
    }

    @Test
    void blocksListsAndQuotesAreTold() {
        assertThat(formatted("one\ntwo\n- a\n- *b*\n3. c\n> q\n```\nx *y*\n```"))
                .isEqualTo(
                        "<p>one<br>two</p><ul><li>a</li><li><strong>b</strong></li></ul><ol start=\"3\"><li>c</li></ol>"
                                + "<blockquote>q</blockquote><pre>x *y*</pre>");
    }

    // With work that grows with the square of the length, each of these takes minutes: the browser ends the script.
    @ParameterizedTest
    @ValueSource(strings = {"*a _b ~c `d ", "*", "_*~", "``` ", "http://a.", "*a", "_a *b_ "})
    void noTextHoldsThePageUp(String repeated) {
        Object length = inbox.browser.run("""
                const text = arguments[0].repeat(300000 / arguments[0].length);
                const box = document.createElement('div');
                window.module.formatted(text).forEach(node => box.append(node));
                return window.module.hasMarks(text) !== null && window.module.plain(text) !== null && box.childNodes.length;
                """, repeated);

        assertThat(length).isInstanceOf(Number.class).isNotEqualTo(0);
    }
}
