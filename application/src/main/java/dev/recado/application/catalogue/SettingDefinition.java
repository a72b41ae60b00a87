package dev.recado.application.catalogue;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One setting.
///
/// @param variable the environment variable
/// @param defaultValue the value when it is not set; null for none
/// @param example a value that shows the form, where there is no default; null for none
/// @param expected what a value must be, in words that follow "expected"
/// @param check returns the value in normal form, or throws for one that cannot be used
/// @param meaning one line for the tables of the documents, in Markdown
public record SettingDefinition(
        String variable,
        @Nullable String defaultValue,
        @Nullable String example,
        boolean secret,
        String expected,
        UnaryOperator<String> check,
        String meaning) {
    private static final String OWN = "RECADO_";

    static SettingDefinition setting(
            String variable,
            @Nullable String defaultValue,
            String expected,
            UnaryOperator<String> check,
            String meaning) {
        return new SettingDefinition(variable, defaultValue, null, false, expected, check, meaning);
    }

    /// Makes a setting whose value is never shown.
    static SettingDefinition secret(String variable, String expected, UnaryOperator<String> check, String meaning) {
        return new SettingDefinition(variable, null, null, true, expected, check, meaning);
    }

    /// The same setting with an example.
    SettingDefinition example(String value) {
        return new SettingDefinition(variable, defaultValue, value, secret, expected, check, meaning);
    }

    /// The name under which beans read the value. It follows from the variable: `RECADO_HISTORY_TURNS` is
    /// `recado.history-turns`, `TWILIO_API_BASE` is `recado.twilio.api-base`.
    public String property() {
        String name = variable.startsWith(OWN) ? variable.substring(OWN.length()) : variable.replaceFirst("_", ".");
        return "recado." + name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether no value is accepted any more.
    public boolean isWithdrawn() {
        return check.equals(SettingChecks.WITHDRAWN);
    }

    /// The value in normal form.
    ///
    /// @throws InvalidConfigurationException naming the variable and what was expected, and the value unless it is
    /// secret
    public String checked(String value) {
        try {
            return check.apply(value);
        } catch (IllegalArgumentException e) {
            String got = secret ? "" : ", not \"" + value + "\"";
            throw new InvalidConfigurationException(variable + ": expected " + expected + got);
        }
    }
}
