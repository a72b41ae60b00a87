package dev.recado.adapter.llm;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Creates a value on first use. LangChain4j, the JDK's HTTP client and a JSON mapper are most of what this
/// adapter loads, and the start does not need them.
final class LazySupplier<T> implements Supplier<T> {
    private final Supplier<T> factory;

    private volatile @Nullable T value;

    LazySupplier(Supplier<T> factory) {
        this.factory = factory;
    }

    @Override
    public T get() {
        @Nullable T current = value;
        return current == null ? create() : current;
    }

    private synchronized T create() {
        @Nullable T current = value;
        if (current == null) {
            current = factory.get();
            value = current;
        }
        return current;
    }
}
