package dev.recado.adapter.llm.chat;

import dev.recado.adapter.llm.chat.LanguageModel.Words;
import dev.recado.adapter.llm.outcome.CallOutcome.Broken;
import dev.recado.adapter.llm.outcome.CallOutcome.Declined;
import dev.recado.adapter.llm.outcome.CallOutcome.Got;
import dev.recado.adapter.llm.outcome.CallOutcome.Useless;
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

/// Asks the first provider, and where that fails the second, within one deadline.
public final class FallbackResponseGenerator implements ResponseGenerator {

    private final List<LanguageModel> languageModels;
    private final PromptData data;
    private final boolean files;
    private final String confidential;
    private final ModelProbe health;
    private final InstantSource clock;

    /// @param languageModels in the order in which they are asked; never empty
    /// @param files whether files are shown at all
    /// @param confidential what the model is instructed by
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
    /// @throws PortUnavailableException when the thread is interrupted: the process is stopping, another may ask
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
            switch (languageModel.answer(prompt, toolSession, share(prompt.deadline(), last), noFallback)) {
                case Got<Words>(Words words) -> {
                    String thread = words.thread() == null ? prompt.means().thread() : words.thread();
                    return answer(words.text(), languageModel, toolSession, started, thread);
                }
                case Declined<Words> declined -> {
                    return toolSession.actions().isEmpty()
                            ? new Generation.Refusal(declined.reason(), languageModel.model(), toolSession.usage())
                            : noted(prompt, languageModel, toolSession, started);
                }
                case Useless<Words> useless -> reasons.add(reason(languageModel, useless.reason()));
                case Broken<Words> broken -> reasons.add(reason(languageModel, broken.reason()));
            }
        }
        return toolSession.actions().isEmpty()
                ? new Generation.Failed(
                        String.join("; ", reasons), languageModels.getLast().model(), toolSession.usage())
                : noted(prompt, languageModels.getLast(), toolSession, started);
    }

    /// What the model did stands, though words for it never came: an answer without words.
    private Generation noted(Prompt prompt, LanguageModel languageModel, ToolSession toolSession, Instant started) {
        return answer("", languageModel, toolSession, started, prompt.means().thread());
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

    /// Who comes first leaves a third of the time to who comes after.
    private Instant share(Instant deadline, boolean last) {
        Instant now = clock.instant();
        return last
                ? deadline
                : now.plus(Duration.between(now, deadline).multipliedBy(2).dividedBy(3));
    }
}
