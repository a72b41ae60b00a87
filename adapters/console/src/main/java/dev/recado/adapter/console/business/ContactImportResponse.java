package dev.recado.adapter.console.business;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// The outcome of an import.
///
/// @param kept how many contacts were stored
/// @param refused how many rows were refused
/// @param faults why, of the first of them
@Serdeable.Serializable
@JsonInclude(Include.ALWAYS)
record ContactImportResponse(int kept, int refused, List<Fault> faults) {
    private static final int MAX_FAULTS = 100;

    ContactImportResponse {
        faults = List.copyOf(faults);
    }

    static ContactImportResponse of(ContactCsvImport file) {
        return new ContactImportResponse(
                file.contacts().size(),
                file.faults().size(),
                file.faults().stream()
                        .limit(MAX_FAULTS)
                        .map(fault -> new Fault(fault.line(), fault.why()))
                        .toList());
    }

    @Serdeable.Serializable
    record Fault(int line, String why) {}
}
