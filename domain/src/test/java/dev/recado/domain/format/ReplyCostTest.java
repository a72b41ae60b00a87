package dev.recado.domain.format;

import dev.recado.domain.cost.CpuCost;
import dev.recado.domain.format.RichText.Code;
import dev.recado.domain.format.RichText.HtmlBlock;
import dev.recado.domain.format.RichText.Inline;
import dev.recado.domain.format.RichText.Link;
import dev.recado.domain.format.RichText.Paragraph;
import dev.recado.domain.format.RichText.Text;
import dev.recado.domain.text.Sentences;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// No text costs the renderer or the splitter much more than a plain text of its length.
@Tag("slow")
class ReplyCostTest {
    private final WhatsAppRenderer renderer = new WhatsAppRenderer();

    @Test
    void splitting() {
        CpuCost.isBounded("splitting", new ReplySplitter(4_096, 5)::split);
        CpuCost.isBounded("splitting in many parts", new ReplySplitter(1_500, 1_000)::split);
        CpuCost.isBounded("sentences", Sentences::of);
    }

    @Test
    void rendering() {
        CpuCost.isBounded(
                "rendering words", text -> renderer.render(RichText.of(new Paragraph(List.of(new Text(text))))));
        CpuCost.isBounded("rendering HTML", text -> renderer.render(RichText.of(new HtmlBlock(text))));
        CpuCost.isBounded(
                "rendering a link",
                text -> renderer.render(
                        RichText.of(new Paragraph(List.of(new Link("https://" + text, List.of(new Text(text))))))));
    }

    /// A naive search would look for the end of each address through all code after it.
    @Test
    void addressesThatCodeFollows() {
        CpuCost.isBounded("rendering addresses between code", text -> {
            List<Inline> inlines = new ArrayList<>();
            for (int at = 0; at + 6 < text.length(); at += 6) {
                inlines.add(new Text("www.a"));
                inlines.add(new Code("-"));
            }
            renderer.render(RichText.of(new Paragraph(inlines)));
        });
    }
}
