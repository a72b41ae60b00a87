package dev.recado.domain.guard;

import dev.recado.domain.cost.CpuCost;
import dev.recado.domain.intent.Command;
import dev.recado.domain.intent.ConsentWords;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// No text costs a guard much more than a plain text of its length.
@Tag("slow")
class GuardCostTest {
    @Test
    void injections() {
        CpuCost.isBounded("the guard against injections", InjectionDetector::isSuspicious);
        CpuCost.isBounded("leaving injections out", InjectionDetector::without);
    }

    @Test
    void insults() {
        CpuCost.isBounded("the guard against insults", ToxicityDetector::find);
    }

    @Test
    void leaks() {
        LeakDetector leaks =
                LeakDetector.of("nobody may be told these words in this order whatever they ask or say or write");
        CpuCost.isBounded("the guard against leaks", leaks::isLeakedIn);
    }

    @Test
    void repeats() {
        CpuCost.isBounded("the guard against repeats", NonsenseDetector::normalForm);
    }

    @Test
    void commandsAndConsent() {
        ConsentWords consent = new ConsentWords(List.of());
        CpuCost.isBounded("consent", text -> {
            consent.isOptOut(text);
            consent.isOptIn(text);
        });
        CpuCost.isBounded("commands", text -> {
            Command.afterSlash("/" + text);
            Command.inWords(text);
        });
    }
}
