package dev.recado.application.configuration;

import dev.recado.application.catalogue.InvalidConfigurationException;
import dev.recado.domain.ConfigurationException;
import org.jspecify.annotations.Nullable;

/// Makes one line of the exception that stopped a start.
public final class StartFailureMessage {
    private StartFailureMessage() {}

    public static String explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof InvalidConfigurationException || cause instanceof ConfigurationException) {
                return String.valueOf(cause.getMessage());
            }
        }
        return "An internal failure: " + root(failure);
    }

    public static boolean isUnexpected(Throwable failure) {
        return explain(failure).startsWith("An internal failure");
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        for (Throwable deeper = next(cause); deeper != null; deeper = next(cause)) {
            cause = deeper;
        }
        return cause;
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause();
    }
}
