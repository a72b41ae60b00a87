package dev.recado.adapter.mongodb.connection;

import com.mongodb.MongoException;
import dev.recado.adapter.mongodb.embedded.EmbeddedServer;
import dev.recado.domain.operation.Probe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The part `store` of `/health`: the kind of store, whether it answers, and for the embedded one whether its
/// file can be written and is undamaged.
public final class MongoProbe implements Probe {
    private final MongoStore store;

    public MongoProbe(MongoStore store) {
        this.store = store;
    }

    @Override
    public String part() {
        return "store";
    }

    @Override
    public Finding check() {
        Map<String, Object> details = new HashMap<>();
        details.put("kind", store.kind());
        EmbeddedServer embedded = store.embedded();
        String damage = null;
        if (embedded != null) {
            details.put("file_bytes", embedded.fileSize());
            List<String> damagedFiles = embedded.damagedFiles();
            if (!damagedFiles.isEmpty()) {
                details.put("damaged_files_kept", damagedFiles);
            }
            damage = embedded.damage();
            if (damage != null) {
                details.put("damaged", damage);
            }
        }
        boolean answers = answers();
        details.put("reachable", answers);
        String failure = embedded == null ? null : embedded.writeFailure();
        if (failure != null) {
            details.put("writable", false);
            details.put("reason", failure);
            details.put(
                    "what_to_do",
                    "make room on the disk, or move the same file back: it is tried again by itself; if it is gone, stop and start with RECADO_STORE_REPAIR=copy");
        }
        return new Finding(answers && failure == null && damage == null, details);
    }

    private boolean answers() {
        if (store.circuitBreaker().isOpen()) {
            return false;
        }
        try {
            store.ping();
            return true;
        } catch (MongoException | IllegalStateException _) {
            return false;
        }
    }
}
