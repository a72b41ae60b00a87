package dev.recado.adapter.console.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.delivery.MessageSender.CredentialCheck;
import dev.recado.domain.delivery.MessageSender.CredentialCheck.Rejected;
import dev.recado.domain.delivery.MessageSender.CredentialCheck.Unreachable;
import dev.recado.domain.delivery.MessageSender.CredentialCheck.Valid;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The credentials of every provider.
///
/// @param error null when all are valid
/// @param message names the providers whose credentials are not valid; null when all are
@Serdeable.Serializable
@JsonInclude(Include.NON_NULL)
record CredentialsResponse(@Nullable String error, @Nullable String message, List<ChannelCredentials> channels) {

    CredentialsResponse {
        channels = List.copyOf(channels);
    }

    static CredentialsResponse of(List<ChannelCredentials> channels) {
        String invalid = channels.stream()
                .filter(each -> each.account() == null)
                .map(ChannelCredentials::channel)
                .collect(Collectors.joining(", "));
        return invalid.isEmpty()
                ? new CredentialsResponse(null, null, channels)
                : new CredentialsResponse("credentials", "the credentials do not work for: " + invalid, channels);
    }

    boolean isValid() {
        return error == null;
    }

    /// @param account null unless the credentials are valid
    /// @param reason why they are not
    @Serdeable.Serializable
    @JsonInclude(Include.NON_NULL)
    record ChannelCredentials(
            String channel,
            String result,
            @Nullable String account,
            @Nullable String reason) {

        static ChannelCredentials of(String channel, CredentialCheck check) {
            return switch (check) {
                case Valid valid -> new ChannelCredentials(channel, "valid", valid.account(), null);
                case Rejected rejected -> new ChannelCredentials(channel, "rejected", null, rejected.reason());
                case Unreachable unreachable -> new ChannelCredentials(channel, "unreachable", null, unreachable.why());
            };
        }
    }
}
