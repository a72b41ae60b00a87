package dev.recado.adapter.console.business;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.event.BusinessRecords.LeadRecord;
import dev.recado.domain.identity.PublicIds;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of leads.
///
/// @param next the `after` of the next page; null on the last one
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
@JsonInclude(Include.ALWAYS)
record LeadPage(
        List<Lead> leads,
        @JsonInclude(Include.NON_NULL) @Nullable String next) {

    LeadPage {
        leads = List.copyOf(leads);
    }

    static LeadPage of(List<LeadRecord> leads, @Nullable String next, PublicIds ids) {
        return new LeadPage(leads.stream().map(lead -> Lead.of(lead, ids)).toList(), next);
    }

    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    @JsonInclude(Include.ALWAYS)
    record Lead(
            String id,
            String conversation,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String source,
            String createdAt) {

        static Lead of(LeadRecord lead, PublicIds ids) {
            return new Lead(
                    ids.of(lead.id()),
                    ids.of(lead.conversationId()),
                    lead.name(),
                    lead.email(),
                    lead.phone(),
                    lead.source(),
                    lead.createdAt().toString());
        }
    }
}
