package dev.recado.application;

import ch.qos.logback.classic.LoggerContext;
import dev.recado.application.configuration.Configuration;
import dev.recado.application.configuration.DotEnv;
import dev.recado.application.configuration.StartFailureMessage;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/// The main class: reads the settings, starts Recado, and prints one line: the address, or why it cannot start.
public final class Recado {
    private static final int MISCONFIGURED = 2;
    /// How long the JDK's HTTP client keeps an idle connection, in seconds. Meta closes its own after some 30 s, and
    /// a message that is sent on a connection that closes has an unknown outcome.
    private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";

    private Recado() {}

    /// Starts Recado and returns; it runs until SIGTERM or SIGINT.
    public static void main(String[] arguments) {
        PrintStream out =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8);
        if (System.getProperty(KEEP_ALIVE) == null) {
            System.setProperty(KEEP_ALIVE, "20");
        }
        if (Boolean.getBoolean("recado.training")) {
            System.exit(AotTrainingRun.run() ? 0 : 1);
        }
        try {
            Configuration configuration = Configuration.of(System.getenv(), DotEnv.read(Path.of(".env")));
            configuration
                    .value("RECADO_LOG_FORMAT")
                    .ifPresent(format -> System.setProperty("recado.log-format", format));
            RunningApplication running = RunningApplication.start(configuration);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running), "stop"));
            out.println(running.whereToLook());
        } catch (RuntimeException e) {
            err.println("Recado did not start. " + StartFailureMessage.explain(e));
            if (StartFailureMessage.isUnexpected(e)) {
                e.printStackTrace(err);
            }
            endLog();
            System.exit(MISCONFIGURED);
        }
    }

    /// The log stops last: a shutdown hook of its own would run at the same time and lose the last lines.
    private static void stop(RunningApplication running) {
        try {
            running.stop();
        } finally {
            endLog();
        }
    }

    private static void endLog() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
            log.stop();
        }
    }
}
