package dev.recado.adapter.console.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.recado.adapter.console.RawHttpRequest.Reply;
import dev.recado.adapter.console.access.BrowserSession;
import dev.recado.adapter.console.access.ConsoleUnderTest;
import dev.recado.domain.fake.FrontDesk;
import dev.recado.domain.people.Person;
import dev.recado.domain.people.PersonRole;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeptListsIT {
    private static final String REPLIES = "/api/v1/canned-replies";
    private static final String LABELS = "/api/v1/labels";

    private final FrontDesk desk = new FrontDesk();
    private final ConsoleUnderTest console = ConsoleUnderTest.start(desk, Map.of());

    @AfterEach
    void stop() {
        console.close();
    }

    private BrowserSession browser(String name, PersonRole role) throws IOException {
        Person person = desk.person(name, role);
        return console.browser(console.logIn(person.email().value(), FrontDesk.PASSWORD));
    }

    private static String id(Reply created) throws IOException {
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return String.valueOf(created.json().get("id"));
    }

    @Test
    void agentsReadTheTemplates() throws IOException {
        assertThat(browser("Ana", PersonRole.AGENT).get("/api/v1/templates").json())
                .extractingByKey("items", LIST)
                .containsExactly(Map.of(
                        "label", "reminder",
                        "language", "es",
                        "channel", "meta",
                        "name", "recordatorio",
                        "language_tag", "es_MX",
                        "variables", List.of("name"),
                        "text", "Hola {{1}}"));
    }

    @Test
    void supervisorsWriteCannedRepliesAndAgentsReadThem() throws IOException {
        BrowserSession sue = browser("Sue", PersonRole.SUPERVISOR);
        String id = id(sue.post(
                REPLIES, "{\"name\": \"Hola\", \"text\": \"Hola {{name}}\\nsoy {{ agent }}\", \"language\": \"es\"}"));
        Reply changed = sue.put(REPLIES + "/" + id, "{\"name\": \"Hola\", \"text\": \"Abrimos {{hours}}\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.headers()).containsEntry("etag", "\"2\"");

        BrowserSession ana = browser("Ana", PersonRole.AGENT);
        Reply list = ana.get(REPLIES + "?language=es");

        assertThat(list.json()).containsEntry("hours", "lun 0:00–24:00").containsEntry("next", null);
        assertThat(list.json())
                .extractingByKey("items", LIST)
                .singleElement(MAP)
                .satisfies(one -> assertThat(one)
                        .containsEntry("id", id)
                        .containsEntry("text", "Abrimos {{hours}}")
                        .containsEntry("language", null)
                        .containsEntry("version", 2)
                        .extractingByKey("changed", MAP)
                        .extractingByKey("by", MAP)
                        .containsEntry("name", "Sue"));
        assertThat(sue.delete(REPLIES + "/" + id).status()).isEqualTo(204);
        assertThat(ana.get(REPLIES).json()).extractingByKey("items", LIST).isEmpty();
        assertThat(sue.delete(REPLIES + "/" + id).json()).containsEntry("error", "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {REPLIES, LABELS})
    void agentsChangeNoList(String list) throws IOException {
        BrowserSession ana = browser("Ana", PersonRole.AGENT);

        assertThat(ana.post(list, "{}").status()).isEqualTo(403);
        assertThat(ana.put(list + "/x", "{}").status()).isEqualTo(403);
        assertThat(ana.delete(list + "/x").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"x\", \"text\": \"Hola {{nombre}}\"}                  | text: {{nombre}} is not known; expected {{name}}, {{agent}}, {{hours}}",
                "{\"name\": \"x\", \"text\": \" \"}                               | text: expected a string of 1 to 2000 characters",
                "{\"name\": \"x\"}                                              | text: expected a string of 1 to 2000 characters",
                "{\"text\": \"x\"}                                              | name: expected a string that says something",
                "{\"name\": \"x\", \"text\": \"x\", \"language\": \"klingon\"}     | language: expected a code such as es"
            })
    void aCannedReplyThatCannotBeSentIsRefusedWithWords(String body, String message) throws IOException {
        Reply refused = browser("Sue", PersonRole.SUPERVISOR).post(REPLIES, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json()).containsEntry("message", message);
    }

    @Test
    void aChangeOfWhatSomebodyElseChangedIsRefusedWithTheirName() throws IOException {
        BrowserSession sue = browser("Sue", PersonRole.SUPERVISOR);
        BrowserSession tom = browser("Tom", PersonRole.SUPERVISOR);
        String path = LABELS + "/" + id(sue.post(LABELS, "{\"name\": \" VIP \", \"color\": \"#2E7D32\"}"));
        assertThat(sue.put(path, "{\"name\": \"vip\", \"color\": \"#000000\"}", 1)
                        .status())
                .isEqualTo(200);

        Reply refused = tom.put(path, "{\"name\": \"vips\", \"color\": \"#111111\"}", 1);

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.headers()).containsEntry("etag", "\"2\"");
        assertThat(refused.json()).containsEntry("error", "changed_meanwhile");
        assertThat(refused.body()).contains("Sue changed it");
        assertThat(tom.get(LABELS).body()).contains("\"vip\"", "#000000").doesNotContain("#111111");
    }

    @Test
    void aLabelsNameStandsOnceAndTheListHasAnEnd() throws IOException {
        BrowserSession sue = browser("Sue", PersonRole.SUPERVISOR);
        id(sue.post(LABELS, "{\"name\": \"VIP\", \"color\": \"#2e7d32\"}"));

        Reply again = sue.post(LABELS, "{\"name\": \"vip\", \"color\": \"#2e7d32\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json()).containsEntry("error", "name_taken");
        assertThat(sue.post(LABELS, "{\"name\": \"x\", \"color\": \"green\"}").json())
                .containsEntry("message", "color: expected six hexadecimal digits, such as #2e7d32");

        id(sue.post(LABELS, "{\"name\": \"b\", \"color\": \"#2e7d32\"}"));
        id(sue.post(LABELS, "{\"name\": \"c\", \"color\": \"#2e7d32\"}"));
        assertThat(sue.post(LABELS, "{\"name\": \"d\", \"color\": \"#2e7d32\"}").json())
                .containsEntry("error", "too_many");
    }
}
