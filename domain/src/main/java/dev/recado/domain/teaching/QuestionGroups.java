package dev.recado.domain.teaching;

import dev.recado.domain.text.AnalysisExecutor;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Groups the open questions of each language by what they ask for.
public final class QuestionGroups {
    /// The newest of them are grouped.
    public static final int MAX_QUESTIONS = 500;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Comparator<Group> MOST_ASKED_FIRST = Comparator.comparingInt(
                    (Group group) -> -group.questions().size())
            .thenComparing(group -> group.questions().getFirst().at(), Comparator.reverseOrder());

    private final OpenQuestions questions;
    private final QuestionLikeness likeness;
    private final AnalysisExecutor analysis;
    private final InstantSource clock;

    public QuestionGroups(
            OpenQuestions questions, QuestionLikeness likeness, AnalysisExecutor analysis, InstantSource clock) {
        this.questions = questions;
        this.likeness = likeness;
        this.analysis = analysis;
        this.clock = clock;
    }

    /// Questions that ask for the same.
    ///
    /// @param questions the newest first; never empty
    public record Group(Language language, List<Question> questions) {
        public Group {
            questions = List.copyOf(questions);
        }
    }

    /// @param more whether there are older questions that are in no group
    public record Groups(List<Group> groups, boolean more) {
        public Groups {
            groups = List.copyOf(groups);
        }
    }

    /// Returns the groups, the most asked first.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when the store does not answer; a retry may help
    public Groups groups() {
        List<Question> open =
                questions.open(MAX_QUESTIONS + 1).stream().map(Question::of).toList();
        Map<Language, List<Question>> byLanguage = open.stream()
                .limit(MAX_QUESTIONS)
                .collect(Collectors.groupingBy(Question::language, LinkedHashMap::new, Collectors.toList()));
        List<Group> groups = new ArrayList<>();
        byLanguage.forEach((language, asked) -> {
            List<String> texts = asked.stream().map(Question::text).toList();
            analysis.call(clock.instant().plus(LONGEST), () -> likeness.groups(texts, language))
                    .forEach(positions -> groups.add(new Group(
                            language, positions.stream().map(asked::get).toList())));
        });
        groups.sort(MOST_ASKED_FIRST);
        return new Groups(groups, open.size() > MAX_QUESTIONS);
    }
}
