package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.StandIn;
import dev.recado.adapter.simulator.core.WebhookDelivery;
import dev.recado.adapter.simulator.core.WebhookTarget;
import dev.recado.adapter.simulator.fault.Fault;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.message.StandInContent;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.StandInWebhook;
import dev.recado.adapter.simulator.message.UserMessageBuilder;
import dev.recado.adapter.simulator.model.ModelScript;
import dev.recado.adapter.simulator.model.ModelStandIn;
import dev.recado.application.configuration.Configuration;
import dev.recado.domain.acceptance.ChannelAcceptance;
import dev.recado.domain.acceptance.ChannelWorld;
import dev.recado.domain.acceptance.Person;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Capabilities;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.message.OutboundMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;

/// A running Recado between a provider's stand-in and a model's: the adapters, the store and the webhooks are
/// real.
public final class ProviderStandInWorld implements ChannelWorld, AutoCloseable {
    private final StandIn provider;
    private final Channel channel;
    private final int windowClosed;
    private final ModelStandIn model = ModelStandIn.start(0, InstantSource.system());
    private final LogCapture log = LogCapture.begin();
    private final RunningApplication running;
    private final StoredDocuments store;
    private final AtomicInteger people = new AtomicInteger();

    /// @param windowClosed the provider's code for a service window that is closed
    /// @param more the settings that join Recado to the stand-in
    public ProviderStandInWorld(
            StandIn provider, Channel channel, int windowClosed, Path folder, Map<String, String> more) {
        this.provider = provider;
        this.channel = channel;
        this.windowClosed = windowClosed;
        Map<String, String> settings = new HashMap<>(Map.of(
                "RECADO_PORT", "0",
                "RECADO_HOST", "127.0.0.1",
                "RECADO_DATA_DIR", folder.resolve("data").toString(),
                "RECADO_SIMULATOR", "off",
                "RECADO_QUIET_TIME", "500ms",
                "RECADO_TURN_DEADLINE", "20s",
                "RECADO_FAQ_FILE", faq(folder).toString(),
                "OPENAI_BASE_URL", model.baseUrl().toString(),
                "OPENAI_API_KEY", "a-key-for-the-model",
                "OPENAI_MODEL", "some-model"));
        settings.put("RECADO_PUBLIC_URL", BotUnderTest.PUBLIC_URL);
        settings.putAll(
                Map.of("RECADO_LIMIT_PER_MINUTE", "0", "RECADO_LIMIT_PER_DAY", "0", "RECADO_TRANSCRIBER", "none"));
        settings.putAll(more);
        running = RunningApplication.start(Configuration.of(settings, Map.of()));
        store = StoredDocuments.of(running.context());
        String path = "/webhooks/" + channel.id();
        provider.pointAt(WebhookTarget.of(URI.create("http://127.0.0.1:" + running.port() + path))
                .signedAs(URI.create(BotUnderTest.PUBLIC_URL + path)));
        model.answerWith(new ModelScript.Echo());
    }

