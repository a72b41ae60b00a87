package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.recado.domain.BackgroundTask;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A background task that is no bean of that type would never be started.
class BackgroundTasksIT {
    @Test
    void everyBackgroundTaskIsStarted() {
        List<String> written = new ClassFileImporter()
                .importPackages("dev.recado.domain").stream()
                        .filter(each -> !each.isInterface() && each.isAssignableTo(BackgroundTask.class))
                        .map(each -> each.getFullName())
                        .toList();
        try (BotUnderTest bot = BotUnderTest.start(Map.of(
                "RECADO_EVENTS_URL",
                "http://127.0.0.1:9/events",
                "RECADO_EVENTS_SECRET",
                "a-secret-of-sufficient-length"))) {
            List<String> beans = bot.context().getBeansOfType(BackgroundTask.class).stream()
                    .map(task -> task.getClass().getName())
                    .toList();

            assertThat(beans).isNotEmpty().containsExactlyInAnyOrderElementsOf(written);
        }
    }
}
