package dev.recado.domain.policy;

import dev.recado.domain.answer.AnswerCache;
import dev.recado.domain.answer.AnswerCache.CuratedAnswer;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.ResponseGenerator;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.intent.SmallTalk;
import dev.recado.domain.intent.SmallTalk.Kind;
import dev.recado.domain.intent.SmallTalkPhrases;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.OfferedChoices;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.message.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Replies to small talk where no model does. A model sees the history and replies better. Only the question
/// whether the bot is a robot is always answered here, because that must not depend on a model's instructions. A
/// curated answer to exactly these words has precedence.
public final class SmallTalkPolicy implements ReplyPolicy {
    /// The score from which a curated question counts as the same words.
    private static final double SAME_WORDS_SCORE = 0.95;
    /// How long a reply is remembered, to vary the next one.
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
                .filter(score -> score >= SAME_WORDS_SCORE)
                .isPresent();
    }

    /// A chosen option is never small talk.
    private Optional<SmallTalk> in(TurnContext turn) {
        boolean chosen = turn.messages().stream().anyMatch(message -> message.content() instanceof Content.Choice);
        return chosen ? Optional.empty() : phrases.in(turn.words());
    }

    private static Reply reply(TurnContext turn, SmallTalk talk) {
        List<Option> offered = turn.conversation().offered();
        if (!offered.isEmpty() && (talk.isYes() || talk.kind() == Kind.OK)) {
            return Reply.notice(turn, BuiltInText.CHOOSE)
                    .offering(new OfferedChoices(offered, turn.text(BuiltInText.CHOOSE)));
        }
        TurnContext spoken = inItsLanguage(turn, talk);
        return switch (talk.kind()) {
            case GREETING -> varied(spoken, BuiltInText.SMALL_TALK_GREETING, BuiltInText.SMALL_TALK_GREETING_AGAIN);
            case THANKS -> varied(spoken, BuiltInText.SMALL_TALK_THANKS, BuiltInText.SMALL_TALK_THANKS_AGAIN);
            case GOODBYE -> varied(spoken, BuiltInText.SMALL_TALK_GOODBYE, BuiltInText.SMALL_TALK_GOODBYE_AGAIN);
            case YES -> varied(spoken, BuiltInText.SMALL_TALK_YES, BuiltInText.SMALL_TALK_YES_AGAIN);
            case NO -> varied(spoken, BuiltInText.SMALL_TALK_NO, BuiltInText.SMALL_TALK_NO_AGAIN);
            case OK -> varied(spoken, BuiltInText.SMALL_TALK_OK, BuiltInText.SMALL_TALK_OK_AGAIN);
            case LAUGHTER -> varied(spoken, BuiltInText.SMALL_TALK_LAUGHTER, BuiltInText.SMALL_TALK_LAUGHTER_AGAIN);
            case SORRY -> varied(spoken, BuiltInText.SMALL_TALK_SORRY, BuiltInText.SMALL_TALK_SORRY_AGAIN);
            case WHO -> varied(spoken, BuiltInText.SMALL_TALK_WHO, BuiltInText.SMALL_TALK_WHO_AGAIN);
            case ROBOT -> varied(spoken, BuiltInText.SMALL_TALK_ROBOT, BuiltInText.SMALL_TALK_ROBOT_AGAIN);
        };
    }

    /// "Hello" is answered in English even in a Spanish conversation, whose language stays.
    private static TurnContext inItsLanguage(TurnContext turn, SmallTalk talk) {
        return turn.userState().languageChosen()
                        || talk.languages().isEmpty()
                        || talk.languages().contains(turn.language())
                        || !turn.language().isShipped()
                ? turn
                : turn.in(talk.languages().iterator().next());
    }

    /// Returns the second text if the first was used recently.
    private static Reply varied(TurnContext turn, BuiltInText first, BuiltInText again) {
        String firstWords = turn.text(first);
        String againWords = turn.text(again);
        Instant since = turn.now().minus(REMEMBERED);
        boolean saidFirst = turn.history().reversed().stream()
                .filter(said -> said.role() == Role.ASSISTANT && said.at().isAfter(since))
                .map(Utterance::text)
                .filter(text -> text.equals(firstWords) || text.equals(againWords))
                .findFirst()
                .filter(firstWords::equals)
                .isPresent();
        return Reply.notice(turn, saidFirst ? again : first);
    }
}
