package dev.recado.adapter.twilio.webhook;

import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.intake.AcceptMessageUseCase;

/// The use cases that a webhook's messages and receipts are passed to.
public record WebhookUseCases(AcceptMessageUseCase accept, RecordReceiptUseCase receipts) {}
