package dev.recado.adapter.mongodb.embedded;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoDriverInformation;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.internal.Clusters;
import com.mongodb.client.internal.MongoClientImpl;
import com.mongodb.connection.SocketSettings;
import com.mongodb.connection.SslSettings;
import com.mongodb.internal.connection.StreamFactory;
import com.mongodb.internal.connection.StreamFactoryFactory;
import dev.recado.domain.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A MongoDB server in this process, backed by one file. A write is answered when it is durable. There is no
/// socket: the driver's connections are objects of this process, so nobody else can connect.
public final class EmbeddedServer implements AutoCloseable {
    private final StoreFile file;
    private final StoreBackup backup;
    private final GroupCommit commits;
    private final CommandHandler commands;

    private EmbeddedServer(StoreFile file) {
        this.file = file;
        // Documents are changed in place, so only one command may run at a time.
        ReentrantLock changes = new ReentrantLock();
        this.backup = new StoreBackup(file, changes);
        this.commits = new GroupCommit(file, changes, backup);
        this.commands = new CommandHandler(file, changes, commits);
        commits.start();
    }

    /// Opens the store in a folder, and creates it if needed.
    ///
    /// @param repair what to do when the file is damaged
    /// @throws ConfigurationException when the folder or the file cannot be used; the message says why
    public static EmbeddedServer open(Path folder, StoreRepair repair) {
        return new EmbeddedServer(StoreFolder.open(folder, repair));
    }

    /// Opens the store in a folder. A damaged file is refused.
    public static EmbeddedServer open(Path folder) {
        return open(folder, StoreRepair.REFUSE);
    }

    /// Creates a client of this store. Addresses in its settings are ignored.
    ///
    /// The driver has no public API for a custom transport, so this calls what `MongoClients.create` calls.
    public MongoClient client(MongoClientSettings settings) {
        StreamFactoryFactory streams = new StreamFactoryFactory() {
            @Override
            public StreamFactory create(SocketSettings socket, SslSettings ssl) {
                return this::connect;
            }

            private InProcessStream connect(ServerAddress address) {
                return new InProcessStream(address, commands);
            }

            @Override
            public void close() {
                // A stream holds nothing that outlives it.
            }
        };
        MongoDriverInformation information =
                MongoDriverInformation.builder().driverName("sync").build();
        return new MongoClientImpl(
                Clusters.createCluster(settings, information, streams), settings, information, streams);
    }

    /// Why the last commit failed, in words; null when it succeeded.
    public @Nullable String writeFailure() {
        return commits.writeFailure();
    }

    /// The size of the file in bytes.
    public long fileSize() {
        return file.size();
    }

    /// What is wrong with the file; null when nothing is known.
    public @Nullable String damage() {
        return backup.damage();
    }

    /// Rewrites the file soon, so that neither it nor its copy holds anything of deleted documents; at most every
    /// few minutes, because changes wait meanwhile.
    public void scrub() {
        commits.scrub();
    }

    StoreBackup backup() {
        return backup;
    }

    /// Damaged files of earlier starts that are kept beside the store.
    public List<String> damagedFiles() {
        return StoreRepair.damagedFiles(file.path());
    }

    @Override
    public void close() {
        commands.close();
        commits.close();
        backup.await();
        file.close();
        backup.copyClosedFile();
    }
}
