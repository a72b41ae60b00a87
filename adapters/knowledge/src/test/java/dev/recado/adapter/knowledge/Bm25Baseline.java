package dev.recado.adapter.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

/// Lucene's plain BM25, which the search must beat.
final class Bm25Baseline {
    private final Analyzer analyzer;
    private final IndexSearcher searcher;

    Bm25Baseline(Analyzer analyzer, List<String> passages) {
        this.analyzer = analyzer;
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            for (String passage : passages) {
                Document document = new Document();
                document.add(new TextField("text", passage, Field.Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
            writer.commit();
            this.searcher = new IndexSearcher(DirectoryReader.open(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Integer> search(String question, int limit) {
        Query query = new QueryBuilder(analyzer).createBooleanQuery("text", question);
        try {
            return Arrays.stream(
                            searcher.search(query == null ? new MatchNoDocsQuery("no words") : query, limit).scoreDocs)
                    .map(found -> found.doc)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
