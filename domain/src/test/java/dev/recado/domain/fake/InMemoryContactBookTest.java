package dev.recado.domain.fake;

import dev.recado.domain.contact.ContactBook;
import dev.recado.domain.contract.ContactBookContract;

class InMemoryContactBookTest implements ContactBookContract {
    private final InMemoryContactBook book = new InMemoryContactBook();

    @Override
    public ContactBook book() {
        return book;
    }
}
