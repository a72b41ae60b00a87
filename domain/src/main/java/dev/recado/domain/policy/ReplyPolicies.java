package dev.recado.domain.policy;

import dev.recado.domain.answer.OffencePenalty;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.guard.ContentGuard;
import dev.recado.domain.intent.ConsentWords;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The policies that precede any answer, with their settings.
///
/// @param optOutWords opt-out words in addition to the built-in ones
/// @param repeats how many repeats of the same words in a row are answered; 0 for no limit
public record ReplyPolicies(MessageLimits limits, OffencePenalty offences, int repeats, Set<String> optOutWords) {
    /// No limits; insults are refused but block nobody.
    public static final ReplyPolicies LENIENT =
            new ReplyPolicies(MessageLimits.NONE, new OffencePenalty(0, Duration.ZERO, Duration.ZERO), 0, Set.of());

    public ReplyPolicies {
        optOutWords = Set.copyOf(optOutWords);
    }

    /// The first policies, for any content: consent, blocks, limits and commands.
    public List<ReplyPolicy> first() {
        return List.of(
                new ConsentPolicy(new ConsentWords(optOutWords)),
                new HumanPolicy(),
                new BlockPolicy(),
                new LimitPolicy(limits),
                new CommandPolicy(limits));
    }

    /// The guard for text, before any answer is searched.
    public ReplyPolicy guard() {
        return new GuardPolicy(offences, repeats);
    }

    /// The moderation, after the curated answers and before any paid call.
    public ReplyPolicy moderation(ContentGuard guard) {
        return new ModerationPolicy(guard, offences);
    }
}
