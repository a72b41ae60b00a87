package dev.recado.domain.policy;

import dev.recado.domain.answer.OffencePenalty;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.guard.ContentGuard;
import dev.recado.domain.intent.ConsentWords;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// How the bot treats people, and has itself be treated: the policies that come before any answer.
///
/// @param optOutWords what opts out beside the words that come with Recado
/// @param repeats how often in a row the same words may come again; 0 for no limit
public record ReplyPolicies(MessageLimits limits, OffencePenalty offences, int repeats, Set<String> optOutWords) {
    /// Without limits; insults are refused, and block nobody.
    public static final ReplyPolicies LENIENT =
            new ReplyPolicies(MessageLimits.NONE, new OffencePenalty(0, Duration.ZERO, Duration.ZERO), 0, Set.of());

    public ReplyPolicies {
        optOutWords = Set.copyOf(optOutWords);
    }

    /// What comes first, whatever was sent: may the bot speak, and is it ordered to do something?
    public List<ReplyPolicy> first() {
        return List.of(
                new ConsentPolicy(new ConsentWords(optOutWords)),
                new HumanPolicy(),
                new BlockPolicy(),
                new LimitPolicy(limits),
                new CommandPolicy(limits));
    }

    /// For when there are words, before any answer is looked for.
    public ReplyPolicy guard() {
        return new GuardPolicy(offences, repeats);
    }

    /// For when no curated answer fits, before anything is paid for.
    public ReplyPolicy moderation(ContentGuard guard) {
        return new ModerationPolicy(guard, offences);
    }
}
