package dev.recado.adapter.llm.markdown;

import dev.recado.adapter.llm.prompt.PromptData;
import dev.recado.adapter.llm.reply.AnswerCleaner;
import dev.recado.domain.answer.ResponseGenerator.KnownFacts;
import dev.recado.domain.cost.CpuCost;
import dev.recado.domain.format.ReplyComposer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every text costs about as much as a plain one of its length.
@Tag("slow")
class MarkdownCostTest {
    private static final String USUAL = "# Uno\n- **dos** y *tres*\n";

    private final CommonMarkReader reader = new CommonMarkReader();

    @Test
    void markdown() {
        CpuCost.isBounded("reading Markdown", USUAL, reader::read);
    }

    @Test
    void answers() {
        ReplyComposer composer = new ReplyComposer(reader, 4_096, 5);
        CpuCost.isBounded("composing an answer", USUAL, composer::compose);
        CpuCost.isBounded("cleaning an answer", AnswerCleaner::clean);
    }

    @Test
    void data() {
        PromptData data = new PromptData(text -> text);
        CpuCost.isBounded(
                "names given to a model",
                text -> data.of(new KnownFacts(text, Map.of("field", text), null, List.of()), 100_000));
    }
}
