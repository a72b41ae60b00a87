package dev.recado.adapter.knowledge;

import dev.recado.adapter.knowledge.search.DocumentPassage;
import dev.recado.domain.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Passages of Wikipedia, and questions that one of them answers, the same in Spanish and in English.
///
/// XQuAD, by Artetxe, Ruder and Yogatama (google-deepmind/xquad), CC BY-SA 4.0; see `eval/LICENSE.md` beside the
/// data.
record XQuadDataset(Language language, List<String> passages, List<Asked> questions) {

    static XQuadDataset of(Language language) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(16 * 1024 * 1024);
        try (InputStream in = XQuadDataset.class.getResourceAsStream("/eval/xquad-" + language.tag() + ".json")) {
            String json = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Map<?, ?> root = new Yaml(new SafeConstructor(options)).load(json);
            List<String> passages = ((List<?>) Objects.requireNonNull(root.get("passages")))
                    .stream()
                            .map(passage -> passage.toString().replace("\uFEFF", ""))
                            .toList();
            List<Asked> questions = ((List<?>) Objects.requireNonNull(root.get("questions")))
                    .stream().map(question -> asked((Map<?, ?>) question)).toList();
            return new XQuadDataset(language, passages, questions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Asked asked(Map<?, ?> question) {
        return new Asked(Objects.requireNonNull(question.get("q")).toString(), (Integer)
                Objects.requireNonNull(question.get("passage")));
    }

    /// The passages as the knowledge base has them, each one passage; every `of`th from `without` on left out.
    List<DocumentPassage> texts(int without, int of) {
        return java.util.stream.IntStream.range(0, passages.size())
                .filter(at -> of == 0 || at % of != without)
                .mapToObj(at -> new DocumentPassage("p" + at, List.of(), passages.get(at), language))
                .toList();
    }

    /// @param passage the passage with the answer
    record Asked(String text, int passage) {}
}
