package dev.recado.application;

import dev.recado.adapter.simulator.MetaStandIn;
import dev.recado.adapter.simulator.TwilioStandIn;
import dev.recado.application.catalogue.InvalidConfigurationException;
import dev.recado.application.configuration.BusinessSetup;
import dev.recado.application.configuration.Configuration;
import dev.recado.application.configuration.DataFolder;
import dev.recado.application.configuration.ListenProblem;
import dev.recado.application.wiring.VirtualThreadTimer;
import dev.recado.domain.answer.AnswerCache;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.operation.Settings;
import dev.recado.domain.text.Language;
import dev.recado.domain.text.LanguageDetector;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running Recado, and its stop.
public final class RunningApplication {
    private static final Logger LOG = LoggerFactory.getLogger("recado");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    private final ApplicationContext context;
    private final EmbeddedServer server;
    private final @Nullable SimulatedProviders simulator;

    private RunningApplication(
            ApplicationContext context, EmbeddedServer server, @Nullable SimulatedProviders simulator) {
        this.context = context;
        this.server = server;
        this.simulator = simulator;
    }

    /// Starts everything. Messages left in the store by an earlier process are answered in the background.
    ///
    /// @throws RuntimeException when it cannot start; nothing is left running
    public static RunningApplication start(Configuration configuration) {
        Map<String, Object> properties = configuration.properties();
        boolean simulated = simulated(configuration);
        properties.put("recado.simulator", simulated ? "on" : "off");
        BusinessSetup setup = BusinessSetup.of(configuration, simulated);
        properties.put("recado.example", setup.isExample());
        setup.botName().ifPresent(name -> properties.put("recado.bot-name", name));
        String host = configuration.value("RECADO_HOST").orElse(simulated ? "127.0.0.1" : "0.0.0.0");
        boolean loopback = LOOPBACK.contains(host);
        if (simulated && !loopback) {
            throw new InvalidConfigurationException(
                    "RECADO_HOST: expected 127.0.0.1 while the simulator is on, not \"" + host + "\"");
        }
        properties.put("recado.host", host);
        properties.put("recado.loopback-only", loopback);
        if (loopback && !simulated && !configuration.isSet("RECADO_OPS_TOKEN")) {
            configuration.warn(
                    "RECADO_OPS_TOKEN is not set, so the operators' API (/api/v1) is closed: set it to use that API");
        }
        properties.put("recado.version", version());
        DataFolder.secure(Path.of(configuration.value("RECADO_DATA_DIR").orElseThrow()));
        SimulatedProviders simulator = simulated ? simulate(configuration, properties) : null;
        ApplicationContext context = null;
        try {
            context = context(configuration, setup, properties, simulator);
            EmbeddedServer server = startBesideStore(context);
            warmUp(context);
            configuration.warnings().forEach(warning -> LOG.warn("[START] {}", warning));
            setup.advice().forEach(advice -> LOG.warn("[START] {}", advice));
            return new RunningApplication(context, server, simulator);
        } catch (RuntimeException e) {
            if (context != null) {
                context.close();
            }
            if (simulator != null) {
                simulator.close();
            }
            throw ListenProblem.in(e, properties)
                    .map(RuntimeException.class::cast)
                    .orElse(e);
        }
    }

    private static boolean simulated(Configuration configuration) {
        return switch (configuration.value("RECADO_SIMULATOR").orElse("auto")) {
            case "on" -> true;
            case "off" -> {
                if (!hasProvider(configuration)) {
                    throw new InvalidConfigurationException(
                            "TWILIO_ACCOUNT_SID: expected while RECADO_SIMULATOR=off, or WHATSAPP_TOKEN, but no provider is configured");
                }
                yield false;
            }
            default -> !hasProvider(configuration);
        };
    }

    private static boolean hasProvider(Configuration configuration) {
        return configuration.isSet("TWILIO_ACCOUNT_SID") || configuration.isSet("WHATSAPP_TOKEN");
    }

    private static SimulatedProviders simulate(Configuration configuration, Map<String, Object> properties) {
        int port = Integer.parseInt(configuration.value("RECADO_PORT").orElseThrow());
        if (port == 0) {
            port = freePort();
        }
        properties.put("recado.port", port);
        properties.put("recado.public-url", "http://127.0.0.1:" + port);
        return SimulatedProviders.start(configuration, properties);
    }

    private static String version() {
        String version = RunningApplication.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port on loopback", e);
        }
    }

    private static EmbeddedServer startBesideStore(ApplicationContext context) {
        StoreOpening store = StoreOpening.of(context);
        context.registerSingleton(StoreOpening.class, store);
        try {
            return context.getBean(EmbeddedServer.class).start();
        } finally {
            store.await();
        }
    }

    private static ApplicationContext context(
            Configuration configuration,
            BusinessSetup setup,
            Map<String, Object> properties,
            @Nullable SimulatedProviders simulator) {
        // The settings are the only source, so that nothing else in the environment configures Recado by
        // accident.
        ApplicationContext context = ApplicationContext.builder()
                .mainClass(Recado.class)
                .banner(false)
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .bootstrapEnvironment(false)
                .properties(properties)
                .build();
        context.registerSingleton(Settings.class, configuration);
        context.registerSingleton(BusinessSetup.class, setup);
        if (simulator != null) {
            simulator.register(context);
        }
        return context.start();
    }

    /// Loads what the first message needs and the start does not: word lists, the index of curated answers.
    private static void warmUp(ApplicationContext context) {
        LanguageDetector languages = context.getBean(LanguageDetector.class);
        AnswerCache answers = context.getBean(AnswerCache.class);
        context.getBean(VirtualThreadTimer.class)
                .run(() -> answers.find("hola", languages.detect("hola").orElse(Language.SPANISH)));
    }

    public int port() {
        return server.getPort();
    }

    public ApplicationContext context() {
        return context;
    }

    @Nullable
    TwilioStandIn standIn() {
        return simulator == null ? null : simulator.twilio();
    }

    public @Nullable MetaStandIn metaStandIn() {
        return simulator == null ? null : simulator.meta();
    }

    /// Prints the line for the operator who started it.
    public String whereToLook() {
        String local = "http://localhost:" + server.getPort();
        String at = context.getProperty("recado.public-url", String.class)
                .map(address -> address.replaceAll("/+$", ""))
                .orElse(local);
        return simulator != null
                ? "Recado is ready: open " + local
                        + " and write to it as a customer would (simulator: nothing leaves this machine)."
                : "Recado is ready: its webhooks are "
                        + context.getBeansOfType(MessageSender.class).stream()
                                .map(sender ->
                                        at + "/webhooks/" + sender.channel().id())
                                .sorted()
                                .collect(Collectors.joining(" and "))
                        + ", its state " + local + "/health.";
    }

    /// Lets running turns finish, answers the requests received so far, accepts no more, and closes. What could
    /// not finish stays claimed in the store for the next start. A repeat does nothing.
    public void stop() {
        if (!context.isRunning()) {
            return;
        }
        Shutdown.of(context);
        if (simulator != null) {
            simulator.close();
        }
    }
}
