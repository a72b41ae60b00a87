package dev.recado.adapter.mongodb;

import dev.recado.domain.contact.AddressDirectory;
import dev.recado.domain.contact.ContactBook;
import dev.recado.domain.contract.AuditLogContract;
import dev.recado.domain.contract.ContactBookContract;
import dev.recado.domain.contract.ConversationListContract;
import dev.recado.domain.contract.ConversationMergerContract;
import dev.recado.domain.contract.DeadLettersContract;
import dev.recado.domain.contract.ErasuresContract;
import dev.recado.domain.contract.EventLogContract;
import dev.recado.domain.contract.EventOutboxContract;
import dev.recado.domain.contract.ExpiredRecordsContract;
import dev.recado.domain.contract.InboxContract;
import dev.recado.domain.contract.KeptListContract;
import dev.recado.domain.contract.MachineTokenStoreContract;
import dev.recado.domain.contract.MessageLogContract;
import dev.recado.domain.contract.NotificationsContract;
import dev.recado.domain.contract.OpenQuestionsContract;
import dev.recado.domain.contract.OwnershipContract;
import dev.recado.domain.contract.PersonSessionsContract;
import dev.recado.domain.contract.PersonStoreContract;
import dev.recado.domain.contract.PersonalRecordsContract;
import dev.recado.domain.contract.PublicIdKeyContract;
import dev.recado.domain.contract.SessionStoreContract;
import dev.recado.domain.contract.SetupLinksContract;
import dev.recado.domain.contract.StaffNoticesContract;
import dev.recado.domain.contract.ThreadContract;
import dev.recado.domain.conversation.SessionJoins;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.event.BusinessRecords;
import dev.recado.domain.event.EventLog;
import dev.recado.domain.event.EventOutbox;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.handoff.ConversationMarks;
import dev.recado.domain.handoff.HandoffQueue;
import dev.recado.domain.handoff.StaffNotices;
import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.identity.PublicIdKey;
import dev.recado.domain.kept.CannedReply;
import dev.recado.domain.kept.KeptList;
import dev.recado.domain.kept.Label;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.notification.Notifications;
import dev.recado.domain.operation.DeadLetters;
import dev.recado.domain.people.AuditLog;
import dev.recado.domain.people.MachineTokenStore;
import dev.recado.domain.people.PersonSessions;
import dev.recado.domain.people.PersonStore;
import dev.recado.domain.people.SetupLinks;
import dev.recado.domain.privacy.Erasures;
import dev.recado.domain.privacy.ExpiredRecords;
import dev.recado.domain.privacy.OptOuts;
import dev.recado.domain.privacy.PersonalRecords;
import dev.recado.domain.teaching.OpenQuestions;
import dev.recado.domain.teaching.TaughtAnswer;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.core.type.Argument;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// The store contracts on a server with MongoDB's protocol; each test has its own database.
abstract class MongoContracts
        implements InboxContract,
                OpenQuestionsContract,
                SessionStoreContract,
                OwnershipContract,
                MessageLogContract,
                DeadLettersContract,
                ConversationMergerContract,
                EventLogContract,
                EventOutboxContract,
                ContactBookContract,
                NotificationsContract,
                StaffNoticesContract,
                ConversationListContract,
                ThreadContract,
                PublicIdKeyContract,
                PersonStoreContract,
                PersonSessionsContract,
                SetupLinksContract,
                MachineTokenStoreContract,
                AuditLogContract,
                KeptListContract,
                PersonalRecordsContract,
                ErasuresContract,
                ExpiredRecordsContract {
    @TempDir
    Path folder;

    private final View one = new View("process-1");
    private final View other = new View("process-2");

    /// The URI of the test's own database on the store under test.
    abstract void connect(ApplicationContext context, Map<String, Object> settings);

    private final class View {
        private final ApplicationContext context;

        View(String owner) {
            context = ApplicationContext.builder().deduceEnvironment(false).build();
            context.registerSingleton(EventSink.class, event -> {});
            context.registerSingleton(IdGenerator.class, () -> owner);
        }

        /// Started on first use: before that the test has no folder.
        synchronized Stores stores() {
            if (!context.isRunning()) {
                Map<String, Object> settings = new HashMap<>();
                settings.put("recado.events-url", "http://127.0.0.1:9/events");
                settings.put(
                        "recado.data-dir",
                        folder.resolve(UUID.randomUUID().toString()).toString());
                connect(context, settings);
                context.getEnvironment().addPropertySource(PropertySource.of(settings));
                context.start();
            }
            return new Stores(
                    context.getBean(Inbox.class),
                    context.getBean(SessionStore.class),
                    context.getBean(SessionJoins.class),
                    context.getBean(MessageLog.class),
                    context.getBean(DeadLetters.class),
                    context.getBean(AddressDirectory.class));
        }
    }

    @Override
    public Stores stores() {
        return one.stores();
    }

    @Override
    public Stores otherProcess() {
        return other.stores();
    }

    /// A store of the adapter on the server under test.
    private <T> T bean(Class<T> type) {
        stores();
        return one.context.getBean(type);
    }

    @Override
    public PublicIdKey idKey() {
        return bean(PublicIdKey.class);
    }

    @Override
    public PublicIdKey idKeyOfAnotherProcess() {
        otherProcess();
        return other.context.getBean(PublicIdKey.class);
    }

    @Override
    public Notifications notifications() {
        return bean(Notifications.class);
    }

    @Override
    public StaffNotices staffNotices() {
        return bean(StaffNotices.class);
    }

    @Override
    public StaffNotices staffNoticesOfAnotherProcess() {
        otherProcess();
        return other.context.getBean(StaffNotices.class);
    }

    @Override
    public ContactBook book() {
        return bean(ContactBook.class);
    }

    @Override
    public EventOutbox outbox() {
        return bean(EventOutbox.class);
    }

    @Override
    public EventLog eventLog() {
        return bean(EventLog.class);
    }

    @Override
    public HandoffQueue handoffs() {
        return bean(HandoffQueue.class);
    }

    @Override
    public ConversationList conversations() {
        return bean(ConversationList.class);
    }

    @Override
    public ConversationMarks marks() {
        return bean(ConversationMarks.class);
    }

    @Override
    public BusinessRecords records() {
        return bean(BusinessRecords.class);
    }

    @Override
    public PersonStore people() {
        return bean(PersonStore.class);
    }

    @Override
    public PersonSessions openSessions() {
        return bean(PersonSessions.class);
    }

    @Override
    public SetupLinks setupLinks() {
        return bean(SetupLinks.class);
    }

    @Override
    public MachineTokenStore machineTokens() {
        return bean(MachineTokenStore.class);
    }

    @Override
    public AuditLog auditLog() {
        return bean(AuditLog.class);
    }

    @Override
    public OpenQuestions openQuestions() {
        return bean(OpenQuestions.class);
    }

    @Override
    public KeptList<TaughtAnswer> taughtAnswers() {
        return keptList(TaughtAnswer.class);
    }

    @SuppressWarnings("unchecked")
    private <T> KeptList<T> keptList(Class<T> item) {
        stores();
        return (KeptList<T>) one.context.getBean(Argument.of(KeptList.class, item));
    }

    @Override
    public KeptList<CannedReply> cannedReplies() {
        return keptList(CannedReply.class);
    }

    @Override
    public KeptList<Label> keptLabels() {
        return keptList(Label.class);
    }

    @Override
    public PersonalRecords personalRecords() {
        return bean(PersonalRecords.class);
    }

    @Override
    public OptOuts optOuts() {
        return bean(OptOuts.class);
    }

    @Override
    public ExpiredRecords expired() {
        return bean(ExpiredRecords.class);
    }

    @Override
    public Erasures erasures() {
        return bean(Erasures.class);
    }

    @AfterEach
    void close() {
        one.context.close();
        other.context.close();
    }
}
