package dev.recado.domain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.FakeSender;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Capabilities;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.Attachment;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The core with fakes only: provider, store and model are in memory. Time advances while a person waits.
final class DeskWorld implements ChannelWorld {
    private static final Duration STEP = Duration.ofMillis(250);
    private static final int STEPS = 400;
    private static final Duration THINKING = Duration.ofMillis(10);

    private final Desk desk = new Desk();
    private final Deque<Generation> next = new ArrayDeque<>();
    private int people;
    private int messages;

    DeskWorld() {
        desk.model = prompt -> {
            desk.pass(THINKING);
            return next.isEmpty()
                    ? new Generation.Answer(prompt.message().replace('\n', ' '), "scripted", THINKING)
                    : next.poll();
        };
        desk.curated.put(ChannelAcceptance.QUESTION_WITH_CHOICES, "Tenemos tres:");
        desk.offers.put(
                ChannelAcceptance.QUESTION_WITH_CHOICES,
                ChannelAcceptance.CHOICES.stream()
                        .map(title -> new OutboundContent.Option(title, title, null))
                        .toList());
        desk.curated.put(ChannelAcceptance.QUESTION_WITH_A_SPOKEN_ANSWER, ChannelAcceptance.SPOKEN_ANSWER);
        desk.spoken.put(ChannelAcceptance.QUESTION_WITH_A_SPOKEN_ANSWER, ChannelAcceptance.SPOKEN_FILE);
    }

    @Override
    public Person newPerson() {
        return new FakePerson(new UserAddress.Phone("+1555010%04d".formatted(++people)));
    }

    @Override
    public Person newPersonWithoutNumber() {
        return new FakePerson(new UserAddress.BusinessScoped("US.555010%04d".formatted(++people)));
    }

    @Override
    public Assistant assistant() {
        return new Assistant() {
            @Override
            public void nextSays(String commonMark) {
                next.add(new Generation.Answer(commonMark, "scripted", Duration.ZERO));
            }

            @Override
            public void nextFails() {
                next.add(new Generation.Failed("HTTP 503"));
            }
        };
    }

    @Override
    public void next(Trouble trouble) {
        switch (trouble) {
            case BUSY -> desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(1), "20429"));
            case ACCEPTED_WITHOUT_RESPONSE -> desk.sender.nextIsAcceptedButUnknown();
            case REFUSED -> desk.sender.nextOutcome(new SendOutcome.Refused("63003", "no such user"));
            case WINDOW_CLOSED -> desk.sender.nextOutcome(new SendOutcome.WindowClosed("63016"));
        }
    }

    @Override
    public Capabilities capabilities() {
        return desk.sender.capabilities();
    }

    private final class FakePerson implements Person {
        private final UserAddress address;
        private final List<InboundMessage> written = new ArrayList<>();

        FakePerson(UserAddress address) {
            this.address = address;
        }

        private void sends(Content content) {
            written.add(Messages.from("SM" + ++messages, address, null, content, desk.clock.instant()));
            desk.sends(written.getLast());
        }

        @Override
        public void writes(String text) {
            sends(new Content.Text(text));
        }

        @Override
        public void writesWithoutPause(List<String> texts) {
            texts.forEach(this::writes);
        }

        @Override
        public void writesAtOnce(List<String> texts) {
            List<InboundMessage> all = texts.stream()
                    .map(text -> Messages.from(
                            "SM" + ++messages, address, null, new Content.Text(text), desk.clock.instant()))
                    .toList();
            written.addAll(all);
            atOnce(all);
        }

        private void atOnce(List<InboundMessage> all) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                all.forEach(message -> threads.execute(() -> desk.sends(message)));
            }
        }

        @Override
        public void sendsAVoiceNote() {
            sends(new Content.Media(
                    MediaKind.AUDIO, List.of(new Attachment("https://media.example/1", "audio/ogg")), ""));
        }

        @Override
        public void sendsAPicture(String caption) {
            sends(new Content.Media(
                    MediaKind.IMAGE, List.of(new Attachment("https://media.example/2", "image/jpeg")), caption));
        }

        @Override
        public void sharesALocation() {
            sends(new Content.Location(40.4, -3.7, null, null));
        }

        @Override
        public void taps(String id, String title) {
            sends(new Content.Choice(Content.ChoiceKind.BUTTON, id, title));
        }

        @Override
        public void reacts(String emoji) {
            sends(new Content.Reaction(emoji, "SMany"));
        }

        @Override
        public void lastIsDeliveredAgain() {
            desk.sends(written.getLast());
        }

        @Override
        public void lastIsDeliveredAtOnce(int times) {
            atOnce(Collections.nCopies(times, written.getLast()));
        }

        private List<OutboundMessage> received() {
            return desk.sender.sent().stream()
                    .filter(part -> part.to().equals(address))
                    .toList();
        }

        @Override
        public List<String> receives(int count) {
            for (int i = 0; i < STEPS && received().size() < count; i++) {
                desk.pass(STEP);
            }
            assertThat(received()).hasSizeGreaterThanOrEqualTo(count);
            return received().stream().map(OutboundMessage::text).toList();
        }

        @Override
        public void receivesNoMoreThan(int count) {
            desk.pass(Duration.ofSeconds(30));
            assertThat(received()).hasSizeLessThanOrEqualTo(count);
        }

        @Override
        public String lastFile() {
            return received().getLast().content() instanceof OutboundContent.Media file ? file.url() : "";
        }

        @Override
        public List<String> offeredChoices() {
            return Offered.in(received().getLast().text());
        }

        @Override
        public void chooses(int number) {
            writes(Integer.toString(number));
        }

        @Override
        public boolean sawTyping() {
            return written.stream().anyMatch(m -> desk.presence.shown().contains(m.externalId()));
        }

        @Override
        public void lastRecordIs(String status) {
            PartId part = received().getLast().id();
            desk.pass(Duration.ofSeconds(5));
            for (DeliveryStatus step : List.of(DeliveryStatus.SENT, DeliveryStatus.DELIVERED, DeliveryStatus.READ)) {
                desk.receipts.record(new DeliveryReceipt(
                        desk.sender.channel(),
                        FakeSender.externalId(part),
                        part,
                        step,
                        null,
                        null,
                        desk.clock.instant()));
            }
            assertThat(desk.store.states(List.of(part)).get(part)).isEqualTo(DeliveryStatus.ofId(status));
        }

        @Override
        public void ownMessagesAre(String status) {
            List<String> own = written.stream()
                    .map(InboundMessage::id)
                    .map(MessageId::value)
                    .toList();
            List<String> found = List.of();
            for (int i = 0; i < STEPS && (found.isEmpty() || !found.stream().allMatch(status::equals)); i++) {
                desk.pass(STEP);
                found = desk.store.history(written.getFirst().conversationId(), 1_000).stream()
                        .filter(entry -> own.contains(entry.id()))
                        .map(MessageLog.Entry::status)
                        .toList();
            }
            assertThat(found).hasSameSizeAs(own).allMatch(status::equals);
        }
    }

    /// Numbered lines, as on a channel without buttons.
    static final class Offered {
        private Offered() {}

        static List<String> in(String text) {
            List<String> lines = text.lines().toList();
            return IntStream.range(0, lines.size())
                    .mapToObj(lines::get)
                    .filter(line -> line.matches("\\d+\\. .*"))
                    .map(line -> line.replaceFirst("^\\d+\\. ", ""))
                    .collect(Collectors.toList());
        }
    }
}
