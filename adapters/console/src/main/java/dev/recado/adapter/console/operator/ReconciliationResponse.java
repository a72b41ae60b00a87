package dev.recado.adapter.console.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.intake.ReconcileUseCase.Reconciliation.Done;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/// The outcome of a reconciliation.
///
/// @param incomplete true when the providers had more than they could list; null otherwise
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
@JsonInclude(Include.NON_NULL)
record ReconciliationResponse(
        String since,
        int listed,
        int takenIn,
        int known,
        @Nullable Boolean incomplete) {

    static ReconciliationResponse of(Done done) {
        return new ReconciliationResponse(
                done.since().toString(), done.listed(), done.accepted(), done.known(), done.complete() ? null : true);
    }
}
