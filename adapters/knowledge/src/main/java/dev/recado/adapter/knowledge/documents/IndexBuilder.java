package dev.recado.adapter.knowledge.documents;

import dev.recado.adapter.knowledge.documents.IndexedDocuments.Shelved;
import dev.recado.adapter.knowledge.files.ContentHash;
import dev.recado.adapter.knowledge.formats.UnreadableDocumentException;
import dev.recado.adapter.knowledge.search.DocumentPassage;
import dev.recado.adapter.knowledge.search.PassageIndex;
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
public final class IndexBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(IndexBuilder.class);
    private static final int MOST_PASSAGES = 50_000;
    private static final DocumentParser.Parsed NOTHING = new DocumentParser.Parsed(List.of(), 0);

    private final DocumentSource source;
    private final DocumentParser parser;
    private final InstantSource clock;
    private DocumentSource.@Nullable Listing seen;
    private DocumentSource.@Nullable Listing taken;
    private volatile boolean gone;

    public IndexBuilder(DocumentSource source, DocumentParser parser, InstantSource clock) {
        this.source = source;
        this.parser = parser;
        this.clock = clock;
    }

    /// The library after this look; the same object when nothing changed, or when what changes is not at rest yet:
    /// changes are taken in at the second look that finds the folder alike, but for the very first.
    IndexedDocuments refresh(IndexedDocuments now, boolean first) {
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
        boolean isStable = first || listing.equals(seen);
        seen = listing;
        if (!isStable || listing.equals(taken)) {
            return now;
        }
        taken = listing;
        return take(listing, now);
    }

    /// Whether the folder could not be read at the last look. By any thread.
    boolean isGone() {
        return gone;
    }

    private IndexedDocuments take(DocumentSource.Listing listing, IndexedDocuments now) {
        Instant start = clock.instant();
        Map<String, Shelved> documents = new TreeMap<>();
        Map<String, String> skipped = new TreeMap<>(listing.skipped());
        List<DocumentPassage> passages = new ArrayList<>();
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
        IndexedDocuments indexed = new IndexedDocuments(
                documents, skipped, same ? now.index() : new PassageIndex(passages), clock.instant());
        LOG.atInfo()
                .addKeyValue("documents", indexed.size())
                .addKeyValue("passages", passages.size())
                .addKeyValue("ms", Duration.between(start, indexed.at()).toMillis())
                .log("[KB] INDEXED");
        return indexed;
    }

    private Shelved read(DocumentFile file, @Nullable Shelved known) {
        try {
            byte[] content = source.content(file);
            String hash = ContentHash.of(content);
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
        } catch (UnreadableDocumentException e) {
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
