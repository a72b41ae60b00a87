package dev.recado.adapter.mongodb.mvstore;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import org.h2.mvstore.MVStore;

/// The embedded server's databases, kept in one file.
public final class MvStoreBackend extends AbstractMongoBackend {
    private final MVStore store;

    public MvStoreBackend(MVStore store) {
        this.store = store;
        store.getMapNames().stream()
                .filter(name -> name.startsWith(MvStoreDatabase.DOCUMENTS))
                .map(name -> name.substring(MvStoreDatabase.DOCUMENTS.length()))
                .map(name -> name.substring(0, name.indexOf('.')))
                .distinct()
                .forEach(this::resolveDatabase);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        return new MvStoreDatabase(databaseName, store, getCursorRegistry());
    }
}
