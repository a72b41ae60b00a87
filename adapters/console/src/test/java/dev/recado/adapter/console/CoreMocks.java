package dev.recado.adapter.console;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.recado.domain.fake.FakeIdKey;
import dev.recado.domain.model.Channel;
import dev.recado.domain.model.PublicIds;
import dev.recado.domain.port.BusinessRecords;
import dev.recado.domain.port.ContactBook;
import dev.recado.domain.port.DeadLetters;
import dev.recado.domain.port.IdGenerator;
import dev.recado.domain.port.MessageSender;
import dev.recado.domain.port.Settings;
import dev.recado.domain.usecase.DiagnoseUseCase;
import dev.recado.domain.usecase.KeepContactsUseCase;
import dev.recado.domain.usecase.NotificationStateUseCase;
import dev.recado.domain.usecase.NotifyUseCase;
import dev.recado.domain.usecase.OpenMediaUseCase;
import dev.recado.domain.usecase.ReconcileUseCase;
import dev.recado.domain.usecase.ReplayDeadLetterUseCase;
import dev.recado.domain.usecase.SendTestUseCase;
import dev.recado.domain.usecase.TellAgainUseCase;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/// A core that says nothing, for tests that ask who gets in.
@Factory
@Requires(property = "core", value = "mocked")
final class CoreMocks {
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
    TellAgainUseCase tellAgain() {
        return mock(TellAgainUseCase.class);
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
    KeepContactsUseCase keepContacts() {
        return mock(KeepContactsUseCase.class);
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
}
