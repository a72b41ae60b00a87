package dev.recado.domain.fake;

import dev.recado.domain.contract.ContactBookContract;
import dev.recado.domain.port.ContactBook;

class InMemoryContactBookTest implements ContactBookContract {
    private final InMemoryContactBook book = new InMemoryContactBook();

    @Override
    public ContactBook book() {
        return book;
    }
}
