package dev.recado.application.catalogue;

import static dev.recado.application.catalogue.SettingDefinition.setting;

import java.util.List;

/// Settings of limits on users, and of what happens to users who offend.
final class UsageLimitSettings {
    static final List<SettingDefinition> ALL = List.of(
            setting(
                    "RECADO_LIMIT_PER_MINUTE",
                    "10",
                    "a number from 0 to 100000",
                    SettingChecks.number(0, 100_000),
                    "messages of one user answered in a minute; 0: no limit"),
            setting(
                    "RECADO_LIMIT_PER_DAY",
                    "30",
                    "a number from 0 to 100000",
                    SettingChecks.number(0, 100_000),
                    "messages of one user answered in 24 hours; 0: no limit"),
            setting(
                    "RECADO_LIMIT_PER_IP_MINUTE",
                    "20",
                    "a number from 0 to 100000",
                    SettingChecks.number(0, 100_000),
                    "requests of one address to `/api/v1/**` without the right token in a minute, before it gets 429; 0: no limit"),
            setting(
                    "RECADO_LIMIT_PER_IP_DAY",
                    "50",
                    "a number from 0 to 100000",
                    SettingChecks.number(0, 100_000),
                    "the same as `RECADO_LIMIT_PER_IP_MINUTE`, in 24 hours"),
            setting(
                    "RECADO_STRIKES",
                    "3",
                    "a number from 0 to 1000",
                    SettingChecks.number(0, 1_000),
                    "insults, threats and attempts to instruct the assistant before a user is blocked; 0: nobody is"),
            setting(
                    "RECADO_STRIKE_WINDOW",
                    "1h",
                    SettingCatalogue.DURATION,
                    SettingChecks::positiveDuration,
                    "after so long without another, the strikes of a user are forgotten"),
            setting(
                    "RECADO_BLOCK_FOR",
                    "1h",
                    SettingCatalogue.DURATION,
                    SettingChecks::positiveDuration,
                    "how long nothing is answered to a user who is blocked"),
            setting(
                    "RECADO_REPEATS",
                    "4",
                    "a number from 0 to 1000",
                    SettingChecks.number(0, 1_000),
                    "how often in a row the same words may come again and be answered; 0: no limit"),
            setting(
                            "RECADO_OPT_OUT_WORDS",
                            null,
                            "words or sentences, separated by commas",
                            SettingChecks::any,
                            "what opts out beside the words that come with Recado, comma-separated (`cancelar,fin`)")
                    .example("cancelar,fin"),
            setting(
                    "RECADO_SESSION_TIMEOUT",
                    "24h",
                    "a duration such as 30m, 24h or 30d",
                    SettingChecks::keeping,
                    "after so much silence a conversation is closed; the next message opens it again; 0: never"));

    private UsageLimitSettings() {}
}
