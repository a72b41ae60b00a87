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

/// MongoDB's wire protocol served in this process from one file. A write is answered when the disk has it. There is no
/// socket: the driver's connections are objects of this process, and nobody else can connect.
public final class EmbeddedServer implements AutoCloseable {
    private final StoreFile file;
    private final StoreBackup copies;
    private final GroupCommit commits;
    private final CommandHandler commands;

    private EmbeddedServer(StoreFile file) {
        this.file = file;
        // documents are changed where they lie, so no command may run beside another
        ReentrantLock changes = new ReentrantLock();
        this.copies = new StoreBackup(file, changes);
        this.commits = new GroupCommit(file, changes, copies);
        this.commands = new CommandHandler(file, changes, commits);
        commits.start();
    }

    /// Opens the store in a folder, which is made if need be.
    ///
    /// @param repair what to do when the file is damaged
    /// @throws ConfigurationException when the folder or the file cannot be used; the message says why
    public static EmbeddedServer open(Path folder, StoreRepair repair) {
        return new EmbeddedServer(StoreFile.in(folder, repair));
    }

    /// The same; a damaged file is not opened.
    public static EmbeddedServer open(Path folder) {
        return open(folder, StoreRepair.REFUSE);
    }

    /// A client of this store. What its settings say of addresses is not read.
    ///
    /// The driver offers no transport of one's own in public, so this calls what `MongoClients.create` calls.
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
                // a stream holds nothing that outlives it
            }
        };
        MongoDriverInformation information =
                MongoDriverInformation.builder().driverName("sync").build();
        return new MongoClientImpl(
                Clusters.createCluster(settings, information, streams), settings, information, streams);
    }

    /// Whether the last commit reached the disk.
    public boolean isWritable() {
        return commits.isWritable();
    }

    /// The size of the file in bytes.
    public long fileSize() {
        return file.size();
    }

    /// What is wrong with the file, as far as is known.
    public @Nullable String damage() {
        return copies.damage();
    }

    StoreBackup copies() {
        return copies;
    }

    /// Damaged files of earlier starts that are kept beside the store.
    public List<String> aside() {
        return StoreRepair.aside(file.path());
    }

    @Override
    public void close() {
        commands.close();
        commits.close();
        copies.await();
        file.close();
        copies.last();
    }
}
