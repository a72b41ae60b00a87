package dev.recado.domain.answer;

import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.answer.ResponseGenerator.File;
import dev.recado.domain.answer.ResponseGenerator.KnownFacts;
import dev.recado.domain.answer.ResponseGenerator.ModelOptions;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import dev.recado.domain.answer.ResponseGenerator.Reference;
import dev.recado.domain.conversation.LastNotification;
import dev.recado.domain.conversation.Utterance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects what a model is told about a turn. The user's own phone number is removed from all of it, whoever
/// wrote it.
public record PromptContext(
        KnowledgeSearch knowledge, ContactFacts contacts, Attachments files, ReferencedMessages references) {

    public Prompt prompt(TurnContext turn, Map<String, String> contact, List<Passage> passages, List<File> enclosed) {
        OwnNumberMask number = OwnNumberMask.of(turn);
        List<Utterance> history = turn.history().stream()
                .map(said -> new Utterance(said.role(), number.mask(said.text()), said.at()))
                .toList();
        Map<String, String> facts = new LinkedHashMap<>();
        contact.forEach((field, value) -> facts.put(field, number.mask(value)));
        String name = turn.profileName();
        return new Prompt(
                history,
                number.mask(turn.modelText()),
                enclosed,
                turn.language(),
                new KnownFacts(
                        name == null || number.isIn(name) ? null : name,
                        facts,
                        notice(turn.conversation().lastNotice(), number),
                        references.of(turn).stream()
                                .map(reference -> masked(number, reference))
                                .toList(),
                        passages),
                new ModelOptions(
                        true,
                        question -> knowledge.of(turn, question),
                        turn.conversation().thread(),
                        HandoffRequest.promise(turn)),
                turn.deadline());
    }

    private static Reference masked(OwnNumberMask number, Reference reference) {
        return switch (reference) {
            case Reference.Quoted quoted -> new Reference.Quoted(quoted.by(), number.mask(quoted.text()));
            case Reference.CameFrom came -> came;
        };
    }

    private static @Nullable LastNotification notice(@Nullable LastNotification notice, OwnNumberMask number) {
        return notice == null
                ? null
                : new LastNotification(
                        notice.event(),
                        number.mask(notice.subject()),
                        number.mask(notice.body()),
                        notice.channel(),
                        notice.at());
    }
}
