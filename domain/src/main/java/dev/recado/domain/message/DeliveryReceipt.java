package dev.recado.domain.message;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.PartId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// News of how far a part got, told by the provider.
///
/// @param partId our own id of the part, when the callback carried it
/// @param errorCode the provider's error code, if it failed
/// @param errorText the provider's words for it
public record DeliveryReceipt(
        Channel channel,
        String externalId,
        @Nullable PartId partId,
        DeliveryStatus status,
        @Nullable String errorCode,
        @Nullable String errorText,
        Instant at) {}
