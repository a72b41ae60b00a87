package dev.recado.application.catalogue;

import static dev.recado.application.catalogue.SettingDefinition.secret;
import static dev.recado.application.catalogue.SettingDefinition.setting;

import java.util.List;

/// Settings of the business's own servers.
final class BusinessServerSettings {
    static final List<SettingDefinition> ALL = List.of(
            setting(
                    "RECADO_EVENTS_URL",
                    "recado.events-url",
                    null,
                    SettingCatalogue.URL,
                    SettingChecks::url,
                    "a server of yours that is told what happens, each event by one signed POST; unset: nobody is"),
            secret(
                    "RECADO_EVENTS_SECRET",
                    "recado.events-secret",
                    "a secret of your own, 16 characters or more, without spaces",
                    SettingChecks.pattern("\\S{16,}"),
                    "signs what that server is told"),
            setting(
                    "RECADO_CONTACTS_URL",
                    "recado.contacts-url",
                    null,
                    SettingCatalogue.URL,
                    SettingChecks::url,
                    "a server of yours (a CRM) that knows who writes, asked for users who are not among the contacts given to Recado"),
            secret(
                    "RECADO_CONTACTS_TOKEN",
                    "recado.contacts-token",
                    "a bearer token, without spaces",
                    SettingChecks.pattern("\\S+"),
                    "bearer token for that server"));

    private BusinessServerSettings() {}
}
