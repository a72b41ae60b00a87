package dev.recado.adapter.simulator.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The requests that a model stand-in received, and its next scripts. Thread-safe.
final class ModelState {
    private static final int MAX_REQUESTS = 5_000;
    private static final String TRANSCRIPT = "Hola, ¿a qué hora abren los sábados?";
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition received = lock.newCondition();
    private final Deque<ModelRequest> requests = new ArrayDeque<>();
    private final Deque<ModelScript> queued = new ArrayDeque<>();
    private final Deque<ModelScript> queuedAuxiliary = new ArrayDeque<>();
    private final Map<String, String> harmful = new LinkedHashMap<>();
    private final Map<String, String> refused = new LinkedHashMap<>();
    private int maxCharacters = Integer.MAX_VALUE;
    private ModelScript defaultScript = new ModelScript.Echo();
    private String transcript = TRANSCRIPT;

    void setDefaultScript(ModelScript script) {
        locked(() -> defaultScript = script);
    }

    void queue(int times, ModelScript script) {
        locked(() -> fill(queued, times, script));
    }

    void queueAuxiliary(int times, ModelScript script) {
        locked(() -> fill(queuedAuxiliary, times, script));
    }

    void transcribeAs(String text) {
        locked(() -> transcript = text);
    }

    void flagAsHarmful(String word, String category) {
        locked(() -> {
            harmful.put(word.toLowerCase(Locale.ROOT), category);
            return category;
        });
    }

    void refuse(String field, String message) {
        locked(() -> {
            refused.put(field, message);
            return message;
        });
    }

    void maxCharacters(int characters) {
        locked(() -> maxCharacters = characters);
    }

    /// The error for the first of these fields that is configured as refused.
    Optional<String> refusedField(Set<String> fields) {
        return locked(() -> refused.entrySet().stream()
                .filter(each -> fields.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst());
    }

    boolean isTooLong(ModelRequest request) {
        var characters = request.messages().stream()
                .mapToInt(message -> message.content().length()
                        + String.join("", message.precedingTexts()).length())
                .sum();
        return locked(() -> characters > maxCharacters);
    }

    String transcript() {
        return locked(() -> transcript);
    }

    Map<String, String> harmful() {
        return locked(() -> Map.copyOf(harmful));
    }

    /// The script for a request for an answer.
    ///
    /// @param model its name may name a script
    ModelScript script(String model) {
        return locked(() -> {
            var first = queued.poll();
            return first != null ? first : Objects.requireNonNullElse(ModelScript.named(model), defaultScript);
        });
    }

    /// The script for any other request.
    ModelScript auxiliaryScript(ModelScript usual) {
        return locked(() -> Objects.requireNonNullElse(queuedAuxiliary.poll(), usual));
    }

    void remember(ModelRequest request) {
        locked(() -> {
            requests.add(request);
            if (requests.size() > MAX_REQUESTS) {
                requests.poll();
            }
            received.signalAll();
            return request;
        });
    }

    List<ModelRequest> requests() {
        return locked(() -> List.copyOf(requests));
    }

    /// Waits for `count` requests.
    List<ModelRequest> await(int count, Duration atMost) throws InterruptedException {
        var remaining = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (requests.size() < count) {
                if (remaining <= 0) {
                    throw new IllegalStateException(
                            "the model was asked " + requests.size() + " times of " + count + " in " + atMost);
                }
                remaining = received.awaitNanos(remaining);
            }
            return List.copyOf(requests);
        } finally {
            lock.unlock();
        }
    }

    void reset() {
        locked(() -> {
            requests.clear();
            queued.clear();
            queuedAuxiliary.clear();
            harmful.clear();
            refused.clear();
            maxCharacters = Integer.MAX_VALUE;
            defaultScript = new ModelScript.Echo();
            transcript = TRANSCRIPT;
            return defaultScript;
        });
    }

    private static int fill(Deque<ModelScript> queue, int times, ModelScript script) {
        for (int i = 0; i < times; i++) {
            queue.add(script);
        }
        return queue.size();
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
