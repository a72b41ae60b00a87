package dev.recado.application.catalogue;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One setting.
///
/// @param variable the environment variable
/// @param property the name under which the adapters read it
/// @param defaultValue the value when it is not set; null for none
/// @param expected what a value must be, in words that follow "expected"
/// @param check returns the value in normal form, or throws for one that cannot be used
/// @param meaning one line for the table in docs/reference/settings.md
public record SettingDefinition(
        String variable,
        String property,
        @Nullable String defaultValue,
        boolean secret,
        String expected,
        UnaryOperator<String> check,
        String meaning) {

    static SettingDefinition setting(
            String variable,
            String property,
            @Nullable String defaultValue,
            String expected,
            UnaryOperator<String> check,
            String meaning) {
        return new SettingDefinition(variable, property, defaultValue, false, expected, check, meaning);
    }

    /// Makes a setting whose value is never shown.
    static SettingDefinition secret(
            String variable, String property, String expected, UnaryOperator<String> check, String meaning) {
        return new SettingDefinition(variable, property, null, true, expected, check, meaning);
    }

    /// The value in normal form.
    ///
    /// @throws ConfigurationProblem naming the variable and what was expected, and the value unless it is secret
    public String checked(String value) {
        try {
            return check.apply(value);
        } catch (IllegalArgumentException e) {
            String got = secret ? "" : ", not \"" + value + "\"";
            throw new InvalidConfigurationException(variable + ": expected " + expected + got);
        }
    }
}
