package dev.recado.adapter.console.teaching;

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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeachingApiIT {
    private static final String ANSWERS = "/api/v1/answers";

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

    @Test
    void anAnswerIsTriedWrittenChangedAndRemoved() throws IOException {
        BrowserSession sue = browser("Sue", PersonRole.SUPERVISOR);
        String tried = "{\"questions\": [\"hay wifi\", \"hay sopa\"], \"language\": \"es\"";

        assertThat(sue.post(
                                ANSWERS + "/try",
                                tried + ", \"draft\": {\"questions\": [\"hay wifi\"], \"answer\": \"Sí\"}}")
                        .body())
                .isEqualTo("{\"items\":[{\"question\":\"hay wifi\",\"kind\":\"curated\",\"answer\":\"Sí\","
                        + "\"source\":\"draft\"},{\"question\":\"hay sopa\",\"kind\":\"unknown\",\"answer\":null,"
                        + "\"source\":null}]}");
        assertThat(sue.get(ANSWERS).json()).extractingByKey("items", LIST).isEmpty();

        Reply created = sue.post(
                ANSWERS, "{\"questions\": [\"hay wifi\"], \"answer\": \"Sí\\n**gratis**\", \"language\": \"es\"}");
        assertThat(created.status()).isEqualTo(201);
        String path = ANSWERS + "/" + created.json().get("id");
        assertThat(sue.put(path, "{\"questions\": [\"hay wifi\"], \"answer\": \"No\", \"language\": \"es\"}", 1)
                        .status())
                .isEqualTo(200);

        assertThat(sue.post(ANSWERS + "/try", tried + "}").body()).contains("\"answer\":\"No\"");
        assertThat(sue.get(ANSWERS).json())
                .extractingByKey("items", LIST)
                .singleElement(MAP)
                .satisfies(one -> assertThat(one).containsEntry("answer", "No").containsEntry("version", 2));
        assertThat(sue.delete(path).status()).isEqualTo(204);
        assertThat(sue.get(ANSWERS).json()).extractingByKey("items", LIST).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"answer\": \"a\", \"language\": \"es\"}                             | questions: expected 1 to 20 strings of up to 300 characters",
                "{\"questions\": [\" \"], \"answer\": \"a\", \"language\": \"es\"}        | questions: expected 1 to 20 strings of up to 300 characters",
                "{\"questions\": [\"q\"], \"answer\": \"\", \"language\": \"es\"}         | answer: expected a string of 1 to 3000 characters",
                "{\"questions\": [\"q\"], \"answer\": \"a\"}                            | language: expected a code such as es",
                "{\"questions\": [\"q\"], \"answer\": \"a\", \"language\": \"es\", \"resolves\": 3} | resolves: expected up to 500 ids of questions"
            })
    void anAnswerThatCannotBeUsedIsRefusedWithWords(String body, String message) throws IOException {
        Reply refused = browser("Sue", PersonRole.SUPERVISOR).post(ANSWERS, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json()).containsEntry("message", message);
    }

    @Test
    void supervisorsTeachAndAgentsDoNot() throws IOException {
        BrowserSession ana = browser("Ana", PersonRole.AGENT);

        assertThat(ana.get(ANSWERS).status()).isEqualTo(403);
        assertThat(ana.post(ANSWERS, "{}").status()).isEqualTo(403);
        assertThat(ana.get("/api/v1/unanswered").status()).isEqualTo(403);
        assertThat(browser("Sue", PersonRole.SUPERVISOR)
                        .get("/api/v1/unanswered")
                        .body())
                .isEqualTo("{\"items\":[],\"next\":null,\"more\":false}");
    }
}
