package dev.recado.adapter.console.teaching;

import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.adapter.console.kept.KeptRequests;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.kept.Edit;
import dev.recado.domain.teaching.QuestionGroups;
import dev.recado.domain.teaching.TaughtAnswer;
import dev.recado.domain.text.Language;
import io.micronaut.http.HttpRequest;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads requests about answers.
@Singleton
final class AnswerRequests {
    private static final String EXAMPLE =
            "{\"questions\": [\"Do you have parking?\"], \"answer\": \"Yes.\", \"language\": \"en\"}";
    private static final int MAX_ID = 500;
    private static final int MAX_TRIED = 50;
    private static final int MAX_TRIED_LENGTH = 500;

    private final KeptRequests requests;
    private final PublicIds ids;

    AnswerRequests(KeptRequests requests, PublicIds ids) {
        this.requests = requests;
        this.ids = ids;
    }

    /// An answer as somebody wants it.
    ///
    /// @param resolves the ids of the questions that it settles
    record Wish(List<String> questions, String answer, Language language, List<String> resolves) {
        TaughtAnswer answer(String id, Edit edit) {
            return new TaughtAnswer(id, questions, answer, language, edit);
        }
    }

    /// Questions to try.
    ///
    /// @param draft null for none
    record Try(
            List<String> questions,
            Language language,
            @Nullable Wish draft,
            @Nullable String draftId) {}

    String newId() {
        return requests.newId();
    }

    Wish wish(HttpRequest<byte[]> request) throws InvalidBodyException {
        JsonNode body = requests.object(request, EXAMPLE);
        return wish(body, language(body));
    }

    private Wish wish(JsonNode body, Language language) throws InvalidBodyException {
        return new Wish(
                texts(body, "questions", TaughtAnswer.MAX_QUESTIONS, TaughtAnswer.MAX_QUESTION),
                KeptRequests.text(body, "answer", TaughtAnswer.MAX_ANSWER),
                language,
                body.get("resolves") == null ? List.of() : questionIds(body, "resolves"));
    }

    Try toTry(HttpRequest<byte[]> request) throws InvalidBodyException {
        JsonNode body = requests.object(request, "{\"questions\": [\"Do you have parking?\"], \"language\": \"en\"}");
        Language language = language(body);
        JsonNode draft = body.get("draft");
        boolean hasDraft = draft != null && !draft.isNull();
        if (hasDraft && !draft.isObject()) {
            throw new InvalidBodyException("draft: expected questions and an answer");
        }
        return new Try(
                texts(body, "questions", MAX_TRIED, MAX_TRIED_LENGTH),
                language,
                hasDraft ? wish(draft, language) : null,
                hasDraft && draft.get("id") != null && draft.get("id").isString()
                        ? draft.get("id").getStringValue()
                        : null);
    }

    List<String> dismissed(HttpRequest<byte[]> request) throws InvalidBodyException {
        return questionIds(requests.object(request, "{\"questions\": [\"…\"]}"), "questions");
    }

    private List<String> questionIds(JsonNode body, String name) throws InvalidBodyException {
        JsonNode given = body.get(name);
        if (given == null || !given.isArray() || given.size() > QuestionGroups.MAX_QUESTIONS) {
            throw new InvalidBodyException(
                    name + ": expected up to " + QuestionGroups.MAX_QUESTIONS + " ids of questions");
        }
        List<String> found = new ArrayList<>();
        for (JsonNode one : given.values()) {
            if (!one.isString() || one.getStringValue().length() > MAX_ID) {
                throw new InvalidBodyException(name + ": expected ids of questions");
            }
            found.add(ids.decrypted(one.getStringValue()));
        }
        return found;
    }

    private static Language language(JsonNode body) throws InvalidBodyException {
        Language language = KeptRequests.language(body);
        if (language == null) {
            throw new InvalidBodyException("language: expected a code such as es");
        }
        return language;
    }

    private static List<String> texts(JsonNode body, String name, int most, int max) throws InvalidBodyException {
        String expected = name + ": expected 1 to " + most + " strings of up to " + max + " characters";
        JsonNode given = body.get(name);
        if (given == null || !given.isArray() || given.size() == 0 || given.size() > most) {
            throw new InvalidBodyException(expected);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode one : given.values()) {
            String text = one.isString() ? one.getStringValue().strip() : "";
            if (text.isEmpty() || text.length() > max) {
                throw new InvalidBodyException(expected);
            }
            texts.add(text);
        }
        return texts;
    }
}
