package dev.recado.adapter.knowledge;

import dev.recado.domain.port.Templates;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the templates, and the curated answers from the file that is set; for the example business, from its own.
@Factory
final class KnowledgeFactory {

    /// Without a file there are none.
    @Context
    Templates templates(@Property(name = "recado.templates-file") @Nullable String file) {
        return file == null || file.isBlank()
                ? Templates.NONE
                : new TemplatesReader(file).read(FaqFile.text(TemplatesReader.SETTING, file));
    }

    /// A file that is set is read at start, so that one that cannot be used is told at once; the example can wait
    /// until it is needed.
    @Context
    CuratedAnswers curatedAnswers(
            @Property(name = "recado.faq-file") @Nullable String file,
            @Property(name = "recado.example", defaultValue = "false") boolean example,
            LanguageWords words) {
        if (file == null || file.isBlank()) {
            return new CuratedAnswers(example ? FaqFile::example : List::of, words);
        }
        List<CuratedEntry> entries = FaqFile.read(file);
        return new CuratedAnswers(() -> entries, words);
    }

    @Context
    CuratedFile curatedFile(@Property(name = "recado.faq-file") @Nullable String file, CuratedAnswers answers) {
        return new CuratedFile(file == null || file.isBlank() ? null : file, answers);
    }
}
