package dev.recado.domain.operation;

import java.util.List;

/// The settings Recado was started with, as shown to operators.
public interface Settings {

    /// Returns all settings, including unset ones, in the order of the documentation.
    List<Setting> all();

    /// Returns problems an operator should fix, a sentence each, fit to be shown to anyone; empty for none.
    List<String> warnings();

    /// A setting.
    ///
    /// @param variable the environment variable
    /// @param shown the value as shown: masked when secret, empty when unset
    /// @param origin the origin of the value: `environment`, `.env` or `default`
    record Setting(String variable, String shown, String origin, boolean secret) {}
}
