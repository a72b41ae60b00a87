package dev.recado.adapter.llm.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderErrorBodyTest {

    private static ProviderErrorBody read(String body) {
        return ProviderErrorBody.read(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theFormatsOfOpenAiAndCompatibleServersAreRead() {
        assertThat(
                        read("{\"error\":{\"message\":\"m\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}")
                                .label())
                .isEqualTo("insufficient_quota");
        assertThat(read("{\"object\":\"error\",\"message\":\"m\",\"type\":\"NotFoundError\",\"code\":404}")
                        .label())
                .isEqualTo("NotFoundError");
        assertThat(read("[{\"error\":{\"code\":429,\"message\":\"m\",\"status\":\"RESOURCE_EXHAUSTED\"}}]")
                        .label())
                .isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(read("{\"error\":\"model 'x' not found\"}").label()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "null",
                "7",
                "{\"error\":{\"type\":\"You said hola\",\"code\":\"sk-abc123\",\"status\":{}}}",
                "{\"error\":{\"code\":\"AIzaSyA1b2c3\"}}"
            })
    void proseAndKeysAreNotCodes(String body) {
        assertThat(read(body).label()).isEmpty();
        assertThat(read(body).category()).isEqualTo(ErrorCategory.OTHER);
    }

    @Test
    void googlesBillingAndKeyErrorsAreRecognized() {
        assertThat(read("{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"message\":\"m\",\"details\":"
                                + "[{\"reason\":\"API_KEY_INVALID\"}]}}")
                        .category())
                .isEqualTo(ErrorCategory.CREDENTIALS);
        assertThat(
                        read("{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\"You exceeded your current"
                                        + " quota, please check your plan and billing details.\"}}")
                                .category())
                .isEqualTo(ErrorCategory.BILLING);
        assertThat(
                        read("{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\"You exceeded your current"
                                        + " quota, please check your plan and billing details.\",\"details\":[{\"retryDelay\":\"34s\"}]}}")
                                .category())
                .isEqualTo(ErrorCategory.OTHER);
    }

    @Test
    void aRateLimitIsNotABillingError() {
        assertThat(read("{\"error\":{\"type\":\"requests\",\"code\":\"rate_limit_exceeded\"}}")
                        .category())
                .isEqualTo(ErrorCategory.OTHER);
        assertThat(read("{\"error\":{\"type\":\"x\",\"code\":\"Billing_hard_limit_reached\"}}")
                        .category())
                .isEqualTo(ErrorCategory.BILLING);
    }
}
