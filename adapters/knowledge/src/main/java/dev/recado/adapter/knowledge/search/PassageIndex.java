package dev.recado.adapter.knowledge.search;

import dev.recado.domain.text.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.jspecify.annotations.Nullable;

/// A full-text index of the passages of all documents: BM25 over stems and, with less weight, over n-grams. Each
/// language has its own fields. In memory, immutable and thread-safe; nothing needs closing.
///
/// The weights were chosen on one half of the questions of `make eval` and verified on the other.
public final class PassageIndex {
    /// Silenced: it recommends a JVM option for vectors, which this index does not use.
    private static final Logger VECTORS =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    private static final float SATURATION = 0.9f;
    private static final float LENGTH = 0.5f;
    private static final float GRAMS = 0.4f;

    /// Of two passages that say the same in two languages, the one in the user's language wins.
    private static final double OTHER_LANGUAGE = 0.95;

    private final List<DocumentPassage> passages;
    private final @Nullable IndexSearcher searcher;
    private final Map<Language, Vocabulary> vocabularies = new LinkedHashMap<>();

    public PassageIndex(List<DocumentPassage> passages) {
        this.passages = List.copyOf(passages);
        if (passages.isEmpty()) {
            this.searcher = null;
            return;
        }
        VECTORS.setLevel(Level.SEVERE);
        try {
            ByteBuffersDirectory directory = new ByteBuffersDirectory();
            Map<Language, Map<String, Integer>> words = new LinkedHashMap<>();
            write(directory, words);
            DirectoryReader reader = DirectoryReader.open(directory);
            IndexSearcher created = new IndexSearcher(reader);
            created.setSimilarity(new BM25Similarity(SATURATION, LENGTH));
            created.setQueryCache(null);
            this.searcher = created;
            words.forEach((language, languageWords) ->
                    vocabularies.put(language, new Vocabulary(language, reader, languageWords)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(ByteBuffersDirectory directory, Map<Language, Map<String, Integer>> words) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig().setSimilarity(new BM25Similarity(SATURATION, LENGTH));
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (DocumentPassage passage : passages) {
                List<TextAnalyzer.Term> terms =
                        TextAnalyzer.of(passage.language()).terms(passage.indexedText());
                Map<String, Integer> known = words.computeIfAbsent(passage.language(), _ -> new HashMap<>());
                terms.stream()
                        .map(TextAnalyzer.Term::word)
                        .distinct()
                        .forEach(word -> known.merge(word, 1, Integer::sum));
                writer.addDocument(document(passage.language(), terms));
            }
            writer.forceMerge(1);
        }
    }

    private static Document document(Language language, List<TextAnalyzer.Term> terms) {
        List<String> stems = new ArrayList<>(terms.size());
        List<String> grams = new ArrayList<>(6 * terms.size());
        Document document = new Document();
        for (TextAnalyzer.Term term : terms) {
            stems.add(term.stem());
            grams.addAll(TextAnalyzer.grams(term.word()));
        }
        document.add(new TextField(stems(language), new PrecomputedTokenStream(stems)));
        document.add(new TextField(grams(language), new PrecomputedTokenStream(grams)));
        return document;
    }

    static String stems(Language language) {
        return language.tag();
    }

    private static String grams(Language language) {
        return language.tag() + ".grams";
    }

    public List<DocumentPassage> passages() {
        return passages;
    }

    /// The passages that share words with the question, best first.
    public List<Hit> search(String question, Language expected, int limit) {
        if (searcher == null) {
            return List.of();
        }
        Map<Language, ParsedQuestion> parsed = new LinkedHashMap<>();
        vocabularies.forEach((language, vocabulary) -> parsed.put(language, vocabulary.read(question)));
        List<Hit> hits = new ArrayList<>();
        try {
            IndexTermLookup terms = new IndexTermLookup(searcher.getIndexReader());
            BooleanQuery.Builder query = new BooleanQuery.Builder();
            for (Map.Entry<Language, ParsedQuestion> asked : parsed.entrySet()) {
                double weight = asked.getKey().equals(expected) ? 1 : OTHER_LANGUAGE;
                add(query, terms, asked.getKey(), asked.getValue(), weight);
            }
            for (ScoreDoc found : searcher.search(query.build(), limit).scoreDocs) {
                Language language = passages.get(found.doc).language();
                hits.add(new Hit(found.doc, found.score, parsed.getOrDefault(language, Vocabulary.NOTHING)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hits;
    }

    /// The question in terms of a language's words; empty where no passage is in that language.
    ParsedQuestion read(String question, Language language) {
        Vocabulary vocabulary = vocabularies.get(language);
        return vocabulary == null ? Vocabulary.NOTHING : vocabulary.read(question);
    }

    /// One word of a question, in terms of a language's words.
    public Optional<ParsedQuestion.Word> word(String written, Language language) {
        Vocabulary vocabulary = vocabularies.get(language);
        return vocabulary == null ? Optional.empty() : vocabulary.word(written);
    }

    private static void add(
            BooleanQuery.Builder query,
            IndexTermLookup terms,
            Language language,
            ParsedQuestion question,
            double weight)
            throws IOException {
        for (ParsedQuestion.Word word : question.words()) {
            double share = weight / Math.sqrt(word.stems().size());
            for (Map.Entry<String, Double> stem : word.stems().entrySet()) {
                add(query, terms.query(stems(language), stem.getKey()), share * stem.getValue());
            }
        }
        for (Map.Entry<String, Integer> gram : question.grams().entrySet()) {
            add(query, terms.query(grams(language), gram.getKey()), weight * GRAMS * gram.getValue());
        }
    }

    private static void add(BooleanQuery.Builder query, @Nullable TermQuery term, double weight) {
        if (term != null) {
            query.add(new BoostQuery(term, (float) weight), Occur.SHOULD);
        }
    }

    /// @param passage its index in [#passages]
    /// @param question as it was read in the passage's language
    public record Hit(int passage, double score, ParsedQuestion question) {}
}
