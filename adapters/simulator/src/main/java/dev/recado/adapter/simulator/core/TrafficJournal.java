package dev.recado.adapter.simulator.core;

import dev.recado.adapter.simulator.http.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the newest messages and traces over a restart in a file: one JSON object per line, the last 2,000. When
/// the file cannot be written, the stand-in works without it.
public final class TrafficJournal implements StandInEvent.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrafficJournal.class);
    private static final int MAX_LINES = 2_000;

    private final Path file;
    private @Nullable BufferedWriter out;
    private int lines;

    private TrafficJournal(Path file) {
        this.file = file;
    }

    /// Restores the content of `file` to the traffic log, and then records all changes.
    public static TrafficJournal open(Path file, TrafficLog trafficLog) {
        var journal = new TrafficJournal(file);
        journal.restore(trafficLog);
        trafficLog.listen(journal);
        return journal;
    }

    @Override
    public void happened(StandInEvent event) {
        switch (event) {
            case StandInEvent.MessageChanged(var message) ->
                write(Json.object(
                        "message", TrafficJson.json(message),
                        "wire", message.content().wire()));
            case StandInEvent.MessageDeleted(var sid) -> write(Json.object("deleted", sid));
            case StandInEvent.Traced(var sid, var trace) ->
                write(Json.object("sid", sid, "trace", TrafficJson.json(trace)));
            case StandInEvent.Typing _ -> {} // ends within seconds
        }
    }

    @Override
    public synchronized void close() {
        if (out != null) {
            try {
                out.close();
            } catch (IOException e) {
                LOG.warn("[SIMULATOR] the journal could not be closed", e);
            }
            out = null;
        }
    }

    private synchronized void restore(TrafficLog trafficLog) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            var kept = Files.exists(file) ? newest(Files.readAllLines(file)) : List.<String>of();
            kept.forEach(line -> restore(line, trafficLog));
            rewrite(kept);
        } catch (IOException e) {
            LOG.warn("[SIMULATOR] the journal cannot be used: chats will not outlive this run", e);
        }
    }

    private static void restore(String line, TrafficLog trafficLog) {
        try {
            var json = Json.readObject(line);
            if (json.containsKey("message")) {
                trafficLog.restore(TrafficJson.message(Json.named(json.get("message")), Json.text(json, "wire")));
            } else if (json.containsKey("trace")) {
                trafficLog.restoreTrace(Json.text(json, "sid"), TrafficJson.trace(Json.named(json.get("trace"))));
            } else if (json.containsKey("deleted")) {
                trafficLog.restoreDeleted(Json.text(json, "deleted"));
            }
        } catch (IllegalArgumentException | java.time.DateTimeException torn) {
            LOG.debug("a line of the simulator's journal was left out: it is torn or of another version");
        }
    }

    private synchronized void write(Map<String, @Nullable Object> record) {
        if (out == null) {
            return;
        }
        try {
            out.write(Json.write(record));
            out.write('\n');
            out.flush();
            if (++lines > 2 * MAX_LINES) {
                out.close();
                rewrite(newest(Files.readAllLines(file)));
            }
        } catch (IOException e) {
            out = null;
            LOG.warn("[SIMULATOR] the journal cannot be written: chats will not outlive this run", e);
        }
    }

    private void rewrite(List<String> kept) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, kept);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        lines = kept.size();
        out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<String> newest(List<String> all) {
        return all.subList(Math.max(0, all.size() - MAX_LINES), all.size());
    }
}
