package dev.recado.domain.fake;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.privacy.Erasure;
import dev.recado.domain.privacy.Erasures;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Requests to erase a user's data, in memory.
public final class InMemoryErasures implements Erasures {
    private final InstantSource clock;
    private final Map<String, Request> requests = new HashMap<>();
    /// Whether every call fails.
    public volatile boolean gone;

    public InMemoryErasures(InstantSource clock) {
        this.clock = clock;
    }

    private static final class Request {
        private Erasure erasure;
        private @Nullable Instant due;
        private Instant changedAt;

        Request(Erasure erasure, Instant now) {
            this.erasure = erasure;
            this.changedAt = now;
        }

        void set(@Nullable String keys, int passes, Map<String, Long> erased, Collection<String> files) {
            erasure = new Erasure(
                    erasure.id(), erasure.digests(), keys, erasure.requestedAt(), passes, erased, List.copyOf(files));
        }
    }

    private void requireThere() {
        if (gone) {
            throw new PortUnavailableException("the store is gone");
        }
    }

    @Override
    public synchronized void begin(
            String id, Set<String> digests, String sealedKeys, Instant requestedAt, Instant due) {
        requireThere();
        Request before = requests.get(id);
        Request begun = new Request(
                new Erasure(
                        id,
                        digests,
                        sealedKeys,
                        requestedAt,
                        0,
                        before == null ? Map.of() : before.erasure.erased(),
                        before == null ? List.of() : before.erasure.files()),
                clock.instant());
        begun.due = due;
        requests.put(id, begun);
    }

    @Override
    public synchronized Optional<Erasure> find(String id) {
        requireThere();
        return Optional.ofNullable(requests.get(id)).map(request -> request.erasure);
    }

    @Override
    public synchronized List<Erasure> claim(Instant now, Instant until, int limit) {
        requireThere();
        return requests.values().stream()
                .filter(request -> request.due != null && !request.due.isAfter(now))
                .sorted(Comparator.comparing(request -> Objects.requireNonNull(request.due)))
                .limit(limit)
                .toList()
                .stream()
                .map(request -> {
                    request.due = until;
                    return request.erasure;
                })
                .toList();
    }

    @Override
    public synchronized void postpone(String id, Instant due) {
        change(id, request -> request.due = request.due == null ? null : due);
    }

    @Override
    public synchronized void count(String id, String what, long more) {
        change(id, request -> {
            Map<String, Long> erased = new HashMap<>(request.erasure.erased());
            erased.merge(what, more, Long::sum);
            request.set(request.erasure.sealedKeys(), request.erasure.passes(), erased, request.erasure.files());
        });
    }

    @Override
    public synchronized void addFiles(String id, Collection<String> files) {
        change(id, request -> {
            Set<String> all = new LinkedHashSet<>(request.erasure.files());
            all.addAll(files);
            request.set(request.erasure.sealedKeys(), request.erasure.passes(), request.erasure.erased(), all);
        });
    }

    @Override
    public synchronized void passed(String id, Instant requestedAt, @Nullable Instant due) {
        change(id, request -> {
            if (request.erasure.requestedAt().equals(requestedAt)) {
                request.due = due;
                request.set(
                        due == null ? null : request.erasure.sealedKeys(),
                        request.erasure.passes() + 1,
                        request.erasure.erased(),
                        request.erasure.files());
            }
        });
    }

    private void change(String id, Consumer<Request> change) {
        requireThere();
        Request request = requests.get(id);
        if (request != null) {
            change.accept(request);
            request.changedAt = clock.instant();
        }
    }

    @Override
    public synchronized List<Erasure> changedSince(Instant time, int limit) {
        requireThere();
        return requests.values().stream()
                .filter(request -> !request.changedAt.isBefore(time))
                .sorted(Comparator.comparing((Request request) -> request.changedAt)
                        .reversed())
                .limit(limit)
                .map(request -> request.erasure)
                .toList();
    }
}
