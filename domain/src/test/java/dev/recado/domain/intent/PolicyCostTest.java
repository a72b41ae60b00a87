package dev.recado.domain.intent;

import dev.recado.domain.answer.LeadDetector;
import dev.recado.domain.answer.OwnNumberMask;
import dev.recado.domain.conversation.Lead;
import dev.recado.domain.cost.CpuCost;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.text.FoldedWords;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// No text costs a policy much more than a plain text of its length.
@Tag("slow")
class PolicyCostTest {
    @Test
    void requestsForAPerson() {
        CpuCost.isBounded("the request for a person", HumanRequestDetector::isIn);
        // the most text it ever reads
        CpuCost.isBounded("the beginning of it", text -> HumanRequestDetector.isIn(beginning(text, 400)));
    }

    @Test
    void leads() {
        CpuCost.isBounded("the lead", LeadDetector::find);
        CpuCost.isBounded("the beginning of it", text -> LeadDetector.find("tel 1 " + beginning(text, 590)));
        CpuCost.isBounded("the lead that a model leaves", PolicyCostTest::lead);
    }

    private static void lead(String text) {
        try {
            Lead.of(text, text + "@a.example", text);
        } catch (IllegalArgumentException _) {
            // not a lead
        }
    }

    @Test
    void foldedWords() {
        CpuCost.isBounded("words alone", FoldedWords::words);
        CpuCost.isBounded("sentences", FoldedWords::sentences);
    }

    @Test
    void anOfferedOption() {
        List<Option> offered = List.of(new Option("1", "Sí", null));
        CpuCost.isBounded("the option", text -> ChoiceMatcher.resolve(new Content.Text(text), offered));
    }

    @Test
    void theOwnNumber() {
        OwnNumberMask number = OwnNumberMask.of(List.of(new UserAddress.Phone("+15550000001")));
        CpuCost.isBounded("the user's own number", number::mask);
    }

    private static String beginning(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }
}
