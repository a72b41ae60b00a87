package dev.recado.adapter.llm.chat;

import dev.recado.adapter.llm.chat.LanguageModel.ModelAnswer;
import dev.recado.adapter.llm.outcome.CallOutcome.Declined;
import dev.recado.adapter.llm.outcome.CallOutcome.Failed;
import dev.recado.adapter.llm.outcome.CallOutcome.Success;
import dev.recado.adapter.llm.outcome.CallOutcome.Unusable;
import dev.recado.adapter.llm.prompt.PromptData;
import dev.recado.adapter.llm.provider.Provider;
import dev.recado.adapter.llm.tools.ToolSession;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.ResponseGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Generates answers with the first provider, and with the second where the first fails, within one deadline.
public final class FallbackResponseGenerator implements ResponseGenerator {

    private final List<LanguageModel> languageModels;
    private final PromptData data;
    private final boolean files;
    private final String confidential;
    private final ModelProbe health;
    private final InstantSource clock;

    /// @param languageModels in the order in which they are asked; never empty
    /// @param files whether users' files are shown to the model
    /// @param confidential the instructions, which no answer may recite
    public FallbackResponseGenerator(
            List<LanguageModel> languageModels,
            PromptData data,
            boolean files,
            String confidential,
            ModelProbe health,
            InstantSource clock) {
        this.languageModels = List.copyOf(languageModels);
        this.data = data;
        this.files = files;
        this.confidential = confidential;
        this.health = health;
        this.clock = clock;
    }

    @Override
    public String confidential() {
        return confidential;
    }

    @Override
    public boolean reads(String contentType) {
        return files && Provider.reads(contentType);
    }

    /// {@inheritDoc}
    ///
    /// @throws PortUnavailableException when the thread is interrupted: the process is stopping, and another may
    /// retry
    @Override
    public Generation generate(Prompt prompt) {
        Instant started = clock.instant();
        try {
            Generation generation = ask(prompt, started);
            health.record(generation, clock.instant());
            return generation;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortUnavailableException("Language model: interrupted while it was asked", e);
        }
    }

    private Generation ask(Prompt prompt, Instant started) throws InterruptedException {
        ToolSession toolSession = new ToolSession(prompt, data);
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < languageModels.size(); i++) {
            LanguageModel languageModel = languageModels.get(i);
            boolean last = i == languageModels.size() - 1;
            boolean noFallback = last && !prompt.standIn();
            switch (languageModel.answer(prompt, toolSession, deadlineFor(prompt.deadline(), last), noFallback)) {
                case Success<ModelAnswer>(ModelAnswer modelAnswer) -> {
                    String thread =
                            modelAnswer.thread() == null ? prompt.options().thread() : modelAnswer.thread();
                    return answer(modelAnswer.text(), languageModel, toolSession, started, thread);
                }
                case Declined<ModelAnswer> declined -> {
                    return toolSession.actions().isEmpty()
                            ? new Generation.Refusal(declined.reason(), languageModel.model(), toolSession.usage())
                            : actionsOnly(prompt, languageModel, toolSession, started);
                }
                case Unusable<ModelAnswer> unusable -> reasons.add(reason(languageModel, unusable.reason()));
                case Failed<ModelAnswer> failed -> reasons.add(reason(languageModel, failed.reason()));
            }
        }
        return toolSession.actions().isEmpty()
                ? new Generation.Failed(
                        String.join("; ", reasons), languageModels.getLast().model(), toolSession.usage())
                : actionsOnly(prompt, languageModels.getLast(), toolSession, started);
    }

    /// An answer without text: the model called tools but wrote nothing, and its actions still count.
    private Generation actionsOnly(
            Prompt prompt, LanguageModel languageModel, ToolSession toolSession, Instant started) {
        return answer("", languageModel, toolSession, started, prompt.options().thread());
    }

    private Generation.Answer answer(
            String text,
            LanguageModel languageModel,
            ToolSession toolSession,
            Instant started,
            @Nullable String thread) {
        return new Generation.Answer(
                text,
                toolSession.actions(),
                toolSession.found(),
                toolSession.usage(),
                languageModel.model(),
                Duration.between(started, clock.instant()),
                thread);
    }

    private String reason(LanguageModel languageModel, String reason) {
        return languageModels.size() == 1 ? reason : languageModel.provider().id() + ": " + reason;
    }

    /// The deadline for one provider. The first leaves a third of the time to its fallback.
    private Instant deadlineFor(Instant deadline, boolean last) {
        Instant now = clock.instant();
        return last
                ? deadline
                : now.plus(Duration.between(now, deadline).multipliedBy(2).dividedBy(3));
    }
}
