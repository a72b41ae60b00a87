package dev.recado.application.wiring;

import dev.recado.domain.handoff.ConversationMarks;
import dev.recado.domain.kept.CannedReply;
import dev.recado.domain.kept.KeptList;
import dev.recado.domain.kept.KeptListEditor;
import dev.recado.domain.kept.Label;
import dev.recado.domain.kept.LabelBook;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.AuditTrail;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Wires the lists that the people of the business keep.
@Factory
class KeptWiring {

    @Singleton
    KeptListEditor<CannedReply> cannedReplies(KeptList<CannedReply> list, AuditTrail audit, InstantSource clock) {
        return new KeptListEditor<>(list, CannedReply.MAX_COUNT, Action.CANNED_REPLY_CHANGED, audit, clock);
    }

    @Singleton
    LabelBook labels(KeptList<Label> list, ConversationMarks marks, AuditTrail audit, InstantSource clock) {
        return new LabelBook(new KeptListEditor<>(list, Label.MAX_COUNT, Action.LABEL_CHANGED, audit, clock), marks);
    }
}
