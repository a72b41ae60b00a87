package dev.recado.adapter.llm;

import dev.recado.adapter.llm.Answerer.Words;
import dev.recado.adapter.llm.TryOutcome.Broken;
import dev.recado.adapter.llm.TryOutcome.Declined;
import dev.recado.adapter.llm.TryOutcome.Got;
import dev.recado.adapter.llm.TryOutcome.Useless;
import dev.recado.domain.port.PortUnavailableException;
import dev.recado.domain.port.ResponseGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks the first provider, and where that fails the second, within one deadline.
final class ModelGenerator implements ResponseGenerator {

    private final List<Answerer> answerers;
    private final GivenData data;
    private final boolean files;
    private final String confidential;
    private final ModelHealth health;
    private final InstantSource clock;

    /// @param answerers in the order in which they are asked; never empty
    /// @param files whether files are shown at all
    /// @param confidential what the model is instructed by
    ModelGenerator(
            List<Answerer> answerers,
            GivenData data,
            boolean files,
            String confidential,
            ModelHealth health,
            InstantSource clock) {
        this.answerers = List.copyOf(answerers);
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
        ToolDesk desk = new ToolDesk(prompt, data);
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < answerers.size(); i++) {
            Answerer answerer = answerers.get(i);
            boolean last = i == answerers.size() - 1;
            boolean alone = last && !prompt.standIn();
            switch (answerer.answer(prompt, desk, share(prompt.deadline(), last), alone)) {
                case Got<Words>(Words words) -> {
                    String thread = words.thread() == null ? prompt.means().thread() : words.thread();
                    return answer(words.text(), answerer, desk, started, thread);
                }
                case Declined<Words> declined -> {
                    return desk.actions().isEmpty()
                            ? new Generation.Refusal(declined.reason(), answerer.model(), desk.usage())
                            : noted(prompt, answerer, desk, started);
                }
                case Useless<Words> useless -> reasons.add(reason(answerer, useless.reason()));
                case Broken<Words> broken -> reasons.add(reason(answerer, broken.reason()));
            }
        }
        return desk.actions().isEmpty()
                ? new Generation.Failed(
                        String.join("; ", reasons), answerers.getLast().model(), desk.usage())
                : noted(prompt, answerers.getLast(), desk, started);
    }

    /// What the model did stands, though words for it never came: an answer without words.
    private Generation noted(Prompt prompt, Answerer answerer, ToolDesk desk, Instant started) {
        return answer("", answerer, desk, started, prompt.means().thread());
    }

    private Generation.Answer answer(
            String text, Answerer answerer, ToolDesk desk, Instant started, @Nullable String thread) {
        return new Generation.Answer(
                text,
                desk.actions(),
                desk.found(),
                desk.usage(),
                answerer.model(),
                Duration.between(started, clock.instant()),
                thread);
    }

    private String reason(Answerer answerer, String reason) {
        return answerers.size() == 1 ? reason : answerer.provider().id() + ": " + reason;
    }

    /// Who comes first leaves a third of the time to who comes after.
    private Instant share(Instant deadline, boolean last) {
        Instant now = clock.instant();
        return last
                ? deadline
                : now.plus(Duration.between(now, deadline).multipliedBy(2).dividedBy(3));
    }
}
