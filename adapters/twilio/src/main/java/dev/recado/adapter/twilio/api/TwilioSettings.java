package dev.recado.adapter.twilio.api;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Settings of the Twilio account and its REST API. Its text form hides the secrets.
///
/// @param whatsappFrom the business's numbers, separated by commas; unset where a Messaging Service sends
@ConfigurationProperties("recado.twilio")
@Requires(property = "recado.twilio.account-sid")
public record TwilioSettings(
        String accountSid,
        String authToken,
        @Nullable String authTokenSecondary,
        @Nullable String whatsappFrom,
        @Nullable String messagingServiceSid,
        @Nullable String apiBase) {
    public BusinessNumbers businessNumbers() {
        return BusinessNumbers.of(whatsappFrom, messagingServiceSid);
    }

    /// The tokens that may have signed a request.
    public List<String> tokens() {
        return Stream.concat(Stream.of(authToken), Optional.ofNullable(authTokenSecondary).stream())
                .filter(token -> !token.isBlank())
                .toList();
    }

    @Override
    public String toString() {
        return "TwilioSettings[accountSid=" + accountSid + "]";
    }
}
