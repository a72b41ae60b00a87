package dev.recado.application;

import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;

/// Three `mongod` in one replica set, of which the primary can be killed.
final class ReplicaSet implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PRIMARY = 1;

    private final Path folder;
    private final List<Member> members;

    private static final class Member {
        private final int port;
        private final Path data;
        private Process process;

        private Member(Path folder, int port) {
            this.port = port;
            this.data = folder.resolve("mongod-" + port);
            try {
                Files.createDirectories(data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            this.process = MongodProcess.launch(data, port);
        }

        private String host() {
            return "127.0.0.1:" + port;
        }

        private void run() {
            process = MongodProcess.launch(data, port);
        }

        /// SIGKILL; returns when it is gone.
        private void kill() {
            try {
                process.destroyForcibly().waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /// What it says to a command of the administrator's; empty when it does not answer.
        private Document ask(Document command) {
            String uri = "mongodb://" + host() + "/?directConnection=true&serverSelectionTimeoutMS=2000";
            try (MongoClient client = MongoClients.create(uri)) {
                return client.getDatabase("admin").runCommand(command);
            } catch (MongoException e) {
                return new Document();
            }
        }

        private boolean is(String role) {
            return ask(new Document("hello", 1)).getBoolean(role, false);
        }
    }

    private ReplicaSet(Path folder, List<Member> members) {
        this.folder = folder;
        this.members = members;
    }

    /// Starts them. For tests that have a `mongod`.
    ///
    /// @param election after how much silence of the primary another one is elected
    static ReplicaSet start(Duration election) {
        try {
            Path folder = Files.createTempDirectory("recado-replica-set");
            List<Member> members = IntStream.range(0, 3)
                    .mapToObj(_ -> new Member(folder, ProcessTestSetup.freePort()))
                    .toList();
            ReplicaSet set = new ReplicaSet(folder, members);
            set.initiate(election);
            return set;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void initiate(Duration election) {
        members.forEach(member -> await().atMost(SOON).until(() -> MongodProcess.answers(member.port)));
        List<Document> configured = new ArrayList<>();
        for (Member member : members) {
            configured.add(new Document("_id", configured.size()).append("host", member.host()));
        }
        Document configuration = new Document("_id", MongodProcess.SET)
                .append("members", configured)
                .append("settings", new Document("electionTimeoutMillis", election.toMillis()));
        members.getFirst().ask(new Document("replSetInitiate", configuration));
        await().atMost(SOON)
                .until(() ->
                        members.stream().allMatch(member -> member.is("isWritablePrimary") || member.is("secondary")));
        awaitPrimary();
    }

    private void awaitPrimary() {
        await().atMost(SOON).until(() -> primaries().size() == PRIMARY);
    }

    private List<Member> primaries() {
        return members.stream()
                .filter(member -> member.process.isAlive())
                .filter(member -> member.is("isWritablePrimary"))
                .toList();
    }

    /// Kills the primary, waits for the next one, and lets the killed one join again.
    void failOver() {
        Member primary = primaries().getFirst();
        primary.kill();
        awaitPrimary();
        primary.run();
        await().atMost(SOON).until(() -> primary.is("secondary") || primary.is("isWritablePrimary"));
    }

    /// The URI of a database on it.
    String database(String name) {
        return members.stream().map(Member::host).collect(Collectors.joining(",", "mongodb://", "/" + name))
                + "?replicaSet=" + MongodProcess.SET;
    }

    @Override
    public void close() {
        members.forEach(Member::kill);
        MongodProcess.delete(folder);
    }
}
