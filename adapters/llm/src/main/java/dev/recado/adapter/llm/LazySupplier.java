package dev.recado.adapter.llm;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes something when it is first asked for: LangChain4j, the JDK's HTTP client and a JSON mapper are most of what
/// this adapter loads, and a start has no need of them.
final class LazySupplier<T> implements Supplier<T> {
    private final Supplier<T> maker;

    private volatile @Nullable T made;

    LazySupplier(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        @Nullable T ready = made;
        return ready == null ? make() : ready;
    }

    private synchronized T make() {
        @Nullable T ready = made;
        if (ready == null) {
            ready = maker.get();
            made = ready;
        }
        return ready;
    }
}
