package dev.recado.application.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.application.catalogue.InvalidConfigurationException;
import java.net.BindException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListenProblemTest {
    private static String problem(String reason, String host, Object port) {
        RuntimeException failure = new IllegalStateException("no server", new BindException(reason));
        return ListenProblem.in(failure, Map.of("recado.host", host, "recado.port", port))
                .map(InvalidConfigurationException::getMessage)
                .orElseThrow();
    }

    @Test
    void aPortInUseNamesThePortAndAnotherOne() {
        assertThat(problem("Address already in use", "127.0.0.1", "8080"))
                .startsWith("RECADO_PORT: expected a free port, but 8080 is in use at \"127.0.0.1\"")
                .endsWith("RECADO_PORT=8081");
        assertThat(problem("Address already in use", "0.0.0.0", 65_535)).endsWith("RECADO_PORT=8080");
    }

    @Test
    void aPortThatTheUserMayNotHaveNamesOneThatTheyMay() {
        assertThat(problem("Permission denied", "0.0.0.0", "80"))
                .startsWith("RECADO_PORT: ")
                .contains("not 80 (Permission denied)")
                .endsWith("RECADO_PORT=8080");
    }

    @Test
    void anAddressOfAnotherMachineIsAboutTheAddress() {
        assertThat(problem("Cannot assign requested address", "192.0.2.1", "8080"))
                .startsWith("RECADO_HOST: ")
                .contains("192.0.2.1", "Cannot assign requested address");
    }

    @Test
    void anotherFailureIsNoneOfThese() {
        assertThat(ListenProblem.in(new IllegalStateException("another"), Map.of()))
                .isEmpty();
    }
}
