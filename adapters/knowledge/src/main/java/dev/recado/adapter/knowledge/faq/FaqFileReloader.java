package dev.recado.adapter.knowledge.faq;

import dev.recado.adapter.knowledge.files.ContentHash;
import dev.recado.adapter.knowledge.files.FileStamp;
import dev.recado.domain.ConfigurationException;
import dev.recado.domain.text.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reloads the FAQ file while Recado runs. A new version replaces the old one once the file has stopped
/// changing; an invalid one only sets the warning.
public final class FaqFileReloader {
    private static final Logger LOG = LoggerFactory.getLogger(FaqFileReloader.class);

    private final @Nullable String file;
    private final Set<Language> supportedLanguages;
    private final CuratedAnswers answers;
    private FileStamp lastStamp;
    private FileStamp loadedStamp;
    private volatile String version;
    private volatile String problem = "";
    private volatile @Nullable List<String> unanswered;

    /// @param file null when no file is configured
    /// @param supportedLanguages the languages that an entry may have
    /// @param answers built from the file as it is now
    public FaqFileReloader(@Nullable String file, Set<Language> supportedLanguages, CuratedAnswers answers) {
        this.supportedLanguages = supportedLanguages;
        this.file = file;
        this.answers = answers;
        this.loadedStamp = file == null ? FileStamp.NONE : FileStamp.of(Path.of(file));
        this.lastStamp = loadedStamp;
        this.version = file == null ? "none" : ContentHash.of(FaqFile.text(FaqFile.SETTING, file));
    }

    /// Reloads the file if it changed. Called by one thread at a time.
    public void refresh() {
        if (file == null) {
            return;
        }
        if (unanswered == null) {
            checkChoices();
        }
        FileStamp now = FileStamp.of(Path.of(file));
        boolean isStable = now.equals(lastStamp);
        lastStamp = now;
        if (!isStable || now.equals(loadedStamp)) {
            return;
        }
        loadedStamp = now;
        try {
            String text = FaqFile.text(FaqFile.SETTING, file);
            List<CuratedEntry> entries = new FaqReader(file, supportedLanguages).read(text);
            String hash = ContentHash.of(text);
            if (!problem.isEmpty()) {
                LOG.info("[KB] the curated answers can be used again");
            }
            problem = "";
            if (!hash.equals(version)) {
                answers.replace(entries);
                version = hash;
                LOG.atInfo().addKeyValue("entries", entries.size()).log("[KB] CURATED");
                checkChoices();
            }
        } catch (ConfigurationException e) {
            problem = String.valueOf(e.getMessage());
            LOG.warn("[KB] the curated answers stay as they were: {}", problem);
        }
    }

    private void checkChoices() {
        List<String> choices = answers.unansweredChoices();
        unanswered = choices;
        if (!choices.isEmpty()) {
            LOG.warn(
                    "[KB] choices that no entry answers when they are chosen, unless a document or a model does: {}",
                    String.join(", ", choices));
        }
    }

    /// The choices that no entry answers, as `entry, language: "title"`.
    public List<String> unanswered() {
        List<String> current = unanswered;
        return current == null ? List.of() : current;
    }

    /// Changes with the file's content, and with the answers that people of the business wrote.
    public String version() {
        return version + answers.taughtVersion();
    }

    /// Why the current file is not in use; empty when it is.
    public String problem() {
        return problem;
    }
}
