package dev.recado.adapter.mongodb;

import com.mongodb.client.MongoClient;
import dev.recado.adapter.mongodb.connection.MongoProbe;
import dev.recado.adapter.mongodb.connection.MongoProcesses;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.conversations.MongoConversationList;
import dev.recado.adapter.mongodb.conversations.MongoConversationMarks;
import dev.recado.adapter.mongodb.embedded.EmbeddedServer;
import dev.recado.adapter.mongodb.file.InstanceId;
import dev.recado.adapter.mongodb.messages.MessageRepository;
import dev.recado.adapter.mongodb.messages.MongoDeadLetters;
import dev.recado.adapter.mongodb.messages.MongoInbox;
import dev.recado.adapter.mongodb.messages.MongoMessageLog;
import dev.recado.adapter.mongodb.records.EventRepository;
import dev.recado.adapter.mongodb.records.HandoffRepository;
import dev.recado.adapter.mongodb.records.LeadRepository;
import dev.recado.adapter.mongodb.records.MongoBusinessRecords;
import dev.recado.adapter.mongodb.records.MongoContactBook;
import dev.recado.adapter.mongodb.records.MongoContacts;
import dev.recado.adapter.mongodb.records.MongoEventLog;
import dev.recado.adapter.mongodb.records.MongoEventOutbox;
import dev.recado.adapter.mongodb.records.MongoIdKey;
import dev.recado.adapter.mongodb.records.MongoLearnedAnswers;
import dev.recado.adapter.mongodb.records.MongoNotifications;
import dev.recado.adapter.mongodb.records.MongoStaffNotices;
import dev.recado.adapter.mongodb.records.MongoUsageLimits;
import dev.recado.adapter.mongodb.sessions.MongoChangedConversations;
import dev.recado.adapter.mongodb.sessions.MongoHandoffQueue;
import dev.recado.adapter.mongodb.sessions.MongoSessionJoins;
import dev.recado.adapter.mongodb.sessions.MongoSessionStore;
import dev.recado.adapter.mongodb.spool.CloseableSpool;
import dev.recado.adapter.mongodb.spool.FileSpool;
import dev.recado.adapter.mongodb.spool.UnwritableSpool;
import dev.recado.domain.answer.LearnedAnswers;
import dev.recado.domain.contact.AddressDirectory;
import dev.recado.domain.contact.ContactBook;
import dev.recado.domain.conversation.SessionJoins;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.event.BusinessRecords;
import dev.recado.domain.event.EventLog;
import dev.recado.domain.event.EventOutbox;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.guard.UsageLimits;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.handoff.ConversationMarks;
import dev.recado.domain.handoff.HandoffQueue;
import dev.recado.domain.handoff.StaffNotices;
import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.identity.PublicIdKey;
import dev.recado.domain.intake.Processes;
import dev.recado.domain.live.ChangedConversations;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Spool;
import dev.recado.domain.notification.Notifications;
import dev.recado.domain.operation.DeadLetters;
import dev.recado.domain.operation.Probe;
import dev.recado.domain.privacy.OptOuts;
import io.micronaut.configuration.mongo.core.CodecRegistryBuilder;
import io.micronaut.configuration.mongo.core.DefaultMongoConfiguration;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.runtime.ApplicationConfiguration;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates the stores on the configured MongoDB server, or on the embedded one in the data folder.
@Factory
final class MongoFactory {
    private static final Logger LOG = LoggerFactory.getLogger(MongoFactory.class);

    private final StoreSettings settings;

    MongoFactory(StoreSettings settings) {
        this.settings = settings;
    }

    /// @param opened an embedded store that is open already, used instead of the one in the data folder
    @Singleton
    @Bean(preDestroy = "close")
    MongoStore store(
            ServerSettings server,
            @Nullable EmbeddedServer opened,
            CodecRegistryBuilder codecs,
            ApplicationConfiguration application,
            EventSink events) {
        CodecRegistry mapped = codecs.build(new DefaultMongoConfiguration(application));
        if (server.uri() != null) {
            return MongoStore.server(server.uri(), mapped, events);
        }
        EmbeddedServer embedded = opened == null
                ? EmbeddedServer.open(settings.dataDir().resolve("store"), settings.storeRepair())
                : opened;
        return MongoStore.embedded(embedded, mapped, events);
    }

