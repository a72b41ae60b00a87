package dev.recado.adapter.mongodb.connection;

import dev.recado.domain.contract.ProcessesContract;
import dev.recado.domain.intake.Processes;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class MongoProcessesIT implements ProcessesContract {
    @TempDir
    Path folder;

    private MongoStore store;

    @BeforeEach
    void open() {
        store = MongoStore.embedded(folder, event -> {});
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Override
    public Processes seenBy(String id) {
        return new MongoProcesses(store, id);
    }
}
