package dev.recado.application.catalogue;

import static dev.recado.application.catalogue.SettingDefinition.secret;
import static dev.recado.application.catalogue.SettingDefinition.setting;

import dev.recado.domain.privacy.Retention;
import java.util.List;

/// Settings of the server, its store, its operators' access and its log.
final class ServerSettings {
    static final List<SettingDefinition> ALL = List.of(
            setting(
                    "RECADO_PORT",
                    "8080",
                    "a port from 0 to 65535",
                    SettingChecks.number(0, 65_535),
                    "HTTP port; `PORT` is read too"),
            setting(
                            "RECADO_HOST",
                            null,
                            "a host name or address to bind to",
                            SettingChecks.pattern("[A-Za-z0-9.:_-]+"),
                            "bind address; `0.0.0.0`, or `127.0.0.1` while the simulator is on")
                    .example("0.0.0.0"),
            setting(
                            "RECADO_PUBLIC_URL",
                            null,
                            SettingCatalogue.URL,
                            SettingChecks::url,
                            "public base URL: signatures are computed over it, status callbacks are built from it; unset: taken from each request")
                    .example("https://bot.example.com"),
            setting(
                    "RECADO_CONNECTIONS_PER_ADDRESS",
                    "500",
                    "a number from 0 to 100000",
                    SettingChecks.number(0, 100_000),
                    "connections of one client (an IPv4 address or IPv6 network) at a time; beyond it, its longest idle one is closed. 0, no limit, behind a proxy, whose address all clients have"),
            setting(
                    "RECADO_DATA_DIR",
                    "./data",
                    "a folder",
                    SettingChecks::any,
                    "embedded store and what else is kept on disk"),
            setting(
                    "RECADO_SPOOL_LIMIT",
                    "64MB",
                    "a size such as 500KB, 64MB or 2GB",
                    SettingChecks.pattern("[1-9]\\d{0,5}(KB|MB|GB)"),
                    "how much of the disk messages may take while the store is gone; beyond it webhooks are answered 503"),
            setting(
                    "RECADO_STORE_REPAIR",
                    "refuse",
                    "refuse, copy or empty",
                    SettingChecks.oneOf("refuse", "copy", "empty"),
                    "when the embedded store's file is damaged: `refuse` to start, start with its last good `copy`, or `empty`; the damaged file is kept aside"),
            setting(
                    "RECADO_MEDIA_KEEP",
                    "0s",
                    "a duration such as 12h or 30d, or 0",
                    SettingChecks::keeping,
                    "how long users' files are kept in the data folder, fetched as they come in; 0: fetched when somebody looks, and never kept"),
            setting(
                            "RECADO_RETENTION",
                            null,
                            Retention.form(),
                            SettingChecks::retention,
                            "age after which users' data is erased, once an hour, in small steps; unset: kept. Nothing is erased that waits for an answer, or while a person has the conversation")
                    .example("messages=365d,media=90d,events=90d"),
            secret(
                            "MONGODB_URI",
                            "a MongoDB connection string (mongodb://… or mongodb+srv://…)",
                            SettingChecks::mongoUri,
                            "a MongoDB 5.0 or newer instead of the embedded store")
                    .example("mongodb://localhost:27017/recado"),
            secret(
                    "RECADO_OPS_TOKEN",
                    "a token of at least 8 characters, without spaces",
                    SettingChecks.pattern("\\S{8,}"),
                    "bearer token of `/api/v1/**`; without it programs find nothing there (404), save on a loopback-only start: open while the simulator is on, else a 403 that names this setting. People log in without it"),
            setting(
                            "RECADO_ADMIN_EMAIL",
                            null,
                            "an e-mail address such as ana@example.com",
                            SettingChecks::email,
                            "e-mail address of the first admin of the inbox; unset: whoever opens the link that the log names at the start says it")
                    .example("ana@example.com"),
            setting(
                    "RECADO_LOG_FORMAT",
                    "text",
                    "text or json",
                    SettingChecks.oneOf("text", "json"),
                    "how log lines are written"));

    private ServerSettings() {}
}
