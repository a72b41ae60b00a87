package dev.recado.adapter.twilio;

import dev.recado.domain.usecase.AcceptMessageUseCase;
import dev.recado.domain.usecase.RecordReceiptUseCase;

/// Where the news of a webhook goes.
record Intakes(AcceptMessageUseCase accept, RecordReceiptUseCase receipts) {}
