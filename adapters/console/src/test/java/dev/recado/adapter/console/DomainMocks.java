package dev.recado.adapter.console;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.recado.domain.availability.BusinessHours;
import dev.recado.domain.availability.OpeningHours;
import dev.recado.domain.availability.OpeningSpan;
import dev.recado.domain.contact.ContactBook;
import dev.recado.domain.contact.SaveContactsUseCase;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.delivery.SendTestUseCase;
import dev.recado.domain.delivery.Templates;
import dev.recado.domain.event.BusinessRecords;
import dev.recado.domain.event.ReplayEventsUseCase;
import dev.recado.domain.fake.FakeIdKey;
import dev.recado.domain.fake.FrontDesk;
import dev.recado.domain.fake.InMemoryKeptList;
import dev.recado.domain.handoff.AssignConversationUseCase;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.handoff.ConversationMarks;
import dev.recado.domain.handoff.SendAgentMessageUseCase;
import dev.recado.domain.handoff.ShowTypingUseCase;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.intake.ReconcileUseCase;
import dev.recado.domain.kept.CannedReply;
import dev.recado.domain.kept.KeptListEditor;
import dev.recado.domain.kept.LabelBook;
import dev.recado.domain.live.ConversationFeed;
import dev.recado.domain.media.OpenMediaUseCase;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.notification.NotificationStateUseCase;
import dev.recado.domain.notification.NotifyUseCase;
import dev.recado.domain.operation.DeadLetters;
import dev.recado.domain.operation.DiagnoseUseCase;
import dev.recado.domain.operation.ReplayDeadLetterUseCase;
import dev.recado.domain.operation.Settings;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.AuditLog;
import dev.recado.domain.people.AuditTrail;
import dev.recado.domain.people.ChangePeople;
import dev.recado.domain.people.FirstAdmin;
import dev.recado.domain.people.InvitePeople;
import dev.recado.domain.people.LogInUseCase;
import dev.recado.domain.people.MachineTokens;
import dev.recado.domain.people.OpenSessions;
import dev.recado.domain.people.PersonStore;
import dev.recado.domain.people.SecretTokens;
import dev.recado.domain.people.SetPassword;
import dev.recado.domain.privacy.ErasePersonalDataUseCase;
import dev.recado.domain.privacy.ExportPersonalDataUseCase;
import dev.recado.domain.text.Language;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Mocks of the domain, for tests of access.
@Factory
@Requires(property = "core", value = "mocked")
final class DomainMocks {
    @Singleton
    MessageSender sender() {
        MessageSender twilio = mock(MessageSender.class);
        when(twilio.channel()).thenReturn(Channel.TWILIO);
        return twilio;
    }

    @Singleton
    PublicIds publicIds() {
        return FakeIdKey.ids();
    }

    @Singleton
    SendTestUseCase sendTest() {
        return mock(SendTestUseCase.class);
    }

    @Singleton
    DiagnoseUseCase diagnose() {
        return mock(DiagnoseUseCase.class);
    }

    @Singleton
    DeadLetters letters() {
        return mock(DeadLetters.class);
    }

    @Singleton
    ReplayDeadLetterUseCase replay() {
        return mock(ReplayDeadLetterUseCase.class);
    }

    @Singleton
    @Requires(property = "recado.events-url")
    ReplayEventsUseCase tellAgain() {
        return mock(ReplayEventsUseCase.class);
    }

    @Singleton
    NotifyUseCase notifications() {
        return mock(NotifyUseCase.class);
    }

    @Singleton
    NotificationStateUseCase states() {
        return mock(NotificationStateUseCase.class);
    }

    @Singleton
    BusinessRecords records() {
        return mock(BusinessRecords.class);
    }

    @Singleton
    ConversationList conversations() {
        return mock(ConversationList.class);
    }

    @Singleton
    ConversationFeed feed(ConversationList conversations) {
        return new ConversationFeed(
                conversations, (_, _) -> List.of(), mock(MessageLog.class), (_, _) -> {}, InstantSource.system());
    }

    @Singleton
    ConversationMarks marks() {
        return mock(ConversationMarks.class);
    }

