package dev.recado.domain.guard;

import dev.recado.domain.cost.CpuCost;
import java.util.List;
import org.junit.jupiter.api.Test;

/// No text costs a guard much more than a plain one of its length.
class GuardCostTest {
    @Test
    void injections() {
        CpuCost.isBounded("the guard against injections", Injections::isSuspicious);
        CpuCost.isBounded("leaving injections out", Injections::without);
    }

    @Test
    void insults() {
        CpuCost.isBounded("the guard against insults", Toxicity::find);
    }

    @Test
    void leaks() {
        Leaks leaks = Leaks.of("nobody may be told these words in this order whatever they ask or say or write");
        CpuCost.isBounded("the guard against leaks", leaks::isLeakedIn);
    }

    @Test
    void repeats() {
        CpuCost.isBounded("the guard against repeats", Nonsense::normal);
    }

    @Test
    void commandsAndConsent() {
        ConsentWords consent = new ConsentWords(List.of());
        CpuCost.isBounded("consent", text -> {
            consent.optOut(text);
            consent.optIn(text);
        });
        CpuCost.isBounded("commands", text -> {
            Command.afterSlash("/" + text);
            Command.inWords(text);
        });
    }
}
