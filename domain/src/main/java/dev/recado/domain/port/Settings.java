package dev.recado.domain.port;

import java.util.List;

/// The settings in force, for whoever diagnoses.
@FunctionalInterface
public interface Settings {

    /// Every setting, in the order they are documented.
    List<Setting> all();

    /// @param variable the environment variable
    /// @param shown the value fit to be shown: `***` for a secret, empty when there is none
    /// @param origin `environment`, `.env` or `default`
    record Setting(String variable, String shown, String origin, boolean secret) {}
}
