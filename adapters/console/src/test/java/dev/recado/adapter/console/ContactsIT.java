package dev.recado.adapter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.recado.adapter.console.RawHttpRequest.Reply;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.contact.Contact;
import dev.recado.domain.contact.ContactBook;
import dev.recado.domain.contact.SaveContactsUseCase;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.text.Language;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

@MicronautTest
@Property(name = "core", value = "mocked")
@Property(name = "micronaut.server.port", value = "-1")
@Property(name = "recado.ops-token", value = ContactsIT.TOKEN)
@Property(name = "recado.twilio-paths", value = "/api/v1/contacts/import")
class ContactsIT {
    static final String TOKEN = "s3cret-of-the-operators";
    private static final Contact ANA = new Contact(
            "C-17",
            Set.of(new Phone("+15550100001"), new BusinessScoped("US.13491208655302741918")),
            "Ana Pérez",
            "ana@example.com",
            Language.SPANISH,
            Map.of("plan", "oro", "visits", "3"));

    private final EmbeddedServer server;
    private final SaveContactsUseCase keep;
    private final ContactBook book;

    private ArgumentCaptor<List<Contact>> kept = ArgumentCaptor.captor();

    ContactsIT(EmbeddedServer server, SaveContactsUseCase keep, ContactBook book) {
        this.server = server;
        this.keep = keep;
        this.book = book;
    }

    @BeforeEach
    void aFreshCore() {
        reset(keep, book);
        kept = ArgumentCaptor.captor();
    }

    private Reply put(String id, String body) throws IOException {
        return RawHttpRequest.put(server.getPort(), "/api/v1/contacts/" + id, body)
                .bearing(TOKEN)
                .send();
    }

    private Reply sheet(String csv) throws IOException {
        return RawHttpRequest.post(server.getPort(), "/api/v1/contacts/import", csv)
                .with("Content-Type", "text/csv; charset=utf-8")
                .bearing(TOKEN)
                .send();
    }

    private List<Contact> kept() {
        verify(keep).save(kept.capture());
        return kept.getValue();
    }

    @Test
    void aContactIsKeptUnderItsId() throws IOException {
        Reply reply = put("C-17", """
                {"addresses": ["whatsapp:+15550100001", "US.13491208655302741918"], "name": " Ana\\n Pérez ",
                 "email": "ana@example.com", "language": "es-MX", "facts": {"plan": "oro", "visits": 3, "empty": ""}}""");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(kept()).containsExactly(ANA);
        assertThat(reply.body())
                .contains("\"addresses\":[\"+15550100001\",\"US.13491208655302741918\"]", "\"plan\":\"oro\"");
    }