    @Singleton
    AssignConversationUseCase assignment() {
        return mock(AssignConversationUseCase.class);
    }

    @Singleton
    SendAgentMessageUseCase agentMessages() {
        return mock(SendAgentMessageUseCase.class);
    }

    @Singleton
    ShowTypingUseCase showTyping() {
        return mock(ShowTypingUseCase.class);
    }

    @Singleton
    ExportPersonalDataUseCase exporting() {
        return mock(ExportPersonalDataUseCase.class);
    }

    @Singleton
    ErasePersonalDataUseCase erasing() {
        return mock(ErasePersonalDataUseCase.class);
    }

    @Singleton
    SaveContactsUseCase keepContacts() {
        return mock(SaveContactsUseCase.class);
    }

    @Singleton
    ContactBook contactBook() {
        return mock(ContactBook.class);
    }

    @Singleton
    IdGenerator ids() {
        return () -> "an-id-of-our-own";
    }

    @Singleton
    OpenMediaUseCase media() {
        return mock(OpenMediaUseCase.class);
    }

    @Singleton
    ReconcileUseCase reconcile() {
        return mock(ReconcileUseCase.class);
    }

    @Singleton
    @Primary
    InstantSource clock() {
        return InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
    }

    @Singleton
    Settings settings() {
        return mock(Settings.class);
    }

    /// People over stores in memory; a test that needs the stores registers its own.
    @Singleton
    @Requires(missingBeans = FrontDesk.class)
    FrontDesk desk() {
        return new FrontDesk();
    }

    @Singleton
    SecretTokens secrets(FrontDesk desk) {
        return desk.tokens;
    }

    @Singleton
    OpenSessions openSessions(FrontDesk desk) {
        return desk.sessions;
    }

    @Singleton
    MachineTokens machineTokens(FrontDesk desk) {
        return desk.machines;
    }

    @Singleton
    LogInUseCase logIn(FrontDesk desk) {
        return desk.logIn;
    }

    @Singleton
    SetPassword setPassword(FrontDesk desk) {
        return desk.passwords;
    }

    @Singleton
    InvitePeople invitePeople(FrontDesk desk) {
        return desk.invite;
    }

    @Singleton
    ChangePeople changePeople(FrontDesk desk) {
        return desk.change;
    }

    @Singleton
    FirstAdmin firstAdmin(FrontDesk desk) {
        return desk.firstAdmin(null);
    }

    @Singleton
    PersonStore people(FrontDesk desk) {
        return desk.people;
    }

    @Singleton
    AuditTrail auditTrail(FrontDesk desk) {
        return desk.audit;
    }

    @Singleton
    AuditLog auditLog(FrontDesk desk) {
        return desk.auditLog;
    }

    @Singleton
    KeptListEditor<CannedReply> cannedReplies(FrontDesk desk) {
        return new KeptListEditor<>(new InMemoryKeptList<>(), 3, Action.CANNED_REPLY_CHANGED, desk.audit, desk.clock);
    }

    @Singleton
    Templates templates() {
        return new Templates() {
            @Override
            public Optional<Template> find(
                    Purpose purpose, Channel channel, Language language, Map<Variable, String> values) {
                return Optional.empty();
            }

            @Override
            public List<Known> all() {
                return List.of(new Known(
                        "reminder",
                        Language.SPANISH,
                        Channel.META,
                        "recordatorio",
                        "es_MX",
                        List.of(Variable.NAME),
                        "Hola {{1}}"));
            }
        };
    }

    @Singleton
    LabelBook labelBook(FrontDesk desk, ConversationMarks marks) {
        return new LabelBook(
                new KeptListEditor<>(new InMemoryKeptList<>(), 3, Action.LABEL_CHANGED, desk.audit, desk.clock), marks);
    }

    @Singleton
    BusinessHours hours() {
        OpeningHours given = new OpeningHours(
                ZoneOffset.UTC, Map.of(DayOfWeek.MONDAY, List.of(OpeningSpan.WHOLE_DAY)), Map.of(), Map.of());
        return new BusinessHours() {
            @Override
            public Optional<OpeningHours> current() {
                return Optional.of(given);
            }

            @Override
            public String problem() {
                return "";
            }
        };
    }
}
