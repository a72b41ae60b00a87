package dev.recado.adapter.twilio.webhook;

import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.intake.AcceptMessageUseCase;

/// Where the news of a webhook goes.
public record WebhookUseCases(AcceptMessageUseCase accept, RecordReceiptUseCase receipts) {}