    /// For the repositories; the store closes it.
    @Singleton
    @Primary
    MongoClient client(MongoStore store) {
        return store.client();
    }

    @Singleton
    @Bean(preDestroy = "close")
    InstanceId instanceId(IdGenerator ids) {
        return InstanceId.in(settings.dataDir(), ids);
    }

    @Singleton
    @Bean(typed = Inbox.class, preDestroy = "close")
    MongoInbox inbox(MongoStore store) {
        return new MongoInbox(store);
    }

    @Singleton
    @Bean(typed = Spool.class, preDestroy = "close")
    CloseableSpool spool() {
        Path folder = settings.dataDir().resolve("spool");
        long limit = settings.spoolLimit();
        try {
            return FileSpool.in(folder, limit);
        } catch (IOException e) {
            LOG.warn(
                    "[SPOOL] nothing can be kept in {}: while the store is gone, webhooks are answered 503", folder, e);
            return new UnwritableSpool(limit);
        }
    }

    @Singleton
    SessionStore sessions(MongoStore store, InstanceId instance, OptOuts optOuts) {
        return new MongoSessionStore(store, instance.value(), settings.historyTurns(), optOuts);
    }

    @Singleton
    SessionJoins joins(MongoStore store, InstanceId instance) {
        return new MongoSessionJoins(store, instance.value(), settings.historyTurns());
    }

    @Singleton
    ChangedConversations changedConversations(MongoStore store) {
        return new MongoChangedConversations(store);
    }

    @Singleton
    HandoffQueue handoffQueue(MongoStore store) {
        return new MongoHandoffQueue(store);
    }

    /// The embedded store serves one process only.
    @Singleton
    Processes processes(MongoStore store, InstanceId instance) {
        return store.embedded() == null ? new MongoProcesses(store, instance.value()) : Processes.NONE;
    }

    @Singleton
    MessageLog log(MongoStore store, MessageRepository reads) {
        return new MongoMessageLog(store, reads);
    }

    @Singleton
    AddressDirectory contacts(MongoStore store) {
        return new MongoContacts(store);
    }

    @Singleton
    ContactBook contactBook(MongoStore store) {
        return new MongoContactBook(store);
    }

    @Singleton
    DeadLetters deadLetters(MongoStore store) {
        return new MongoDeadLetters(store);
    }

    @Singleton
    EventLog eventLog(MongoStore store) {
        return new MongoEventLog(store, settings.sendsEvents());
    }

    @Singleton
    EventOutbox eventOutbox(MongoStore store, IdGenerator ids) {
        return new MongoEventOutbox(store, ids);
    }

    @Singleton
    Notifications notifications(MongoStore store) {
        return new MongoNotifications(store);
    }

    @Singleton
    StaffNotices staffNotices(MongoStore store, IdGenerator ids) {
        return new MongoStaffNotices(store, ids);
    }

    @Singleton
    BusinessRecords records(
            MongoStore store, EventRepository events, LeadRepository leads, HandoffRepository handoffs) {
        return new MongoBusinessRecords(store, events, leads, handoffs);
    }

    @Singleton
    ConversationList conversations(MongoStore store) {
        return new MongoConversationList(store);
    }

    @Singleton
    ConversationMarks marks(MongoStore store) {
        return new MongoConversationMarks(store);
    }

    @Singleton
    LearnedAnswers learnedAnswers(MongoStore store, InstantSource clock) {
        return new MongoLearnedAnswers(store, clock);
    }

    @Singleton
    UsageLimits usageLimits(MongoStore store) {
        Integer budget = settings.budgetPerDay();
        return budget == null ? UsageLimits.NONE : new MongoUsageLimits(store, budget);
    }

    @Singleton
    PublicIdKey idKey(MongoStore store) {
        return new MongoIdKey(store);
    }

    @Singleton
    Probe probe(MongoStore store) {
        return new MongoProbe(store);
    }
}
