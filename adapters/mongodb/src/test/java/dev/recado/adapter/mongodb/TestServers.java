package dev.recado.adapter.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.recado.domain.requirement.Programs;
import dev.recado.domain.requirement.Requirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A real MongoDB for the tests, where one is available: `RECADO_TEST_MONGODB_URI`, or a `mongod` named by
/// `MONGOD`, on the `PATH`, or in `.cache/mongod/bin` of the checkout, started as a replica set of one.
public final class TestServers {
    private static @Nullable String uri;

    private TestServers() {}

    /// The server's URI. For tests that have [Requirement#MONGODB].
    public static synchronized String real() throws IOException {
        String known = uri;
        if (known == null) {
            Optional<String> given = Requirement.serverAddress();
            known = given.isPresent() ? given.get() : start();
            uri = known;
        }
        return known;
    }

    /// The URI of another database on the same server.
    public static String withDatabase(String uri, String database) {
        int query = uri.indexOf('?');
        String base = query < 0 ? uri : uri.substring(0, query);
        int path = base.indexOf('/', "mongodb://".length());
        String hosts = path < 0 ? base : base.substring(0, path);
        return hosts + "/" + database + (query < 0 ? "" : uri.substring(query));
    }

    private static String start() throws IOException {
        Path folder = Files.createTempDirectory("recado-mongod");
        int port = freePort();
        Process process = new ProcessBuilder(
                        Programs.mongod().orElseThrow().toString(),
                        "--dbpath",
                        folder.toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind_ip",
                        "127.0.0.1",
                        "--replSet",
                        "rs0",
                        "--wiredTigerCacheSizeGB",
                        "0.25",
                        "--oplogSize",
                        "50",
                        "--nounixsocket")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mongod.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, folder)));
        String host = "127.0.0.1:" + port;
        try (MongoClient client =
                MongoClients.create("mongodb://" + host + "/?directConnection=true&serverSelectionTimeoutMS=20000")) {
            Document members = new Document("_id", 0).append("host", host);
            client.getDatabase("admin")
                    .runCommand(new Document(
                            "replSetInitiate", new Document("_id", "rs0").append("members", List.of(members))));
            Awaitility.await()
                    .atMost(20, TimeUnit.SECONDS)
                    .until(() -> client.getDatabase("admin")
                            .runCommand(new Document("hello", 1))
                            .getBoolean("isWritablePrimary"));
        }
        return "mongodb://" + host + "/?replicaSet=rs0";
    }

    private static void stop(Process process, Path folder) {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("left behind: " + folder, e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
