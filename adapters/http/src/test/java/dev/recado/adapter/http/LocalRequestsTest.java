package dev.recado.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalRequestsTest {
    private static boolean isLocal(String host, String... more) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Host", List.of(host));
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], List.of(more[i + 1]));
        }
        return LocalRequests.isLocal(headers.entrySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "127.0.0.1:8080", "127.1.2.3", "[::1]:8080"})
    void aRequestToLoopbackIsLocal(String host) {
        assertThat(isLocal(host)).isTrue();
        assertThat(isLocal(
                        host,
                        "Accept",
                        "*/*",
                        "User-Agent",
                        "curl/8",
                        "Origin",
                        "http://" + host,
                        "Sec-Fetch-Site",
                        "same-origin",
                        "X-Request-Id",
                        "1",
                        "Traceparent",
                        "00-1-2-01"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bot.example.com",
                "localhost.evil.example.com",
                "127.0.0.1.nip.io",
                "localhost@evil.example.com",
                "[::2]",
                "localhost:8080:1",
                "LOCALHOST\n"
            })
    void anotherHostIsForeign(String host) {
        assertThat(isLocal(host)).isFalse();
    }

    @Test
    void oneHostIsNamed() {
        assertThat(LocalRequests.isLocal(Map.<String, List<String>>of().entrySet()))
                .isFalse();
        assertThat(LocalRequests.isLocal(
                        Map.of("host", List.of("localhost", "localhost")).entrySet()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example.com",
        "Origin, null",
        "Origin, http://localhost:3000",
        "Origin, https://localhost",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void anotherPagesScriptIsForeign(String header, String value) {
        assertThat(isLocal("localhost", header, value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "Via",
                "CDN-Loop",
                "X-Forwarded",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "x-forwarded-proto",
                "X-Real-IP",
                "X-Client-IP",
                "Client-IP",
                "X-Cluster-Client-IP",
                "True-Client-IP",
                "X-Original-Host",
                "X-Original-Forwarded-For",
                "X-MS-Forwarded-Client-IP",
                "X-ARR-LOG-ID",
                "X-ARR-SSL",
                "X-Azure-ClientIP",
                "X-Azure-SocketIP",
                "X-Azure-Ref",
                "X-Amzn-Trace-Id",
                "X-Amz-Cf-Id",
                "X-Cloud-Trace-Context",
                "X-Appengine-User-IP",
                "X-Appengine-Country",
                "X-Vercel-Id",
                "X-Vercel-Forwarded-For",
                "X-Request-Start",
                "X-Envoy-External-Address",
                "X-Envoy-Expected-Rq-Timeout-Ms",
                "CF-Connecting-IP",
                "cf-ray",
                "Fastly-Client-IP",
                "Fastly-FF",
                "Fly-Client-IP",
                "Fly-Forwarded-Port",
                "Tailscale-User-Login",
                "Ngrok-Trace-Id"
            })
    void aRequestThatCameThroughAProxyIsForeign(String header) {
        assertThat(isLocal("localhost", header, "1")).isFalse();
    }
}
