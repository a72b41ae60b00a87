package dev.recado.domain.turn;

/// An in-port of two methods: the rule for in-ports is tried on it.
public interface DoesTwoThingsUseCase {
    void begin();

    void end();
}
