package dev.recado.adapter.knowledge.hours;

import dev.recado.adapter.knowledge.faq.FaqFile;
import dev.recado.adapter.knowledge.files.FileStamp;
import dev.recado.domain.ConfigurationException;
import dev.recado.domain.availability.BusinessHours;
import dev.recado.domain.availability.OpeningHours;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The opening hours of a file, reloaded while Recado runs: a new version replaces the old one once the file
/// has stopped changing; an invalid one only sets the warning.
public final class HoursFile implements BusinessHours {
    private static final Logger LOG = LoggerFactory.getLogger(HoursFile.class);

    private final @Nullable String file;
    private FileStamp lastStamp;
    private FileStamp loadedStamp;
    private volatile @Nullable OpeningHours hours;
    private volatile String problem = "";

    /// @param file null when no file is configured
    /// @throws ConfigurationException when the file cannot be read or is invalid
    public HoursFile(@Nullable String file) {
        this.file = file;
        this.loadedStamp = file == null ? FileStamp.NONE : FileStamp.of(Path.of(file));
        this.lastStamp = loadedStamp;
        this.hours = file == null ? null : read(file);
    }

    private static OpeningHours read(String file) {
        return new HoursReader(file).read(FaqFile.text(HoursReader.SETTING, file));
    }

    /// Reloads the file if it changed. Called by one thread at a time.
    public void refresh() {
        if (file == null) {
            return;
        }
        FileStamp now = FileStamp.of(Path.of(file));
        boolean isStable = now.equals(lastStamp);
        lastStamp = now;
        if (!isStable || now.equals(loadedStamp)) {
            return;
        }
        loadedStamp = now;
        try {
            hours = read(file);
            problem = "";
            LOG.info("[HOURS] the opening hours were read again");
        } catch (ConfigurationException e) {
            problem = String.valueOf(e.getMessage());
            LOG.warn("[HOURS] the opening hours stay as they were: {}", problem);
        }
    }

    @Override
    public Optional<OpeningHours> current() {
        return Optional.ofNullable(hours);
    }

    @Override
    public String problem() {
        return problem;
    }
}
