package dev.recado.application.catalogue;

import static dev.recado.application.catalogue.SettingDefinition.secret;
import static dev.recado.application.catalogue.SettingDefinition.setting;

import java.util.List;

/// Settings of the business's own servers.
final class BusinessServerSettings {
    static final List<SettingDefinition> ALL = List.of(
            setting(
                            "RECADO_EVENTS_URL",
                            null,
                            SettingCatalogue.URL,
                            SettingChecks::url,
                            "a server of yours that is told what happens, each event by one signed POST; unset: nobody is")
                    .example("https://example.com/recado/events"),
            secret(
                    "RECADO_EVENTS_SECRET",
                    "a secret of your own, 16 characters or more, without spaces",
                    SettingChecks.pattern("\\S{16,}"),
                    "signs what the server of `RECADO_EVENTS_URL` is told"),
            setting(
                            "RECADO_CONTACTS_URL",
                            null,
                            SettingCatalogue.URL,
                            SettingChecks::url,
                            "a server of yours (a CRM) that knows who writes, asked for users who are not among the contacts given to Recado")
                    .example("https://crm.example.com/recado/contacts"),
            secret(
                    "RECADO_CONTACTS_TOKEN",
                    "a bearer token, without spaces",
                    SettingChecks.pattern("\\S+"),
                    "bearer token for the server of `RECADO_CONTACTS_URL`"));

    private BusinessServerSettings() {}
}
