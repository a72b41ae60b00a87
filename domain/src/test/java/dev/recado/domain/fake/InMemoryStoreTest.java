package dev.recado.domain.fake;

import dev.recado.domain.contract.ConversationListContract;
import dev.recado.domain.contract.ConversationMergerContract;
import dev.recado.domain.contract.DeadLettersContract;
import dev.recado.domain.contract.EventLogContract;
import dev.recado.domain.contract.EventOutboxContract;
import dev.recado.domain.contract.InboxContract;
import dev.recado.domain.contract.MessageLogContract;
import dev.recado.domain.contract.NotificationsContract;
import dev.recado.domain.contract.OpenQuestionsContract;
import dev.recado.domain.contract.OwnershipContract;
import dev.recado.domain.contract.SessionStoreContract;
import dev.recado.domain.contract.ThreadContract;
import dev.recado.domain.event.BusinessRecords;
import dev.recado.domain.event.EventLog;
import dev.recado.domain.event.EventOutbox;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.handoff.ConversationMarks;
import dev.recado.domain.handoff.HandoffQueue;
import dev.recado.domain.notification.Notifications;
import dev.recado.domain.teaching.OpenQuestions;

class InMemoryStoreTest
        implements InboxContract,
                SessionStoreContract,
                OwnershipContract,
                MessageLogContract,
                DeadLettersContract,
                ConversationMergerContract,
                EventLogContract,
                EventOutboxContract,
                NotificationsContract,
                ConversationListContract,
                OpenQuestionsContract,
                ThreadContract {
    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryEventOutbox outbox = new InMemoryEventOutbox(store);
    private final InMemoryOpenQuestions questions = new InMemoryOpenQuestions(store);
    private final InMemoryStore other = store.otherProcess("process-2");

    @Override
    public Stores stores() {
        return new Stores(store, store, store, store, store, store);
    }

    @Override
    public Stores otherProcess() {
        return new Stores(other, other, other, other, other, other);
    }

    @Override
    public Notifications notifications() {
        return store;
    }

    @Override
    public EventOutbox outbox() {
        return outbox;
    }

    @Override
    public EventLog eventLog() {
        return store;
    }

    @Override
    public ConversationList conversations() {
        return new InMemoryConversations(store);
    }

    @Override
    public HandoffQueue handoffs() {
        return store;
    }

    @Override
    public ConversationMarks marks() {
        return store;
    }

    @Override
    public OpenQuestions openQuestions() {
        return questions;
    }

    @Override
    public BusinessRecords records() {
        return new InMemoryRecords(store);
    }
}