    @Test
    void itIsReadBackAndNoOther() throws IOException {
        when(book.get("C-17")).thenReturn(Optional.of(ANA));
        Reply found = RawHttpRequest.get(server.getPort(), "/api/v1/contacts/C-17")
                .bearing(TOKEN)
                .send();
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body()).contains("\"id\":\"C-17\"", "\"name\":\"Ana Pérez\"", "\"language\":\"es\"");
        assertThat(RawHttpRequest.get(server.getPort(), "/api/v1/contacts/C-18")
                        .bearing(TOKEN)
                        .send()
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "C-1 | nonsense | the body is not JSON",
                "C-1 | [] | expected a JSON object",
                "C-1 | {\"addresses\": [\"+15550100\"]}{} | there is more behind its end",
                "C-1 | {\"addresses\": [\"+15550100\"], \"facts\": {\"a\": \"b\", \"a\": \"c\"}} | a: the field stands twice",
                "C-1 | {} | addresses: expected 1 to 10",
                "C-1 | {\"addresses\": [\"12\"]} | addresses: expected a plus and 5 to 15 digits",
                "C-1 | {\"addresses\": [\"+15550100001\"], \"name\": 3} | name: expected a string",
                "C-1 | {\"addresses\": [\"+15550100001\"], \"email\": \"ana\"} | email: expected an address",
                "C-1 | {\"addresses\": [\"+15550100001\"], \"language\": \"xx\"} | language: expected two letters of ISO 639-1, such as es or de",
                "C-1 | {\"addresses\": [\"+15550100001\"], \"facts\": [1]} | facts: expected an object",
                "C-1 | {\"addresses\": [\"+15550100001\"], \"facts\": {\"a\": {}}} | facts: expected each to be",
                "C-1 | {\"addresses\": [\"+15550100001\"], \"facts\": {\"$a\": \"b\"}} | facts: expected names of",
                "C!1 | {\"addresses\": [\"+15550100001\"]} | id: expected 1 to 128",
            })
    void anInvalidContactIsExplained(String id, String body, String why) throws IOException {
        Reply reply = put(id, body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains(why).doesNotContain("100001");
        verifyNoInteractions(keep);
    }

    @Test
    void aCsvFileIsStoredAndItsFaultsAreReportedByLine() throws IOException {
        Reply reply = sheet("""
                ID,Phone,name,email,language,plan,notes
                C-17,+1 (555) 010-0001|US.13491208655302741918,Ana Pérez,ana@example.com,es,oro,
                C-18,+15550100002,"Pérez, ""la otra\""",,,,"two
                lines"
                C-19,nobody,,,,,

                C-20,+15550100003,,,klingon,,
                C-21,+15550100004,,,,,,,too much
                """);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(kept())
                .containsExactly(
                        new Contact(
                                "C-17",
                                ANA.addresses(),
                                "Ana Pérez",
                                "ana@example.com",
                                Language.SPANISH,
                                Map.of("plan", "oro")),
                        new Contact(
                                "C-18",
                                Set.of(new Phone("+15550100002")),
                                "Pérez, \"la otra\"",
                                null,
                                null,
                                Map.of("notes", "two lines")));
        assertThat(reply.body())
                .contains("\"kept\":2", "\"refused\":3")
                .containsPattern("\"line\":5[^}]*addresses: expected a plus|addresses: expected a plus[^}]*\"line\":5")
                .containsPattern("\"line\":7[^}]*language: expected|language: expected[^}]*\"line\":7")
                .containsPattern("\"line\":8[^}]*expected 7 fields|expected 7 fields[^}]*\"line\":8")
                .doesNotContain("nobody", "klingon");
    }

    @Test
    void aSpanishSpreadsheetIsReadToo() throws IOException {
        assertThat(sheet("\uFEFFid;addresses;name\r\nC-1;+15550100001;Ana, la de siempre\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(kept()).extracting(Contact::name).containsExactly("Ana, la de siempre");
    }

    /// An open quote takes in everything up to the next quote or the end, so its own line is the one to mend.
    @Test
    void anOpenQuoteIsReportedInItsLineAndAffectsNoOther() throws IOException {
        Reply reply = sheet("""
                id,phone,name
                C-1,+15550100001,"two
                lines"
                C-2,+15550100002,Bruno
                C-3,+15550100003,"Carla
                C-4,+15550100004,Dora
                C-5,+15550100005,"Eva"
                C-6,+15550100006,"Fred"s
                C-7,+15550100007, "Gil, Hugo"\s
                C-8,+15550100008,"Ines""");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(kept()).extracting(Contact::name).containsExactly("two lines", "Bruno", "Dora", "Eva", "Gil, Hugo");
        assertThat(reply.body())
                .contains("\"kept\":5", "\"refused\":3")
                .containsPattern("\"line\":5[^}]*end with one|end with one[^}]*\"line\":5")
                .containsPattern("\"line\":8[^}]*end with one|end with one[^}]*\"line\":8")
                .containsPattern("\"line\":10[^}]*end with one|end with one[^}]*\"line\":10");
    }

    @Test
    void aFileFullOfOpenQuotesIsNoCsvFile() throws IOException {
        Reply reply = sheet("id,phone\n" + "C-1,\"x\"y\n".repeat(100) + "C-2,+15550100001\n");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("line 2: expected a field that begins with a quote");
        verifyNoInteractions(keep);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'id,addresses' | expected a first row with names",
                "'id,\"addresses\nC-1,+15550100001' | line 1: expected a field that begins with a quote",
                "'name,plan\nAna,oro' | expected columns named id and addresses",
                "'id,phone,addresses\n1,2,3' | once in the first row",
            })
    void anInvalidCsvFileIsRefusedAsAWhole(String csv, String why) throws IOException {
        Reply reply = sheet(csv);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains(why);
        verifyNoInteractions(keep);
    }

    @Test
    void anUnreachableStoreIsReported() throws IOException {
        doThrow(new PortUnavailableException("gone")).when(keep).save(any());
        when(book.get(any())).thenThrow(new PortUnavailableException("gone"));
        assertThat(put("C-1", "{\"addresses\": [\"+15550100001\"]}").status()).isEqualTo(503);
        assertThat(sheet("id,addresses\nC-1,+15550100001").status()).isEqualTo(503);
    }

    @Test
    void requestsWithoutTheTokenAreRefused() throws IOException {
        assertThat(RawHttpRequest.put(server.getPort(), "/api/v1/contacts/C-1", "{}")
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(RawHttpRequest.post(server.getPort(), "/api/v1/contacts/import", "id")
                        .send()
                        .status())
                .as("listing it as a webhook path does not open it")
                .isEqualTo(401);
    }
}
