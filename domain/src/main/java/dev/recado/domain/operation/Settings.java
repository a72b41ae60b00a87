package dev.recado.domain.operation;

import java.util.List;

/// What Recado was started with, as an operator may see it.
public interface Settings {

    /// Every setting there is, the unset ones too, in the order they are documented in.
    List<Setting> all();

    /// What an operator ought to mend, a sentence each, fit to be shown to anyone; empty when nothing.
    List<String> warnings();

    /// @param variable the environment variable's name
    /// @param shown the value as it may be shown: masked when secret, empty when there is none
    /// @param origin where the value came from: `environment`, `.env` or `default`
    record Setting(String variable, String shown, String origin, boolean secret) {}
}
