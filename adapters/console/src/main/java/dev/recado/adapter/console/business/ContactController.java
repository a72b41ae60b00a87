package dev.recado.adapter.console.business;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.contact.Contact;
import dev.recado.domain.contact.ContactBook;
import dev.recado.domain.contact.SaveContactsUseCase;
import dev.recado.domain.people.PersonRole;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores contacts one by one or from a CSV file, and reads them.
@OperatorApi(people = PersonRole.SUPERVISOR)
@Controller("/api/v1/contacts")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ContactController {
    private static final byte[] NOTHING = {};
    private static final Logger LOG = LoggerFactory.getLogger(ContactController.class);

    private final ContactRequestReader reader;
    private final SaveContactsUseCase keep;
    private final ContactBook book;

    ContactController(ContactRequestReader reader, SaveContactsUseCase keep, ContactBook book) {
        this.reader = reader;
        this.keep = keep;
        this.book = book;
    }

    /// Stores a contact under this id, replacing an existing one: 200 with it.
    @Put(uri = "/{id}", consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> put(@PathVariable String id, HttpRequest<byte[]> request) {
        try {
            Contact contact = reader.read(id, request.getBody().orElse(NOTHING));
            keep.save(List.of(contact));
            return HttpResponse.ok(ContactResponse.of(contact));
        } catch (InvalidContactException e) {
            return invalid(e.why());
        } catch (PortUnavailableException e) {
            return unavailable(e);
        }
    }

    @Get("/{id}")
    HttpResponse<?> get(@PathVariable String id) {
        try {
            return book.get(id)
                    .<HttpResponse<?>>map(contact -> HttpResponse.ok(ContactResponse.of(contact)))
                    .orElseGet(() -> HttpResponse.notFound(new ErrorBody("not_found", "there is no such contact")));
        } catch (PortUnavailableException e) {
            return unavailable(e);
        }
    }

    /// Stores the valid contacts of a CSV file, and reports the lines of the others.
    @Post(uri = "/import", consumes = "text/csv")
    HttpResponse<?> read(HttpRequest<byte[]> request) {
        try {
            ContactCsvImport file = ContactCsvImport.read(request.getBody().orElse(NOTHING));
            keep.save(file.contacts());
            return HttpResponse.ok(ContactImportResponse.of(file));
        } catch (InvalidContactException e) {
            return invalid(e.why());
        } catch (PortUnavailableException e) {
            return unavailable(e);
        }
    }

    private static HttpResponse<?> invalid(String why) {
        return HttpResponse.badRequest(new ErrorBody("invalid_request", why));
    }

    private static HttpResponse<?> unavailable(PortUnavailableException e) {
        LOG.warn("[STORE] the store does not answer for contacts: {}", e.getMessage());
        return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                .body(new ErrorBody("unavailable", "the store does not answer; a repeat is harmless"));
    }
}
