package dev.recado.adapter.console.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.people.AuditEntry;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A page of the audit record, newest first.
///
/// @param next the `after` of the next page; null on the last one
@Serdeable.Serializable
@JsonInclude(Include.ALWAYS)
record AuditPage(List<Entry> items, @Nullable String next) {

    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Entry(
            String id,
            String at,
            Who who,
            String action,
            @Nullable String subject,
            Map<String, String> details) {
        static Entry of(AuditEntry entry) {
            return new Entry(
                    entry.id(),
                    entry.at().toString(),
                    new Who(entry.who().id(), entry.who().name()),
                    entry.action().id(),
                    entry.subject(),
                    entry.details());
        }
    }

    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Who(String id, String name) {}
}
