package dev.recado.adapter.llm.outcome;

import dev.recado.adapter.http.HttpResult;

/// A call to a provider that got no response.
public final class ProviderUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProviderUnreachableException(HttpResult.Failure failure) {
        super(reason(failure), failure.cause());
    }

    private static String reason(HttpResult.Failure failure) {
        return switch (failure) {
            case HttpResult.NotSent notSent ->
                switch (notSent.obstacle()) {
                    case UNKNOWN_HOST -> "unknown host";
                    case CONNECTION_REFUSED -> "connection refused";
                    case CONNECT_TIMEOUT, TOO_MANY_CALLS -> "timeout";
                    case TLS_HANDSHAKE -> "no TLS connection";
                    case INTERRUPTED -> "interrupted";
                    case CLOSED -> "closed";
                };
            case HttpResult.NoResponse noResponse ->
                switch (noResponse.loss()) {
                    case TIMED_OUT -> "timeout";
                    case CONNECTION_BROKEN -> "connection lost";
                    case RESPONSE_TOO_LONG -> "response too long";
                    case INTERRUPTED -> "interrupted";
                };
        };
    }

    public <T> CallOutcome<T> outcome() {
        return new CallOutcome.Failed<>(String.valueOf(getMessage()), FailureKind.TRANSIENT, null);
    }
}
