package dev.recado.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.InboundMessage.Origin;
import dev.recado.domain.message.InboundMessage.Sender;
import dev.recado.domain.message.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookWatchTest {
    private static final String ANA = "+15550000001";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private final List<Event> published = new ArrayList<>();
    private Instant now = NOON;
    private final WebhookWatch watch = new WebhookWatch(published::add, () -> now);

    private void refused(int times) {
        for (int i = 0; i < times; i++) {
            watch.publish(new Event.SignatureRefused(Channel.TWILIO, "check the token"));
        }
    }

    private void ignored(int messages) {
        for (int i = 0; i < messages; i++) {
            watch.publish(new Event.MessagesIgnored(Channel.META, 1, "number …1234", "check the number"));
        }
    }

    private void acknowledged(Channel channel) {
        watch.publish(new Event.Acknowledged(channel, null, Duration.ZERO));
    }

    @Test
    void refusalOfAllWebhooksIsReportedOnce() {
        refused(2);
        assertThat(watch.current()).as("they may be a stranger's").isEmpty();
        assertThat(published).isEmpty();

        refused(9);

        assertThat(watch.current()).singleElement().satisfies(trouble -> {
            assertThat(trouble.channel()).isEqualTo(Channel.TWILIO);
            assertThat(trouble.problem()).contains("every webhook", "refused");
            assertThat(trouble.remedy()).isEqualTo("check the token");
            assertThat(trouble.certain()).as("anybody can send those").isFalse();
        });
        assertThat(published).singleElement().isInstanceOf(Event.NothingAccepted.class);
    }

    @Test
    void oneGoodSignatureEndsTheProblemForGood() {
        refused(5);
        acknowledged(Channel.TWILIO);
        assertThat(watch.current()).isEmpty();

        refused(5);
        assertThat(watch.current()).isEmpty();
        assertThat(published).hasSize(2).last().isInstanceOf(Event.AcceptedAgain.class);
    }

    @Test
    void theEndOfAReportedProblemIsReportedOnce() {
        refused(5);
        now = now.plusSeconds(90);

        acknowledged(Channel.META);
        assertThat(published).as("that was the other provider").hasSize(1);
        acknowledged(Channel.TWILIO);
        acknowledged(Channel.TWILIO);

        assertThat(published)
                .element(1)
                .isEqualTo(
                        new Event.AcceptedAgain(Channel.TWILIO, "a signature is right again", Duration.ofSeconds(90)));
        assertThat(published).hasSize(2);
    }

    @Test
    void aProblemThatWasNotReportedHasNoEnd() {
        refused(2);
        acknowledged(Channel.TWILIO);
        ignored(2);
        watch.publish(new Event.Received(Messages.text("SM1", ANA, "hola", NOON)));

        assertThat(published).isEmpty();
    }

    @Test
    void aProblemReportedTwiceEndsOnce() {
        refused(5);
        now = now.plus(Duration.ofMinutes(16));
        refused(5);
        now = now.plusSeconds(1);
        acknowledged(Channel.TWILIO);

        assertThat(published)
                .hasSize(3)
                .last()
                .isEqualTo(new Event.AcceptedAgain(
                        Channel.TWILIO,
                        "a signature is right again",
                        Duration.ofMinutes(16).plusSeconds(1)));
    }

    @Test
    void anOldProblemIsOver() {
        refused(5);
        now = now.plus(Duration.ofMinutes(16));
        assertThat(watch.current()).isEmpty();

        refused(3);
        assertThat(watch.current()).hasSize(1);
        assertThat(published).as("said again").hasSize(2);
    }

    @Test
    void messagesToAnotherNumberAreReportedOnce() {
        ignored(3);
        acknowledged(Channel.META);

        assertThat(watch.current()).singleElement().satisfies(trouble -> {
            assertThat(trouble.problem()).contains("left alone", "number …1234");
            assertThat(trouble.remedy()).isEqualTo("check the number");
            assertThat(trouble.certain()).isTrue();
        });
        assertThat(published).hasSize(1);
    }

    @Test
    void oneMessageToOurNumberEndsTheProblem() {
        ignored(3);
        watch.publish(new Event.Received(Messages.text("SM1", ANA, "hola", NOON)));
        assertThat(watch.current()).as("that was the other provider").hasSize(1);

        watch.publish(new Event.Received(InboundMessage.of(
                new Origin(Channel.META, "wamid.1", Source.WHATSAPP, "106540352242922", null),
                new Sender(new UserAddress.Phone(ANA), null, "Ana"),
                new Content.Text("hola"),
                NOON,
                NOON)));
        assertThat(watch.current()).isEmpty();
        assertThat(published)
                .last()
                .isEqualTo(new Event.AcceptedAgain(Channel.META, "a message to our number came in", Duration.ZERO));
    }
}
