package dev.recado.domain.policy;

import dev.recado.domain.cost.CpuCost;
import dev.recado.domain.model.Content;
import dev.recado.domain.model.Lead;
import dev.recado.domain.model.OutboundContent.Option;
import dev.recado.domain.model.UserAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/// No text costs a policy much more than a plain one of its length.
class PolicyCostTest {
    @Test
    void requestsForAPerson() {
        CpuCost.isBounded("the request for a person", HumanWanted::in);
        // as much as it ever reads
        CpuCost.isBounded("the beginning of it", text -> HumanWanted.in(beginning(text, 400)));
    }

    @Test
    void leads() {
        CpuCost.isBounded("the lead", Leads::said);
        CpuCost.isBounded("the beginning of it", text -> Leads.said("tel 1 " + beginning(text, 590)));
        CpuCost.isBounded("the lead that a model leaves", PolicyCostTest::lead);
    }

    private static void lead(String text) {
        try {
            Lead.of(text, text + "@a.example", text);
        } catch (IllegalArgumentException _) {
            // it is none
        }
    }

    @Test
    void words() {
        CpuCost.isBounded("words alone", Folded::words);
        CpuCost.isBounded("sentences", Folded::sentences);
    }

    @Test
    void anOfferedOption() {
        List<Option> offered = List.of(new Option("1", "Sí", null));
        CpuCost.isBounded("the option", text -> Chosen.meant(new Content.Text(text), offered));
    }

    @Test
    void theOwnNumber() {
        OwnNumber number = OwnNumber.of(List.of(new UserAddress.Phone("+15550000001")));
        CpuCost.isBounded("the user's own number", number::outOf);
    }

    private static String beginning(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }
}
