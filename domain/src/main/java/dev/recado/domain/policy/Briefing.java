package dev.recado.domain.policy;

import dev.recado.domain.model.Notice;
import dev.recado.domain.model.Turn;
import dev.recado.domain.port.KnowledgeBase.Passage;
import dev.recado.domain.port.ResponseGenerator.File;
import dev.recado.domain.port.ResponseGenerator.Known;
import dev.recado.domain.port.ResponseGenerator.Means;
import dev.recado.domain.port.ResponseGenerator.Prompt;
import dev.recado.domain.port.ResponseGenerator.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model is told of a turn, and where it comes from. The user's own phone number is not among it, whoever
/// wrote it.
public record Briefing(KnowledgeSearch knowledge, ContactFacts contacts, Enclosures files, References references) {

    Prompt prompt(TurnContext turn, Map<String, String> contact, List<Passage> passages, List<File> enclosed) {
        OwnNumber number = OwnNumber.of(turn);
        List<Turn> history = turn.history().stream()
                .map(said -> new Turn(said.role(), number.outOf(said.text()), said.at()))
                .toList();
        Map<String, String> facts = new LinkedHashMap<>();
        contact.forEach((field, value) -> facts.put(field, number.outOf(value)));
        String name = turn.profileName();
        return new Prompt(
                history,
                number.outOf(turn.said()),
                enclosed,
                turn.language(),
                new Known(
                        name == null || number.isIn(name) ? null : name,
                        facts,
                        notice(turn.conversation().lastNotice(), number),
                        references.of(turn).stream()
                                .map(reference -> without(number, reference))
                                .toList(),
                        passages),
                new Means(
                        true,
                        question -> knowledge.of(turn, question),
                        turn.conversation().thread()),
                turn.deadline());
    }

    private static Reference without(OwnNumber number, Reference reference) {
        return switch (reference) {
            case Reference.Quoted quoted -> new Reference.Quoted(quoted.by(), number.outOf(quoted.text()));
            case Reference.CameFrom came -> came;
        };
    }

    private static @Nullable Notice notice(@Nullable Notice notice, OwnNumber number) {
        return notice == null
                ? null
                : new Notice(
                        notice.event(),
                        number.outOf(notice.subject()),
                        number.outOf(notice.body()),
                        notice.channel(),
                        notice.at());
    }
}
