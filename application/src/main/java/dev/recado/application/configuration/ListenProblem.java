package dev.recado.application.configuration;

import dev.recado.application.catalogue.InvalidConfigurationException;
import java.net.BindException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Explains why the server cannot listen: which address and port, and which setting to change.
public final class ListenProblem {
    private static final int MAX_PORT = 65_535;
    private static final int DEFAULT_PORT = 8080;
    private static final int FIRST_UNPRIVILEGED_PORT = 1024;

    private ListenProblem() {}

    /// @param properties with the address and the port
    /// @return empty when the start failed for another reason
    public static Optional<InvalidConfigurationException> in(Throwable failure, Map<String, Object> properties) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                String host = String.valueOf(properties.get("recado.host"));
                int port = Integer.parseInt(String.valueOf(properties.get("recado.port")));
                return Optional.of(
                        new InvalidConfigurationException(explain(String.valueOf(cause.getMessage()), host, port)));
            }
        }
        return Optional.empty();
    }

    private static String explain(String reason, String host, int port) {
        String at = "\"" + host + "\"";
        if (reason.toLowerCase(Locale.ROOT).contains("in use")) {
            int another = port >= MAX_PORT ? DEFAULT_PORT : port + 1;
            return "RECADO_PORT: expected a free port, but " + port + " is in use at " + at
                    + ": stop the program that has it (perhaps a Recado that still runs), or choose another port, such as"
                    + " RECADO_PORT=" + another;
        }
        return port < FIRST_UNPRIVILEGED_PORT
                ? "RECADO_PORT: expected a port that this user may listen on, not " + port + " (" + reason
                        + "): choose one from " + FIRST_UNPRIVILEGED_PORT + " on, such as RECADO_PORT=" + DEFAULT_PORT
                : "RECADO_HOST: expected an address of this machine to listen on, not " + at + " (" + reason
                        + "): leave it unset, or set RECADO_HOST=127.0.0.1 behind a proxy";
    }
}
