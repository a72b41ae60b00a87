package dev.recado.domain.fake;

import dev.recado.domain.answer.LearnedAnswers;
import dev.recado.domain.contract.AnalysisExecutorContract;
import dev.recado.domain.contract.LearnedAnswersContract;
import dev.recado.domain.contract.UsageLimitsContract;
import dev.recado.domain.guard.UsageLimits;
import dev.recado.domain.text.AnalysisExecutor;

class FakesKeepTheirContractsTest implements LearnedAnswersContract, UsageLimitsContract, AnalysisExecutorContract {
    private final FakeLearnedAnswers learned = new FakeLearnedAnswers();

    @Override
    public AnalysisExecutor analysis() {
        return AnalysisExecutor.DIRECT;
    }

    @Override
    public LearnedAnswers learned() {
        learned.enabled = true;
        return learned;
    }

    @Override
    public UsageLimits limits(int budget) {
        FakeUsageLimits limits = new FakeUsageLimits();
        limits.budget = budget;
        return limits;
    }
}
