package dev.recado.adapter.console.business;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.event.BusinessRecords;
import dev.recado.domain.identity.PublicIds;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of handoffs.
///
/// @param next the `after` of the next page; null on the last one
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
@JsonInclude(Include.ALWAYS)
record HandoffPage(
        List<Handoff> handoffs,
        @JsonInclude(Include.NON_NULL) @Nullable String next) {

    HandoffPage {
        handoffs = List.copyOf(handoffs);
    }

    static HandoffPage of(List<BusinessRecords.Handoff> handoffs, @Nullable String next, PublicIds ids) {
        return new HandoffPage(
                handoffs.stream().map(handoff -> Handoff.of(handoff, ids)).toList(), next);
    }

    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    @JsonInclude(Include.ALWAYS)
    record Handoff(
            String id,
            String conversation,
            @Nullable String reason,
            @Nullable String requestedBy,
            @Nullable String phone,
            @Nullable String userId,
            @Nullable String name,
            @Nullable String text,
            String status,
            String requestedAt) {

        static Handoff of(BusinessRecords.Handoff handoff, PublicIds ids) {
            return new Handoff(
                    ids.of(handoff.id()),
                    ids.of(handoff.conversationId()),
                    handoff.reason(),
                    handoff.requestedBy(),
                    handoff.who().phone(),
                    handoff.who().userId(),
                    handoff.who().name(),
                    handoff.who().text(),
                    handoff.status(),
                    handoff.requestedAt().toString());
        }
    }
}
