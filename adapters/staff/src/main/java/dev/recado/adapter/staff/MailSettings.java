package dev.recado.adapter.staff;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;

/// The mail server. Its text form hides the password.
///
/// @param url `smtp://user:password@host:587` or `smtps://…`
/// @param from the sender's address
@ConfigurationProperties("recado.smtp")
@Requires(property = "recado.smtp.url")
record MailSettings(String url, String from) {

    @Override
    public String toString() {
        return "MailSettings[from=" + from + "]";
    }
}
