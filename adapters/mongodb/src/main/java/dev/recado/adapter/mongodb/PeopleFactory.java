package dev.recado.adapter.mongodb;

import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.people.MongoAuditLog;
import dev.recado.adapter.mongodb.people.MongoMachineTokens;
import dev.recado.adapter.mongodb.people.MongoPeople;
import dev.recado.adapter.mongodb.people.MongoPersonSessions;
import dev.recado.adapter.mongodb.people.MongoSetupLinks;
import dev.recado.domain.people.AuditLog;
import dev.recado.domain.people.MachineTokenStore;
import dev.recado.domain.people.PersonSessions;
import dev.recado.domain.people.PersonStore;
import dev.recado.domain.people.SetupLinks;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/// Creates the stores of people and their access.
@Factory
final class PeopleFactory {

    @Singleton
    PersonStore people(MongoStore store) {
        return new MongoPeople(store);
    }

    @Singleton
    PersonSessions personSessions(MongoStore store) {
        return new MongoPersonSessions(store);
    }

    @Singleton
    SetupLinks setupLinks(MongoStore store) {
        return new MongoSetupLinks(store);
    }

    @Singleton
    MachineTokenStore machineTokens(MongoStore store) {
        return new MongoMachineTokens(store);
    }

    @Singleton
    AuditLog auditLog(MongoStore store) {
        return new MongoAuditLog(store);
    }
}
