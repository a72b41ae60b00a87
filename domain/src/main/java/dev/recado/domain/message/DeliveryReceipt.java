package dev.recado.domain.message;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.PartId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A provider's report on the delivery of a part.
///
/// @param partId our own id of the part, when the callback carried it
/// @param errorCode the provider's error code, if the part failed
/// @param errorText the provider's error message
public record DeliveryReceipt(
        Channel channel,
        String externalId,
        @Nullable PartId partId,
        DeliveryStatus status,
        @Nullable String errorCode,
        @Nullable String errorText,
        Instant at) {}
