package dev.recado.adapter.knowledge.documents;

import dev.recado.adapter.knowledge.documents.IndexedDocuments.IndexedDocument;
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

/// Keeps the index in step with the documents. Files that did not change are not read again; a file that cannot
/// be read any more keeps its passages. Not thread-safe: called by one thread.
public final class IndexBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(IndexBuilder.class);
    private static final int MAX_PASSAGES = 50_000;
    private static final DocumentParser.Parsed NO_PASSAGES = new DocumentParser.Parsed(List.of(), 0);

    private final DocumentSource source;
    private final DocumentParser parser;
    private final InstantSource clock;
    private DocumentSource.@Nullable Listing lastListing;
    private DocumentSource.@Nullable Listing indexedListing;
    private volatile boolean gone;

    public IndexBuilder(DocumentSource source, DocumentParser parser, InstantSource clock) {
        this.source = source;
        this.parser = parser;
        this.clock = clock;
    }

    /// The index after a check; the same object when nothing changed, or when the folder still changes. Changes
    /// are indexed once two checks in a row find the same files; the first check indexes at once.
    IndexedDocuments refresh(IndexedDocuments current, boolean first) {
        DocumentSource.Listing listing;
        try {
            listing = source.list();
        } catch (IOException _) {
            if (!gone) {
                LOG.warn("[KB] the folder of documents cannot be read: what was read before stays in use");
            }
            gone = true;
            return current;
        }
        if (gone) {
            LOG.info("[KB] the folder of documents can be read again");
        }
        gone = false;
        boolean isStable = first || listing.equals(lastListing);
        lastListing = listing;
        if (!isStable || listing.equals(indexedListing)) {
            return current;
        }
        indexedListing = listing;
        return index(listing, current);
    }

    /// Whether the folder could not be read at the last check. Thread-safe.
    boolean isGone() {
        return gone;
    }

    private IndexedDocuments index(DocumentSource.Listing listing, IndexedDocuments current) {
        Instant start = clock.instant();
        Map<String, IndexedDocument> documents = new TreeMap<>();
        Map<String, String> skipped = new TreeMap<>(listing.skipped());
        List<DocumentPassage> passages = new ArrayList<>();
        for (DocumentFile file : listing.files()) {
            IndexedDocument known = current.documents().get(file.name());
            IndexedDocument document = known != null && known.file().equals(file) ? known : read(file, known);
            if (passages.size() + document.parsed().passages().size() > MAX_PASSAGES) {
                document = new IndexedDocument(file, "", NO_PASSAGES, "more than " + MAX_PASSAGES + " passages in all");
            }
            documents.put(file.name(), document);
            passages.addAll(document.parsed().passages());
            if (!document.problem().isEmpty()) {
                skipped.put(file.name(), document.problem());
            }
        }
        logSkipped(skipped, current.skipped());
        boolean unchanged = passages.equals(current.index().passages());
        IndexedDocuments indexed = new IndexedDocuments(
                documents, skipped, unchanged ? current.index() : new PassageIndex(passages), clock.instant());
        LOG.atInfo()
                .addKeyValue("documents", indexed.size())
                .addKeyValue("passages", passages.size())
                .addKeyValue("ms", Duration.between(start, indexed.at()).toMillis())
                .log("[KB] INDEXED");
        return indexed;
    }

    private IndexedDocument read(DocumentFile file, @Nullable IndexedDocument known) {
        try {
            byte[] content = source.content(file);
            String hash = ContentHash.of(content);
            if (known != null && known.hash().equals(hash)) {
                return new IndexedDocument(file, hash, known.parsed(), "");
            }
            DocumentParser.Parsed parsed = parser.parse(file.name(), content);
            if (parsed.leftOut() > 0) {
                LOG.atWarn()
                        .addKeyValue("file", file.name())
                        .addKeyValue("sections", parsed.leftOut())
                        .log("[KB] LEFT OUT sentences that instruct an assistant");
            }
            return new IndexedDocument(file, hash, parsed, "");
        } catch (UnreadableDocumentException e) {
            return keepLastGood(file, known, e.reason());
        } catch (IOException _) {
            return keepLastGood(file, known, "cannot be read");
        }
    }

    private static IndexedDocument keepLastGood(DocumentFile file, @Nullable IndexedDocument known, String reason) {
        return known == null || known.hash().isEmpty()
                ? new IndexedDocument(file, "", NO_PASSAGES, reason)
                : new IndexedDocument(file, known.hash(), known.parsed(), reason + "; its last good version is in use");
    }

    private static void logSkipped(Map<String, String> skipped, Map<String, String> before) {
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
