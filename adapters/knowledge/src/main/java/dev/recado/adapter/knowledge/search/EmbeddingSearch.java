package dev.recado.adapter.knowledge.search;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.Embedder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Searches passages by meaning, where an embedder is configured. Vectors are computed in the background and
/// cached; until all exist, and whenever a question's vector is not there in time, only words are searched.
public final class EmbeddingSearch {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingSearch.class);
    private static final Duration QUESTION_TIMEOUT = Duration.ofMillis(1500);
    private static final Duration BATCH_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(30);
    private static final int BATCH = 32;

    /// A phone number or another personal number: it has no meaning, and must not be sent to the embedder.
    private static final Pattern LONG_NUMBER = Pattern.compile("\\+?\\d(?:[ ().\\-]{0,8}+\\d){6,}+");

    private final @Nullable Embedder embedder;
    private final EmbeddingCache cache;
    private final InstantSource clock;
    private final Executor background;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean failureLogged = new AtomicBoolean();
    private volatile @Nullable Ready ready;
    private volatile State state;
    private volatile Instant notBefore = Instant.MIN;

    /// @param embedder null where none is configured
    /// @param background runs tasks that may take minutes
    public EmbeddingSearch(
            @Nullable Embedder embedder, EmbeddingCache cache, InstantSource clock, Executor background) {
        this.embedder = embedder;
        this.cache = cache;
        this.clock = clock;
        this.background = background;
        this.state = embedder == null ? State.OFF : State.PENDING;
    }

    /// Starts computing the vectors of the index's passages. Returns at once; a repeat does nothing, or retries
    /// what failed.
    public void prepare(PassageIndex index) {
        Ready current = ready;
        boolean done = current != null && current.isFor(index);
        if (embedder == null || done || clock.instant().isBefore(notBefore) || !running.compareAndSet(false, true)) {
            return;
        }
        state = State.PENDING;
        background.execute(() -> {
            try {
                ready = new Ready(index, vectors(embedder, index));
                state = State.READY;
            } catch (RuntimeException e) {
                state = State.FAILING;
                notBefore = clock.instant().plus(RETRY_DELAY);
                logFailure(e);
            } finally {
                running.set(false);
            }
        });
    }

    private PassageVectors vectors(Embedder by, PassageIndex index) {
        cache.open(by.name());
        List<String> texts =
                index.passages().stream().map(DocumentPassage::indexedText).toList();
        List<String> missing = texts.stream()
                .filter(text -> cache.get(text) == null)
                .distinct()
                .toList();
        for (int at = 0; at < missing.size(); at += BATCH) {
            List<String> batch = missing.subList(at, Math.min(at + BATCH, missing.size()));
            List<float[]> embedded = by.embed(batch, clock.instant().plus(BATCH_TIMEOUT));
            if (embedded.size() != batch.size()) {
                throw new PortUnavailableException("as many vectors as texts were expected");
            }
            cache.put(batch, embedded);
        }
        List<float[]> vectors = new ArrayList<>(texts.size());
        texts.forEach(text -> vectors.add(Objects.requireNonNull(cache.get(text))));
        return new PassageVectors(vectors);
    }

    /// The passages of the index nearest to the question; empty when only words are searched.
    public Optional<List<PassageVectors.Near>> near(String question, PassageIndex index) {
        Ready current = ready;
        if (embedder == null || current == null || !current.isFor(index)) {
            return Optional.empty();
        }
        try {
            List<float[]> questionVectors = embedder.embed(
                    List.of(LONG_NUMBER.matcher(question).replaceAll("…")),
                    clock.instant().plus(QUESTION_TIMEOUT));
            failureLogged.set(false);
            return questionVectors.size() == 1
                    ? Optional.of(current.vectors().nearest(questionVectors.getFirst()))
                    : Optional.empty();
        } catch (RuntimeException e) {
            logFailure(e);
            return Optional.empty();
        }
    }

    /// Logs the failure once, until embeddings work again.
    private void logFailure(RuntimeException e) {
        if (!failureLogged.getAndSet(true)) {
            LOG.warn(
                    "[KB] no embeddings ({}): documents are searched by words alone until they come back",
                    e.getMessage());
        }
    }

    public State state() {
        return state;
    }

    public enum State {
        OFF,
        PENDING,
        READY,
        FAILING
    }

    private record Ready(PassageIndex index, PassageVectors vectors) {
        @SuppressWarnings("ReferenceEquality") // another index is another order of passages
        boolean isFor(PassageIndex other) {
            return index == other;
        }
    }
}
