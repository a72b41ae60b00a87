package dev.recado.adapter.mongodb;

import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.kept.KeptDocuments;
import dev.recado.adapter.mongodb.kept.MongoKeptList;
import dev.recado.adapter.mongodb.records.MongoOpenQuestions;
import dev.recado.domain.kept.CannedReply;
import dev.recado.domain.kept.KeptList;
import dev.recado.domain.kept.Label;
import dev.recado.domain.teaching.OpenQuestions;
import dev.recado.domain.teaching.TaughtAnswer;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/// Creates the lists that the people of the business keep.
@Factory
final class KeptListFactory {

    @Singleton
    KeptList<CannedReply> cannedReplies(MongoStore store) {
        return new MongoKeptList<>(
                store, KeptDocuments.CANNED_REPLIES, KeptDocuments::write, KeptDocuments::cannedReply);
    }

    @Singleton
    KeptList<TaughtAnswer> taughtAnswers(MongoStore store) {
        return new MongoKeptList<>(store, KeptDocuments.ANSWERS, KeptDocuments::write, KeptDocuments::answer);
    }

    @Singleton
    OpenQuestions openQuestions(MongoStore store) {
        return new MongoOpenQuestions(store);
    }

    @Singleton
    KeptList<Label> labels(MongoStore store) {
        return new MongoKeptList<>(store, KeptDocuments.LABELS, KeptDocuments::write, KeptDocuments::label);
    }
}
