package dev.recado.application.wiring;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/// The settings of turns.
@ConfigurationProperties("recado")
record TurnSettings(
        Duration quietTime,
        Duration turnDeadline,
        int historyTurns,
        int turnsAtOnce,
        int turnAttempts,
        Duration humanTimeout,
        Duration humanIdle) {}
