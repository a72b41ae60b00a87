package dev.recado.application.wiring;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// The settings of turns.
@ConfigurationProperties("recado")
record TurnSettings(
        @Bindable(defaultValue = "1s") Duration quietTime,
        @Bindable(defaultValue = "60s") Duration turnDeadline,
        @Bindable(defaultValue = "20") int historyTurns,
        @Bindable(defaultValue = "2000") int turnsAtOnce,
        @Bindable(defaultValue = "5") int turnAttempts,
        @Bindable(defaultValue = "30m") Duration humanIdle,
        @Bindable(defaultValue = "es") String language) {}
