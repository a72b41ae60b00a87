package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page that shows the API, in a real browser.
@Requires(Requirement.BROWSER)
class DocsPageIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String TOKEN = "a-token-of-operators";

    @Test
    void theApiIsShownAndTriedOut(@TempDir Path folder) throws IOException {
        try (BotUnderTest bot = BotUnderTest.start(Map.of("RECADO_OPS_TOKEN", TOKEN));
                Chromium browser = Chromium.start(folder, 1280, 800)) {
            browser.go(bot.url("/docs").toString());
            browser.awaitText("h2", "Conversations");
            assertThat(browser.texts("details.route > summary"))
                    .anySatisfy(route -> assertThat(route).contains("GET", "/api/v1/me", "Tells who calls"));

            browser.type("#filter", "get /api/v1/me tells");
            assertThat(browser.run("return document.querySelectorAll('details.route:not([hidden])').length"))
                    .isEqualTo(1);
            browser.click("details.route:not([hidden]) > summary");
            browser.type("#token", TOKEN);
            browser.click("details.route[open] button");
            browser.awaitText("details.route[open] pre[aria-live]", "\"id\": \"operator\"");
            save(browser, "docs-1280.png");

            browser.run("document.querySelectorAll('details.route').forEach(route => { route.open = true; })");
            await().atMost(SOON)
                    .until(
                            () -> Boolean.TRUE.equals(
                                    browser.run(
                                            "return [...document.querySelectorAll('details.route')].every(e => e.children.length > 1)")));
            browser.run("document.querySelectorAll('details.route').forEach(route => { route.open = false; })");

            browser.resize(360, 740);
            assertThat(browser.run("return document.documentElement.scrollWidth <= 360"))
                    .as("nothing is wider than the phone")
                    .isEqualTo(true);
            save(browser, "docs-360.png");
        }
    }

    private static void save(Chromium browser, String name) throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "pictures"));
        Files.write(pictures.resolve(name), browser.screenshot());
    }
}
