package dev.recado.domain.fake;

import dev.recado.domain.contact.Contact;
import dev.recado.domain.contact.ContactBook;
import dev.recado.domain.identity.UserAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A contact book in memory.
public final class InMemoryContactBook implements ContactBook {
    private final Map<String, Contact> contacts = new HashMap<>();
    private final Map<UserAddress, String> owners = new HashMap<>();
    private int searches;

    @Override
    public synchronized void put(List<Contact> given) {
        for (Contact contact : given) {
            contacts.put(contact.id(), contact);
            contact.addresses().forEach(address -> owners.put(address.canonical(), contact.id()));
        }
    }

    @Override
    public synchronized Optional<Contact> get(String id) {
        return Optional.ofNullable(contacts.get(id));
    }

    @Override
    public synchronized Optional<Contact> find(Collection<UserAddress> addresses) {
        searches++;
        return addresses.stream()
                .map(UserAddress::canonical)
                .flatMap(address -> Optional.ofNullable(owners.get(address))
                        .map(contacts::get)
                        .filter(contact ->
                                contact.addresses().stream().anyMatch(one -> Objects.equals(one.canonical(), address)))
                        .stream())
                .findFirst();
    }

    @Override
    public synchronized boolean isEmpty() {
        searches++;
        return contacts.isEmpty();
    }

    synchronized void remove(Contact contact) {
        contacts.remove(contact.id());
        owners.values().removeIf(contact.id()::equals);
    }

    /// How often it was searched.
    public synchronized int searches() {
        return searches;
    }
}
