package dev.recado.adapter.meta.api;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;

/// Settings of the business's numbers at Meta and of the Graph API. Its text form hides the secrets.
///
/// @param phoneNumberId the ids of the numbers that are answered, separated by commas; the first one sends what
/// is no reply to a user
/// @param bsuidField the request field for a user without a phone number
@ConfigurationProperties("recado.whatsapp")
@Requires(property = "recado.whatsapp.token")
public record MetaSettings(
        String token,
        String phoneNumberId,
        String appSecret,
        String verifyToken,

        String apiBaseUrl,

        String apiVersion,
        String bsuidField) {

    /// Base URL and version, with a trailing slash.
    String root() {
        return apiBaseUrl.strip().replaceAll("/+$", "") + "/" + apiVersion + "/";
    }

    @Override
    public String toString() {
        return "MetaSettings[phoneNumberId=" + phoneNumberId + "]";
    }
}
