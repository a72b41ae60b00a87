package dev.recado.adapter.meta.api;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// Settings of the business's numbers at Meta and of the Graph API. Its text form hides the secrets.
///
/// @param phoneNumberId the ids of the numbers that are answered, separated by commas; the first one sends what
/// is no reply to a user
/// @param bsuidField the request field for a user without a phone number
/// @param requestTimeout for one call from its start to the last byte of the answer
/// @param maxConcurrentRequests calls in flight at once
@ConfigurationProperties("recado.whatsapp")
@Requires(property = "recado.whatsapp.token")
public record MetaSettings(
        String token,
        String phoneNumberId,
        String appSecret,
        String verifyToken,

        @Bindable(defaultValue = "https://graph.facebook.com")
        String apiBaseUrl,

        @Bindable(defaultValue = "v26.0") String apiVersion,
        @Bindable(defaultValue = "recipient") String bsuidField,
        @Bindable(defaultValue = "5s") Duration connectTimeout,
        @Bindable(defaultValue = "10s") Duration requestTimeout,
        @Bindable(defaultValue = "100") int maxConcurrentRequests) {

    /// Base URL and version, with a trailing slash.
    String root() {
        return apiBaseUrl.strip().replaceAll("/+$", "") + "/" + apiVersion + "/";
    }

    @Override
    public String toString() {
        return "MetaSettings[phoneNumberId=" + phoneNumberId + "]";
    }
}
