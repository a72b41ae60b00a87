package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.recado.domain.requirement.Programs;
import dev.recado.domain.requirement.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A real MongoDB for the tests: the server that `RECADO_TEST_MONGODB_URI` names, or a `mongod` (named by `MONGOD`, on
/// the `PATH`, or in `.cache/mongod/bin` of the checkout) started as a replica set of one.
final class MongodProcess implements AutoCloseable {
    static final String SET = "rs0";

    private final String uri;
    private final @Nullable Path folder;
    private @Nullable Process process;

    private MongodProcess(String uri, @Nullable Path folder) {
        this.uri = uri;
        this.folder = folder;
    }

    /// Starts one, or takes the one whose address is given. For tests that have [Requirement#MONGODB].
    static MongodProcess start() {
        return Requirement.serverAddress()
                .map(address -> new MongodProcess(address, null))
                .orElseGet(() -> {
                    MongodProcess mongod = stopped();
                    mongod.run();
                    return mongod;
                });
    }

    /// One that does not run yet, and is this test's own to run, stop and freeze. For tests that have
    /// [Requirement#MONGOD].
    static MongodProcess stopped() {
        try {
            return new MongodProcess(
                    "mongodb://127.0.0.1:" + ProcessTestSetup.freePort() + "/?replicaSet=" + SET,
                    Files.createTempDirectory("recado-mongod"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts it, on the data that it had.
    void run() {
        int port = URI.create(uri).getPort();
        Process started = launch(Objects.requireNonNull(folder), port);
        process = started;
        await().atMost(Duration.ofSeconds(30)).until(() -> !started.isAlive() || answers(port));
        await().atMost(Duration.ofSeconds(30)).until(() -> isPrimary("127.0.0.1:" + port));
    }

    /// Starts a member of a replica set that may not be one yet.
    static Process launch(Path data, int port) {
        try {
            return new ProcessBuilder(List.of(
                            Programs.mongod().orElseThrow().toString(),
                            "--dbpath",
                            data.toString(),
                            "--port",
                            Integer.toString(port),
                            "--bind_ip",
                            "127.0.0.1",
                            "--wiredTigerCacheSizeGB",
                            "0.25",
                            "--replSet",
                            SET,
                            "--oplogSize",
                            "50",
                            "--nounixsocket"))
                    .redirectErrorStream(true)
                    .redirectOutput(data.resolve("mongod.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes it a replica set if it is none yet.
    private static boolean isPrimary(String host) {
        try (MongoClient client = MongoClients.create("mongodb://" + host + "/?directConnection=true")) {
            MongoDatabase admin = client.getDatabase("admin");
            Document hello = admin.runCommand(new Document("hello", 1));
            if (!hello.containsKey("setName")) {
                Document member = new Document("_id", 0).append("host", host);
                admin.runCommand(
                        new Document("replSetInitiate", new Document("_id", SET).append("members", List.of(member))));
            }
            return hello.getBoolean("isWritablePrimary");
        } catch (MongoException e) {
            // not yet: it is starting, or finds out what it is
            return false;
        }
    }

    /// SIGKILL; returns when it is gone.
    void kill() {
        try {
            Objects.requireNonNull(process).destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// SIGSTOP: connections stay open, and nothing is answered.
    void freeze() {
        signal("-STOP");
    }

    /// SIGCONT.
    void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            String pid = Long.toString(Objects.requireNonNull(process).pid());
            int exit = new ProcessBuilder("kill", name, pid).start().waitFor();
            assertThat(exit).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /// The URI of a database on it.
    String database(String name) {
        int query = uri.indexOf('?');
        String base = query < 0 ? uri : uri.substring(0, query);
        int path = base.indexOf('/', base.indexOf("//") + 2);
        return (path < 0 ? base : base.substring(0, path)) + "/" + name + (query < 0 ? "" : uri.substring(query));
    }

    @Override
    public void close() {
        if (folder == null) {
            return;
        }
        if (process != null) {
            kill();
        }
        delete(folder);
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
