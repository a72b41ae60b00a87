package dev.recado.adapter.mongodb;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import org.h2.mvstore.MVStore;

/// The embedded server's databases, kept in one file.
final class StoredBackend extends AbstractMongoBackend {
    private final MVStore store;

    StoredBackend(MVStore store) {
        this.store = store;
        store.getMapNames().stream()
                .filter(name -> name.startsWith(StoredDatabase.DOCUMENTS))
                .map(name -> name.substring(StoredDatabase.DOCUMENTS.length()))
                .map(name -> name.substring(0, name.indexOf('.')))
                .distinct()
                .forEach(this::resolveDatabase);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        return new StoredDatabase(databaseName, store, getCursorRegistry());
    }
}
