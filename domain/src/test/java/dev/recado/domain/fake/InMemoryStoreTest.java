package dev.recado.domain.fake;

import dev.recado.domain.contract.DeadLettersContract;
import dev.recado.domain.contract.InboxContract;
import dev.recado.domain.contract.JoiningContract;
import dev.recado.domain.contract.MessageLogContract;
import dev.recado.domain.contract.SessionStoreContract;

class InMemoryStoreTest
        implements InboxContract, SessionStoreContract, MessageLogContract, DeadLettersContract, JoiningContract {
    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryStore other = store.otherProcess("process-2");

    @Override
    public Stores stores() {
        return new Stores(store, store, store, store, store, store);
    }

    @Override
    public Stores otherProcess() {
        return new Stores(other, other, other, other, other, other);
    }
}
