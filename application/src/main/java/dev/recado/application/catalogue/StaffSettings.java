package dev.recado.application.catalogue;

import static dev.recado.application.catalogue.SettingDefinition.secret;
import static dev.recado.application.catalogue.SettingDefinition.setting;

import java.util.List;

/// Settings of how people of the business are told that a user waits for them.
final class StaffSettings {
    private static final String NUMBER = "\\+[1-9]\\d{6,14}";
    private static final String ADDRESS = "[^\\s<>@,;:\"\\p{Cntrl}]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?";

    static final List<SettingDefinition> ALL = List.of(
            setting(
                            "RECADO_STAFF_WHATSAPP",
                            null,
                            "phone numbers with country code such as +34600000001, with commas between them",
                            SettingChecks.listOf(SettingChecks.pattern(NUMBER)),
                            "who is told by WhatsApp, from the bot's own number, when a user asks for a person or nobody takes the request in time")
                    .example("+34600000001,+34600000002"),
            setting(
                            "RECADO_STAFF_EMAIL",
                            null,
                            "e-mail addresses with commas between them",
                            SettingChecks.listOf(SettingChecks.pattern(ADDRESS)),
                            "who is told by e-mail; needs `SMTP_URL` and `SMTP_FROM`")
                    .example("reception@example.com"),
            secret(
                    "SMTP_URL",
                    "smtp://user:password@host:587 or smtps://user:password@host:465, an @ or : in the password as %40 or %3A",
                    SettingChecks::smtpUrl,
                    "the mail server; the connection is encrypted (STARTTLS, or TLS from the start with `smtps`) before a password is sent"),
            setting(
                            "SMTP_FROM",
                            null,
                            "one e-mail address",
                            SettingChecks.pattern(ADDRESS),
                            "the sender of mails, an address that the mail server lets `SMTP_URL`'s user write from")
                    .example("recado@example.com"));

    private StaffSettings() {}
}
