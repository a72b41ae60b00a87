package dev.recado.domain.fake;

import dev.recado.domain.contact.ContactBook;
import dev.recado.domain.contract.ErasuresContract;
import dev.recado.domain.contract.ExpiredRecordsContract;
import dev.recado.domain.contract.PersonalRecordsContract;
import dev.recado.domain.event.BusinessRecords;
import dev.recado.domain.event.EventLog;
import dev.recado.domain.handoff.ConversationMarks;
import dev.recado.domain.handoff.StaffNotices;
import dev.recado.domain.notification.Notifications;
import dev.recado.domain.privacy.Erasures;
import dev.recado.domain.privacy.ExpiredRecords;
import dev.recado.domain.privacy.OptOuts;
import dev.recado.domain.privacy.PersonalRecords;

class InMemoryPersonalRecordsTest implements PersonalRecordsContract, ErasuresContract, ExpiredRecordsContract {
    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryStaffNotices staffNotices = new InMemoryStaffNotices();
    private final InMemoryContactBook book = new InMemoryContactBook();
    private final InMemoryOptOuts optOuts = new InMemoryOptOuts();
    private final PersonalRecords records = new InMemoryPersonalRecords(store, staffNotices, book);
    private final Erasures erasures = new InMemoryErasures(new SettableClock());

    InMemoryPersonalRecordsTest() {
        store.findsRefusalsIn(optOuts);
    }

    @Override
    public Stores stores() {
        return new Stores(store, store, store, store, store, store);
    }

    @Override
    public Stores otherProcess() {
        InMemoryStore other = store.otherProcess("process-2");
        return new Stores(other, other, other, other, other, other);
    }

    @Override
    public PersonalRecords personalRecords() {
        return records;
    }

    @Override
    public ExpiredRecords expired() {
        return new InMemoryExpiredRecords(store, optOuts);
    }

    @Override
    public Erasures erasures() {
        return erasures;
    }

    @Override
    public OptOuts optOuts() {
        return optOuts;
    }

    @Override
    public Notifications notifications() {
        return store;
    }

    @Override
    public StaffNotices staffNotices() {
        return staffNotices;
    }

    @Override
    public ContactBook book() {
        return book;
    }

    @Override
    public EventLog eventLog() {
        return store;
    }

    @Override
    public BusinessRecords records() {
        return new InMemoryRecords(store);
    }

    @Override
    public ConversationMarks marks() {
        return store;
    }
}
