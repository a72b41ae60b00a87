package dev.recado.adapter.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/// Collects a body up to a number of bytes. A longer one ends the exchange.
final class BoundedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> collected = BodySubscribers.ofByteArray();
    private final int maxBytes;
    private long received;
    private @Nullable Subscription subscription;

    BoundedBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException(int maxBytes) {
            super("a body of more than " + maxBytes + " bytes");
        }
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return collected.getBody();
    }

    @Override
    public void onSubscribe(Subscription started) {
        subscription = started;
        collected.onSubscribe(started);
    }

    @Override
    public void onNext(List<ByteBuffer> more) {
        if (received > maxBytes) {
            return;
        }
        more.forEach(buffer -> received += buffer.remaining());
        if (received <= maxBytes) {
            collected.onNext(more);
        } else if (subscription != null) {
            subscription.cancel();
            collected.onError(new TooLongException(maxBytes));
        }
    }

    @Override
    public void onError(Throwable failure) {
        collected.onError(failure);
    }

    @Override
    public void onComplete() {
        if (received <= maxBytes) {
            collected.onComplete();
        }
    }
}
