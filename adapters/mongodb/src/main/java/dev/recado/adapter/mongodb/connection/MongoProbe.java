package dev.recado.adapter.mongodb.connection;

import com.mongodb.MongoException;
import dev.recado.adapter.mongodb.embedded.EmbeddedServer;
import dev.recado.domain.operation.Probe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How the store is: which it is, whether it answers, and whether its file takes writes and is what was written.
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
    public Finding examine() {
        Map<String, Object> details = new HashMap<>();
        details.put("kind", store.kind());
        EmbeddedServer embedded = store.embedded();
        String damage = null;
        if (embedded != null) {
            details.put("file_bytes", embedded.fileSize());
            List<String> aside = embedded.aside();
            if (!aside.isEmpty()) {
                details.put("damaged_files_kept", aside);
            }
            damage = embedded.damage();
            if (damage != null) {
                details.put("damaged", damage);
            }
        }
        boolean answers = answers();
        details.put("reachable", answers);
        boolean writable = embedded == null || embedded.isWritable();
        if (!writable) {
            details.put("writable", false);
        }
        return new Finding(answers && writable && damage == null, details);
    }

    private boolean answers() {
        if (store.circuitBreaker().isOpen()) {
            return false;
        }
        try {
            store.ping();
            return true;
        } catch (MongoException | IllegalStateException e) {
            return false;
        }
    }
}