    private static Path faq(Path folder) {
        List<String> lines = new ArrayList<>(List.of(
                "- id: massages",
                "  es:",
                "    questions: ["
                        + ChannelAcceptance.QUESTION_WITH_CHOICES
                                .replace("¿", "")
                                .replace("?", "") + "]",
                "    answer: 'Tenemos tres:'",
                "    choices:"));
        ChannelAcceptance.CHOICES.forEach(title -> lines.add("      - " + title));
        lines.addAll(List.of(
                "- id: spoken-hours",
                "  es:",
                "    questions: [" + ChannelAcceptance.QUESTION_WITH_A_SPOKEN_ANSWER + "]",
                "    answer: " + ChannelAcceptance.SPOKEN_ANSWER,
                "    audio_url: " + ChannelAcceptance.SPOKEN_FILE));
        try {
            return Files.write(folder.resolve("faq.yaml"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Person newPerson() {
        return new Somebody("+1555010%04d".formatted(people.incrementAndGet()));
    }

    @Override
    public Person newPersonWithoutNumber() {
        return new Somebody("US.134912086553027%05d".formatted(people.incrementAndGet()));
    }

    @Override
    public Assistant assistant() {
        return new Assistant() {
            @Override
            public void nextSays(String commonMark) {
                model.next(1, new ModelScript.Canned(commonMark));
            }

            @Override
            public void nextFails() {
                model.next(1, new ModelScript.Fail(400, null, "invalid_value"));
            }
        };
    }

    @Override
    public void next(Trouble trouble) {
        Fault fault = switch (trouble) {
            case BUSY -> new Fault.Throttle(Duration.ofSeconds(1));
            case ACCEPTED_WITHOUT_RESPONSE -> new Fault.CutAfter();
            case REFUSED -> new Fault.Refuse(channel == Channel.TWILIO ? 63003 : 131026, "no such user");
            case WINDOW_CLOSED -> new Fault.Refuse(windowClosed, "the window is closed");
        };
        provider.faults().nextCreates(1, fault);
    }

    @Override
    public Capabilities capabilities() {
        return sender().capabilities();
    }

    private MessageSender sender() {
        return running.context().getBeansOfType(MessageSender.class).stream()
                .filter(sender -> sender.channel() == channel)
                .findFirst()
                .orElseThrow();
    }

    /// Sends one part of every kind by the channel's adapter, to a phone number and to a business-scoped id.
    public void sendsEveryKind() {
        MessageSender sender = sender();
        List<Option> few = List.of(new Option("yes", "Sí", null), new Option("no", "No", null));
        List<Option> described = List.of(new Option("a", "Por la mañana", "de 9 a 13"), new Option("b", "Tarde", null));
        List<OutboundContent> kinds = new ArrayList<>(List.of(
                new OutboundContent.Text("Reserva en https://example.com/book"),
                new OutboundContent.Template(
                        "HX0123456789abcdef0123456789abcdef", "es", List.of("Ana", "Hola"), "Hola")));
        for (MediaKind kind : MediaKind.values()) {
            kinds.add(new OutboundContent.Media(kind, "https://example.com/file.bin", ""));
            kinds.add(new OutboundContent.Media(kind, "https://example.com/file.bin", "Un pie de foto"));
        }
        if (sender.capabilities().choices().buttons() > 0) {
            kinds.add(new OutboundContent.Choices("¿Vienes?", few, true, ""));
            kinds.add(new OutboundContent.Choices("¿Cuándo?", described, false, "Horas"));
        }
        int index = 0;
        for (OutboundContent content : kinds) {
            for (UserAddress to : List.of(
                    new UserAddress.Phone("+15550107777"), new UserAddress.BusinessScoped("US.13491208655307777"))) {
                ConversationId conversation = ConversationId.of(to);
                SendOutcome outcome = sender.send(new OutboundMessage(
                        new PartId("every-kind:" + ++index), conversation, channel, to, null, 0, 1, null, content));
                assertThat(outcome).as("%s", content).isInstanceOf(SendOutcome.Accepted.class);
            }
        }
    }

    /// What Recado asked of the provider, each exchange around a message or a typing indicator.
    public List<HttpTrace> requests(HttpTrace.Kind kind) {
        return provider.messages().stream()
                .flatMap(message -> provider.traces(message.sid()).stream())
                .filter(trace -> trace.kind() == kind)
                .toList();
    }

    LogCapture log() {
        return log;
    }

    @Override
    public void close() {
        running.stop();
        provider.close();
        model.close();
        log.close();
    }

    private final class Somebody implements Person {
        private final String address;
        private final List<StandInWebhook> written = new ArrayList<>();

        Somebody(String address) {
            this.address = address;
        }

        private UserMessageBuilder message() {
            return provider.from(address).named("Ana Pérez");
        }

        private void sends(StandInWebhook webhook) {
            written.add(webhook);
            WebhookDelivery delivery = provider.deliver(webhook);
            assertThat(delivery.status()).as("%s", delivery.trace()).isEqualTo(200);
        }

        @Override
        public void writes(String text) {
            sends(message().text(text));
        }

        @Override
        public void writesWithoutPause(List<String> texts) {
            texts.forEach(this::writes);
        }

        @Override
        public void writesAtOnce(List<String> texts) {
            List<StandInWebhook> all = texts.stream()
                    .<StandInWebhook>map(text -> message().text(text))
                    .toList();
            written.addAll(all);
            atOnce(all);
        }

        private void atOnce(List<StandInWebhook> all) {
            Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                all.forEach(webhook -> threads.execute(
                        () -> statuses.add(provider.deliver(webhook).status())));
            }
            assertThat(statuses).hasSameSizeAs(all).containsOnly(200);
        }

        @Override
        public void sendsAVoiceNote() {
            sends(message().voiceNote());
        }

        @Override
        public void sendsAPicture(String caption) {
            sends(message().image(caption));
        }

        @Override
        public void sharesALocation() {
            sends(message().location(40.4, -3.7, "", ""));
        }

        @Override
        public void taps(String id, String title) {
            sends(message().button(title, id));
        }

        @Override
        public void reacts(String emoji) {
            sends(message().reaction(emoji, received().getLast().sid()));
        }

        @Override
        public void lastIsDeliveredAgain() {
            WebhookDelivery delivery = provider.deliver(written.getLast());
            assertThat(delivery.status()).isEqualTo(200);
        }

        @Override
        public void lastIsDeliveredAtOnce(int times) {
            atOnce(Collections.nCopies(times, written.getLast()));
        }

        private List<StandInMessage> received() {
            return provider.sentTo(address);
        }

        @Override
        public List<String> receives(int count) {
            // a part that was taken unheard is settled by the provider's receipts, or by its list after a while
            await().atMost(Duration.ofSeconds(45)).until(() -> received().size() >= count);
            return received().stream().map(StandInMessage::text).toList();
        }

        @Override
        public void receivesNoMoreThan(int count) {
            await().during(Duration.ofMillis(900))
                    .atMost(BotUnderTest.SOON)
                    .until(() -> received().size() <= count);
        }

        @Override
        public String lastFile() {
            List<String> media = received().getLast().media();
            return media.isEmpty() ? "" : media.getFirst();
        }

        @Override
        public List<String> offeredChoices() {
            StandInContent content = received().getLast().content();
            return content.options().isEmpty()
                    ? content.text()
                            .lines()
                            .filter(line -> line.matches("\\d+\\. .*"))
                            .map(line -> line.replaceFirst("^\\d+\\. ", ""))
                            .toList()
                    : content.options().stream()
                            .map(StandInContent.Option::title)
                            .toList();
        }

        @Override
        public void chooses(int number) {
            List<StandInContent.Option> options = received().getLast().content().options();
            if (options.isEmpty()) {
                writes(Integer.toString(number));
            } else {
                StandInContent.Option option = options.get(number - 1);
                taps(option.id(), option.title());
            }
        }

        @Override
        public boolean sawTyping() {
            return provider.typingsShownTo(address) > 0;
        }

        @Override
        public void lastRecordIs(String status) {
            String part = received().getLast().sid();
            await().atMost(BotUnderTest.SOON)
                    .until(() -> store.messages("external_message_id", part).stream()
                            .map(document -> document.getString("status"))
                            .toList()
                            .equals(List.of(status)));
        }

        @Override
        public void ownMessagesAre(String status) {
            for (StandInWebhook webhook : written) {
                await().atMost(Duration.ofSeconds(45)).until(() -> {
                    List<Document> found = store.messages("external_message_id", webhook.messageSid());
                    return found.size() == 1 && status.equals(found.getFirst().getString("status"));
                });
            }
        }
    }
}
