package dev.recado.adapter.console;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.recado.domain.model.Channel;
import dev.recado.domain.port.MessageSender;
import dev.recado.domain.port.Settings;
import dev.recado.domain.usecase.DiagnoseUseCase;
import dev.recado.domain.usecase.SendTestUseCase;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

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
    SendTestUseCase sendTest() {
        return mock(SendTestUseCase.class);
    }

    @Singleton
    DiagnoseUseCase diagnose() {
        return mock(DiagnoseUseCase.class);
    }

    @Singleton
    Settings settings() {
        return mock(Settings.class);
    }
}
