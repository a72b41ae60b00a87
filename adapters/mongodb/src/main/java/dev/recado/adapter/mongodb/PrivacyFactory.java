package dev.recado.adapter.mongodb;

import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.privacy.ExpiredSessions;
import dev.recado.adapter.mongodb.privacy.MongoErasures;
import dev.recado.adapter.mongodb.privacy.MongoExpiredRecords;
import dev.recado.adapter.mongodb.privacy.MongoOptOuts;
import dev.recado.adapter.mongodb.privacy.MongoPersonalRecords;
import dev.recado.domain.identity.PublicIdKey;
import dev.recado.domain.privacy.Erasures;
import dev.recado.domain.privacy.ExpiredRecords;
import dev.recado.domain.privacy.OptOuts;
import dev.recado.domain.privacy.PersonDigests;
import dev.recado.domain.privacy.PersonalRecords;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Creates the stores that know where a user's data is.
@Factory
final class PrivacyFactory {

    @Singleton
    PersonalRecords personalRecords(MongoStore store) {
        return new MongoPersonalRecords(store);
    }

    @Singleton
    Erasures erasures(MongoStore store, InstantSource clock) {
        return new MongoErasures(store, clock);
    }

    @Singleton
    ExpiredRecords expiredRecords(MongoStore store, OptOuts optOuts) {
        return new MongoExpiredRecords(store, new ExpiredSessions(store, optOuts));
    }

    @Singleton
    OptOuts optOuts(MongoStore store, PublicIdKey key, InstantSource clock) {
        return new MongoOptOuts(store, new PersonDigests(key), clock);
    }
}
