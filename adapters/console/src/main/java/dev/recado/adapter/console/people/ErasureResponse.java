package dev.recado.adapter.console.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.privacy.Erasure;
import dev.recado.domain.privacy.RecordKind;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was erased of a user, and what stays.
///
/// @param status `done`, or `under_way` while a background task does the rest
/// @param erased how many of each kind, since the first request
@Serdeable.Serializable
@JsonInclude(Include.ALWAYS)
record ErasureResponse(String id, String status, Map<String, Long> erased, List<Remnant> stays) {
    private static final String MESSAGES = "messages";
    private static final Remnant AUDIT = new Remnant(
            "audit", "who of the business read, wrote and did what, under this id and without number or text");
    private static final Remnant RECORD =
            new Remnant("erasure", "that and when this was erased, under a digest with the store's key");
    private static final Remnant OPT_OUT = new Remnant(
            "opt_out",
            "what the user refused to receive, under a digest of the number with the store's key, so that nobody"
                    + " writes to the user again");

    /// What is kept of an erased user, and why.
    @Serdeable.Serializable
    record Remnant(String what, String why) {}

    static ErasureResponse of(String id, Erasure erasure) {
        Map<String, Long> erased = new LinkedHashMap<>();
        erased.put(Erasure.CONVERSATIONS, erasure.count(Erasure.CONVERSATIONS));
        for (RecordKind kind : RecordKind.values()) {
            boolean isMessage = kind == RecordKind.RECEIVED || kind == RecordKind.SAID;
            erased.merge(isMessage ? MESSAGES : kind.id(), erasure.count(kind.id()), Long::sum);
        }
        erased.put(Erasure.FILES, erasure.count(Erasure.FILES));
        erased.put(Erasure.SPOOLED, erasure.count(Erasure.SPOOLED));
        List<Remnant> stays = new ArrayList<>(List.of(AUDIT, RECORD));
        if (erasure.count(Erasure.OPT_OUT) > 0) {
            stays.add(OPT_OUT);
        }
        return new ErasureResponse(id, erasure.isDone() ? "done" : "under_way", erased, stays);
    }
}
