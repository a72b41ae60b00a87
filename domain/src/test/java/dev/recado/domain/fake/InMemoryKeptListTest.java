package dev.recado.domain.fake;

import dev.recado.domain.contract.KeptListContract;
import dev.recado.domain.kept.CannedReply;
import dev.recado.domain.kept.KeptList;
import dev.recado.domain.kept.Label;
import dev.recado.domain.teaching.TaughtAnswer;

class InMemoryKeptListTest implements KeptListContract {
    private final InMemoryKeptList<CannedReply> cannedReplies = new InMemoryKeptList<>();
    private final InMemoryKeptList<TaughtAnswer> answers = new InMemoryKeptList<>();
    private final InMemoryKeptList<Label> labels = new InMemoryKeptList<>();

    @Override
    public KeptList<CannedReply> cannedReplies() {
        return cannedReplies;
    }

    @Override
    public KeptList<TaughtAnswer> taughtAnswers() {
        return answers;
    }

    @Override
    public KeptList<Label> keptLabels() {
        return labels;
    }
}
