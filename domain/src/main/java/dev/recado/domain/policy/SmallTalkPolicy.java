package dev.recado.domain.policy;

import dev.recado.domain.guard.SmallTalk;
import dev.recado.domain.guard.SmallTalk.Kind;
import dev.recado.domain.guard.SmallTalkPhrases;
import dev.recado.domain.model.Content;
import dev.recado.domain.model.Offer;
import dev.recado.domain.model.OutboundContent.Option;
import dev.recado.domain.model.Phrase;
import dev.recado.domain.model.Role;
import dev.recado.domain.model.Turn;
import dev.recado.domain.port.AnswerCache;
import dev.recado.domain.port.AnswerCache.CuratedAnswer;
import dev.recado.domain.port.ResponseGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Answers greetings, thanks and the like where no model does. A model sees what was said before and answers small talk
/// better; what it is, a user is told in any case by the bot itself: that must not hang on a model's instructions. A
/// curated answer to just these words goes before.
public final class SmallTalkPolicy implements ReplyPolicy {
    /// As well as a curated question must match to be the same words.
    private static final double THE_SAME = 0.95;
    /// A reply that is older is not repeated when it is said again.
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final AnswerCache curated;
    private final ResponseGenerator generator;
    private final SmallTalkPhrases phrases;

    public SmallTalkPolicy(AnswerCache curated, ResponseGenerator generator, SmallTalkPhrases phrases) {
        this.phrases = phrases;
        this.curated = curated;
        this.generator = generator;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        return in(turn).filter(talk -> !generator.isConfigured() || talk.kind() == Kind.ROBOT)
                .filter(_ -> !isCurated(turn))
                .map(talk -> reply(turn, talk));
    }

    private boolean isCurated(TurnContext turn) {
        return curated.find(turn.words(), turn.language())
                .map(CuratedAnswer::score)
                .filter(score -> score >= THE_SAME)
                .isPresent();
    }

    /// What was chosen among options is no small talk, whatever its words.
    private Optional<SmallTalk> in(TurnContext turn) {
        boolean chosen = turn.messages().stream().anyMatch(message -> message.content() instanceof Content.Choice);
        return chosen ? Optional.empty() : phrases.in(turn.words());
    }

    private static Reply reply(TurnContext turn, SmallTalk talk) {
        List<Option> offered = turn.conversation().offered();
        if (!offered.isEmpty() && (talk.isYes() || talk.kind() == Kind.OK)) {
            return Reply.notice(turn, Phrase.CHOOSE).offering(new Offer(offered, turn.text(Phrase.CHOOSE)));
        }
        TurnContext spoken = inItsLanguage(turn, talk);
        return switch (talk.kind()) {
            case GREETING -> either(spoken, Phrase.SMALL_TALK_GREETING, Phrase.SMALL_TALK_GREETING_AGAIN);
            case THANKS -> either(spoken, Phrase.SMALL_TALK_THANKS, Phrase.SMALL_TALK_THANKS_AGAIN);
            case GOODBYE -> either(spoken, Phrase.SMALL_TALK_GOODBYE, Phrase.SMALL_TALK_GOODBYE_AGAIN);
            case YES -> either(spoken, Phrase.SMALL_TALK_YES, Phrase.SMALL_TALK_YES_AGAIN);
            case NO -> either(spoken, Phrase.SMALL_TALK_NO, Phrase.SMALL_TALK_NO_AGAIN);
            case OK -> either(spoken, Phrase.SMALL_TALK_OK, Phrase.SMALL_TALK_OK_AGAIN);
            case LAUGHTER -> either(spoken, Phrase.SMALL_TALK_LAUGHTER, Phrase.SMALL_TALK_LAUGHTER_AGAIN);
            case SORRY -> either(spoken, Phrase.SMALL_TALK_SORRY, Phrase.SMALL_TALK_SORRY_AGAIN);
            case WHO -> either(spoken, Phrase.SMALL_TALK_WHO, Phrase.SMALL_TALK_WHO_AGAIN);
            case ROBOT -> either(spoken, Phrase.SMALL_TALK_ROBOT, Phrase.SMALL_TALK_ROBOT_AGAIN);
        };
    }

    /// "Hello" is answered in English also where Spanish is spoken; the conversation stays as it was.
    private static TurnContext inItsLanguage(TurnContext turn, SmallTalk talk) {
        return turn.standing().languageChosen()
                        || talk.languages().isEmpty()
                        || talk.languages().contains(turn.language())
                        || !turn.language().isShipped()
                ? turn
                : turn.in(talk.languages().iterator().next());
    }

    /// The other one of two, when one was said lately.
    private static Reply either(TurnContext turn, Phrase first, Phrase again) {
        String firstWords = turn.text(first);
        String againWords = turn.text(again);
        Instant since = turn.now().minus(REMEMBERED);
        boolean saidFirst = turn.history().reversed().stream()
                .filter(said -> said.role() == Role.ASSISTANT && said.at().isAfter(since))
                .map(Turn::text)
                .filter(text -> text.equals(firstWords) || text.equals(againWords))
                .findFirst()
                .filter(firstWords::equals)
                .isPresent();
        return Reply.notice(turn, saidFirst ? again : first);
    }
}
