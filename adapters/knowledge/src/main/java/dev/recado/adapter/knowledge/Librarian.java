package dev.recado.adapter.knowledge;

import dev.recado.adapter.knowledge.Library.Shelved;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a library in step with the folder it is made of. Files that did not change are not read again; one that can
/// no longer be read keeps the passages it had. Not thread-safe: one thread looks.
final class Librarian {
    private static final Logger LOG = LoggerFactory.getLogger(Librarian.class);
    private static final int MOST_PASSAGES = 50_000;
    private static final DocumentParser.Parsed NOTHING = new DocumentParser.Parsed(List.of(), 0);

    private final DocumentSource source;
    private final DocumentParser parser;
    private final InstantSource clock;
    private DocumentSource.@Nullable Listing seen;
    private DocumentSource.@Nullable Listing taken;
    private volatile boolean gone;

    Librarian(DocumentSource source, DocumentParser parser, InstantSource clock) {
        this.source = source;
        this.parser = parser;
        this.clock = clock;
    }

    /// The library after this look; the same object when nothing changed, or when what changes is not at rest yet:
    /// changes are taken in at the second look that finds the folder alike, but for the very first.
    Library look(Library now, boolean first) {
        DocumentSource.Listing listing;
        try {
            listing = source.list();
        } catch (IOException e) {
            if (!gone) {
                LOG.warn("[KB] the folder of documents cannot be read: what was read before stays in use");
            }
            gone = true;
            return now;
        }
        if (gone) {
            LOG.info("[KB] the folder of documents can be read again");
        }
        gone = false;
        boolean atRest = first || listing.equals(seen);
        seen = listing;
        if (!atRest || listing.equals(taken)) {
            return now;
        }
        taken = listing;
        return take(listing, now);
    }

    /// Whether the folder could not be read at the last look. By any thread.
    boolean isGone() {
        return gone;
    }

    private Library take(DocumentSource.Listing listing, Library now) {
        Instant start = clock.instant();
        Map<String, Shelved> documents = new TreeMap<>();
        Map<String, String> skipped = new TreeMap<>(listing.skipped());
        List<PassageText> passages = new ArrayList<>();
        for (DocumentFile file : listing.files()) {
            Shelved known = now.documents().get(file.name());
            Shelved document = known != null && known.file().equals(file) ? known : read(file, known);
            if (passages.size() + document.parsed().passages().size() > MOST_PASSAGES) {
                document = new Shelved(file, "", NOTHING, "more than " + MOST_PASSAGES + " passages in all");
            }
            documents.put(file.name(), document);
            passages.addAll(document.parsed().passages());
            if (!document.problem().isEmpty()) {
                skipped.put(file.name(), document.problem());
            }
        }
        tellSkipped(skipped, now.skipped());
        boolean same = passages.equals(now.index().passages());
        Library library =
                new Library(documents, skipped, same ? now.index() : new PassageIndex(passages), clock.instant());
        LOG.atInfo()
                .addKeyValue("documents", library.size())
                .addKeyValue("passages", passages.size())
                .addKeyValue("ms", Duration.between(start, library.at()).toMillis())
                .log("[KB] INDEXED");
        return library;
    }

    private Shelved read(DocumentFile file, @Nullable Shelved known) {
        try {
            byte[] content = source.content(file);
            String hash = Hash.of(content);
            if (known != null && known.hash().equals(hash)) {
                return new Shelved(file, hash, known.parsed(), "");
            }
            DocumentParser.Parsed parsed = parser.parse(file.name(), content);
            if (parsed.leftOut() > 0) {
                LOG.atWarn()
                        .addKeyValue("file", file.name())
                        .addKeyValue("sections", parsed.leftOut())
                        .log("[KB] LEFT OUT sentences that instruct an assistant");
            }
            return new Shelved(file, hash, parsed, "");
        } catch (UnreadableDocument e) {
            return kept(file, known, e.reason());
        } catch (IOException e) {
            return kept(file, known, "cannot be read");
        }
    }

    private static Shelved kept(DocumentFile file, @Nullable Shelved known, String reason) {
        return known == null || known.hash().isEmpty()
                ? new Shelved(file, "", NOTHING, reason)
                : new Shelved(file, known.hash(), known.parsed(), reason + "; its last good version is in use");
    }

    private static void tellSkipped(Map<String, String> skipped, Map<String, String> before) {
        skipped.forEach((name, reason) -> {
            if (!reason.equals(before.get(name))) {
                LOG.atWarn()
                        .addKeyValue("file", name)
                        .addKeyValue("reason", reason)
                        .log("[KB] SKIPPED");
            }
        });
    }
}
