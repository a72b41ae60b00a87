package dev.recado.adapter.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemPromptTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theOperatorsFileIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("prompt.md"), "\uFEFF\nEres {bot_name}.\n");
        assertThat(SystemPrompt.load(" " + file, true)).isEqualTo("Eres {bot_name}.");
    }

    @Test
    void withoutAFileTheInstructionsNameNoBusiness() {
        assertThat(SystemPrompt.load(null, false))
                .startsWith("You are {bot_name}")
                .doesNotContainIgnoringCase("clínic", "clinic", "Aurora", "€");
        assertThat(SystemPrompt.load(" ", false)).isEqualTo(SystemPrompt.load(null, false));
    }

    @Test
    void anUnusableFileIsNamedWithItsSetting() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.md"), " \n");
        Path large = Files.writeString(folder.resolve("large.md"), "x".repeat(300_000));
        assertThatThrownBy(() -> SystemPrompt.load(empty.toString(), false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("RECADO_SYSTEM_PROMPT_FILE: " + empty + " is empty");
        assertThatThrownBy(() -> SystemPrompt.load(large.toString(), false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is larger than 256 KiB");
        assertThatThrownBy(() -> SystemPrompt.load(folder.resolve("none").toString(), false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> SystemPrompt.load(folder.toString(), false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be read");
    }
}
