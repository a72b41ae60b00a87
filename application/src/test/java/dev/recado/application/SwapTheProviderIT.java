package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Capabilities;
import dev.recado.domain.message.OutboundMessage;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/// Meta's webhooks come in as ever; one bean takes what would go out.
class SwapTheProviderIT {
    private static final String NUMBER = "100000000000042";
    private static final String SECRET = "app-secret-of-the-tests";
    private static BotUnderTest bot;

    /// The test double; it is there for this test's number alone.
    @Factory
    @Requires(property = "recado.whatsapp.phone-number-id", value = NUMBER)
    static class TestDouble {
        @Singleton
        @Replaces(value = MessageSender.class, named = "meta")
        MessageSender meta() {
            MessageSender meta = mock();
            when(meta.channel()).thenReturn(Channel.META);
            when(meta.capabilities())
                    .thenReturn(new Capabilities(
                            4096, 0, Set.of(), Set.of(), Capabilities.Choosing.NONE, Duration.ofSeconds(30)));
            when(meta.send(any())).thenReturn(new SendOutcome.Accepted("wamid.double"));
            return meta;
        }
    }

    @BeforeAll
    static void start() {
        bot = BotUnderTest.start(Map.of(
                "WHATSAPP_TOKEN", "token-of-the-tests",
                "WHATSAPP_PHONE_NUMBER_ID", NUMBER,
                "WHATSAPP_APP_SECRET", SECRET,
                "WHATSAPP_VERIFY_TOKEN", "verify-token-of-the-tests",
                "WHATSAPP_API_BASE_URL", "http://127.0.0.1:1"));
    }

    @AfterAll
    static void stop() {
        bot.close();
    }

    private static MessageSender meta() {
        return bot.context().getBeansOfType(MessageSender.class).stream()
                .filter(sender -> sender.channel() == Channel.META)
                .collect(Collectors.collectingAndThen(Collectors.toList(), only -> {
                    assertThat(only).as("it stands in the adapter's place").hasSize(1);
                    return only.getFirst();
                }));
    }

    private static HttpResponse<String> post(String id, String words) {
        String body = """
                {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":
                 {"messaging_product":"whatsapp","metadata":{"phone_number_id":"%s"},"messages":[
                  {"from":"15559000042","id":"%s","type":"text","text":{"body":"%s"}}]}}]}]}""".formatted(NUMBER, id, words);
        return bot.send(
                SignedMetaRequests.request(bot.url("/webhooks/meta"), body.getBytes(StandardCharsets.UTF_8), SECRET));
    }

    @Test
    void thePortIsAskedOnceThoughTheWebhookComesTwice() {
        assertThat(post("wamid.swap", "¿a qué hora abren?").statusCode()).isEqualTo(200);
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> verify(meta(), times(1)).send(any()));

        assertThat(post("wamid.swap", "¿a qué hora abren?").statusCode()).isEqualTo(200);
        bot.awaitLine("[DUP]", bot.logged("meta:wamid.swap"));
        await().during(Duration.ofMillis(400))
                .atMost(BotUnderTest.SOON)
                .untilAsserted(() -> verify(meta(), times(1)).send(any()));

        ArgumentCaptor<OutboundMessage> sent = ArgumentCaptor.captor();
        verify(meta(), times(1)).send(sent.capture());
        assertThat(sent.getValue().text()).contains("9:00");
        assertThat(sent.getValue().to()).isEqualTo(new UserAddress.Phone("+15559000042"));
        assertThat(bot.awaitPart("wamid.swap", "sent")).containsEntry("external_message_id", "wamid.double");
    }

    @Test
    void theHowToShowsThisVeryBean() throws IOException {
        String source = Files.readString(
                Path.of("src/test/java", SwapTheProviderIT.class.getName().replace('.', '/') + ".java"));
        String bean = source.substring(source.indexOf("        @Singleton\n"), source.indexOf("    @BeforeAll"));
        String howTo = Files.readString(Path.of("..", "docs", "how-to", "swap-the-provider.md"));

        assertThat(Arrays.stream(bean.split("\n")).map(String::strip).filter(line -> line.length() > 1))
                .hasSizeGreaterThan(8)
                .allSatisfy(line -> assertThat(Objects.requireNonNull(howTo)).contains(line));
    }
}
