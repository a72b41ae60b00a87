package dev.recado.application.wiring;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.contact.CachedContactDirectory;
import dev.recado.domain.conversation.SessionJoins;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.PublicIdKey;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.media.MediaFolder;
import dev.recado.domain.message.Spool;
import dev.recado.domain.operation.Probe;
import dev.recado.domain.privacy.ErasePersonalData;
import dev.recado.domain.privacy.ErasePersonalDataUseCase;
import dev.recado.domain.privacy.ErasedMessages;
import dev.recado.domain.privacy.ErasureTask;
import dev.recado.domain.privacy.Erasures;
import dev.recado.domain.privacy.ExpiredRecords;
import dev.recado.domain.privacy.ExportPersonalData;
import dev.recado.domain.privacy.ExportPersonalDataUseCase;
import dev.recado.domain.privacy.LocalTraces;
import dev.recado.domain.privacy.OptOuts;
import dev.recado.domain.privacy.PersonDigests;
import dev.recado.domain.privacy.PersonalRecords;
import dev.recado.domain.privacy.Retention;
import dev.recado.domain.privacy.RetentionTask;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Wires what is done with the personal data of users.
@Factory
class PrivacyWiring {

    @Singleton
    PersonDigests personDigests(PublicIdKey key) {
        return new PersonDigests(key);
    }

    @Singleton
    ErasedMessages erasedMessages(Erasures erasures, PersonDigests digests) {
        return new ErasedMessages(erasures, digests);
    }

    @Singleton
    LocalTraces localTraces(MediaFolder media, Spool spool, PersonDigests digests) {
        return new LocalTraces(media, spool, digests);
    }

    @Singleton
    ErasePersonalData.Stores erasureStores(
            PersonalRecords records, Erasures erasures, OptOuts optOuts, SessionStore sessions, SessionJoins joins) {
        return new ErasePersonalData.Stores(records, erasures, optOuts, sessions, joins);
    }

    @Singleton
    @Bean(typed = ErasePersonalData.class)
    ErasePersonalData erasePersonalData(
            ErasePersonalData.Stores stores,
            LocalTraces local,
            PersonDigests digests,
            PublicIds ids,
            EventSink events,
            InstantSource clock) {
        return new ErasePersonalData(stores, local, digests, ids, events, clock);
    }

    /// The next message of the user must not meet what this process still remembers of the contact.
    @Singleton
    ErasePersonalDataUseCase erasing(ErasePersonalData erase, CachedContactDirectory contacts) {
        return user -> {
            try {
                return erase.erase(user);
            } finally {
                contacts.forget();
            }
        };
    }

    @Singleton
    ExportPersonalDataUseCase exportPersonalData(PersonalRecords records, InstantSource clock) {
        return new ExportPersonalData(records, clock);
    }

    /// @param retention as [Retention#parse] takes it; absent: everything is kept
    @ConfigurationProperties("recado")
    record Settings(@Nullable String retention) {}

    @Singleton
    Retention retention(Settings settings) {
        String retention = settings.retention();
        return retention == null ? Retention.NONE : Retention.parse(retention);
    }

    @Singleton
    @Bean(typed = {RetentionTask.class, BackgroundTask.class, Probe.class})
    RetentionTask retentionTask(
            ExpiredRecords records,
            Retention retention,
            EventSink events,
            VirtualThreadTimer timer,
            InstantSource clock) {
        return new RetentionTask(records, retention, events, timer, clock);
    }

    @Singleton
    @Bean(typed = {ErasureTask.class, BackgroundTask.class})
    ErasureTask erasureTask(
            ErasePersonalData erase,
            Erasures erasures,
            LocalTraces local,
            VirtualThreadTimer timer,
            InstantSource clock) {
        return new ErasureTask(erase, erasures, local, timer, clock);
    }
}
