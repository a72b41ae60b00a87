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

/// What the passages mean, where there is somebody to say so. Vectors are made behind everything else and remembered;
/// until all are there, and whenever a question's cannot be had in time, words alone decide.
public final class EmbeddingSearch {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingSearch.class);
    private static final Duration FOR_A_QUESTION = Duration.ofMillis(1500);
    private static final Duration FOR_A_BATCH = Duration.ofSeconds(60);
    private static final Duration REST = Duration.ofSeconds(30);
    private static final int BATCH = 32;

    /// A phone number, or another that is somebody's own: it means nothing, and leaves the house with no question.
    private static final Pattern LONG_NUMBER = Pattern.compile("\\+?\\d(?:[ ().\\-]{0,8}+\\d){6,}+");

    private final @Nullable Embedder embedder;
    private final EmbeddingCache cache;
    private final InstantSource clock;
    private final Executor background;
    private final AtomicBoolean working = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile @Nullable Ready ready;
    private volatile State state;
    private volatile Instant notBefore = Instant.MIN;

    /// @param embedder null where none is configured
    /// @param background runs what may take minutes
    public EmbeddingSearch(
            @Nullable Embedder embedder, EmbeddingCache cache, InstantSource clock, Executor background) {
        this.embedder = embedder;
        this.cache = cache;
        this.clock = clock;
        this.background = background;
        this.state = embedder == null ? State.OFF : State.PENDING;
    }

    /// Sees to it that the passages of the index get their vectors. Quick; a repeat does nothing, or tries again what
    /// failed.
    public void prepare(PassageIndex index) {
        Ready known = ready;
        boolean done = known != null && known.isFor(index);
        if (embedder == null || done || clock.instant().isBefore(notBefore) || !working.compareAndSet(false, true)) {
            return;
        }
        state = State.PENDING;
        background.execute(() -> {
            try {
                ready = new Ready(index, vectors(embedder, index));
                state = State.READY;
            } catch (RuntimeException e) {
                state = State.FAILING;
                notBefore = clock.instant().plus(REST);
                tell(e);
            } finally {
                working.set(false);
            }
        });
    }

    private PassageVectors vectors(Embedder by, PassageIndex index) {
        cache.open(by.name());
        List<String> texts =
                index.passages().stream().map(DocumentPassage::whole).toList();
        List<String> missing = texts.stream()
                .filter(text -> cache.get(text) == null)
                .distinct()
                .toList();
        for (int at = 0; at < missing.size(); at += BATCH) {
            List<String> batch = missing.subList(at, Math.min(at + BATCH, missing.size()));
            List<float[]> made = by.embed(batch, clock.instant().plus(FOR_A_BATCH));
            if (made.size() != batch.size()) {
                throw new PortUnavailableException("as many vectors as texts were expected");
            }
            cache.put(batch, made);
        }
        List<float[]> vectors = new ArrayList<>(texts.size());
        texts.forEach(text -> vectors.add(Objects.requireNonNull(cache.get(text))));
        return new PassageVectors(vectors);
    }

    /// The passages of the index nearest to the question; empty when words alone have to do.
    public Optional<List<PassageVectors.Near>> near(String question, PassageIndex index) {
        Ready known = ready;
        if (embedder == null || known == null || !known.isFor(index)) {
            return Optional.empty();
        }
        try {
            List<float[]> asked = embedder.embed(
                    List.of(LONG_NUMBER.matcher(question).replaceAll("…")),
                    clock.instant().plus(FOR_A_QUESTION));
            told.set(false);
            return asked.size() == 1 ? Optional.of(known.vectors().nearest(asked.getFirst())) : Optional.empty();
        } catch (RuntimeException e) {
            tell(e);
            return Optional.empty();
        }
    }

    /// Once, until it works again.
    private void tell(RuntimeException e) {
        if (!told.getAndSet(true)) {
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
