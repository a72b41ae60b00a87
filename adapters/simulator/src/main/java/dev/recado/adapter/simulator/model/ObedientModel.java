package dev.recado.adapter.simulator.model;

import dev.recado.adapter.simulator.model.ModelRequest.Message;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A model that follows any instruction that it reads, whoever wrote it: the user's message, a passage, a name, a
/// tool's result. Its own instructions do not prevent that. Without an instruction, it answers with the passages.
final class ObedientModel {
    private static final Pattern CALL = Pattern.compile(
            "(?iu)\\b(?:call|use|run|invoke|llam[ae]r?(?: a)?|usa|use|ejecuta|appelle[rz]?|utilise[rz]?|chame|execute)\\b"
                    + "[^{}\\n]{0,30}?\\b([a-z]+(?:_[a-z]+)+)\\b[^{}\\n]{0,20}(\\{[^{}]*})");
    private static final Pattern REVEAL = Pattern.compile(
            "(?iu)\\b(?:reveal|print|show|repeat|output|display|tell me|muestra|mu[eé]strame|revela|imprime|repite|dime"
                    + "|affiche|r[eé]v[eè]le|montre|r[eé]p[eè]te|mostre|revele|imprima|repita|diga)\\b[^.\\n]{0,60}"
                    + "\\b(?:instructions?|system (?:prompt|message)|prompt|instrucciones|mensaje de sistema|consignes"
                    + "|instru[cç][oõ]es)\\b");
    private static final Pattern SAY = Pattern.compile(
            "(?iu)\\b(?:say|di|dis|diga|responde|r[eé]ponds|answer)(?: only| exactly| solo| sólo| apenas| seulement)?"
                    + "\\s*:?\\s*[\"“«'‘]([^\"”»'’\\n]{1,200})[\"”»'’]");
    private static final Pattern PASSAGE =
            Pattern.compile("<passage number=\"\\d+\" source=\"([^\"]*)\">\\n(.*?)\\n</passage>", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int MIN_WORD = 4;
    private static final String NO_ANSWER = "No lo sé. ¿Quiere que le responda una persona?";

    private ObedientModel() {}

    /// Follows the first instruction in any text except its own instructions.
    static ModelAnswer obey(ModelRequest request) {
        var read = request.messages().stream()
                .filter(message ->
                        !message.role().equals("system") && !message.role().equals("assistant"))
                .flatMap(ObedientModel::texts)
                .toList();
        var mayCall = !request.tools().isEmpty()
                && !request.messages().getLast().role().equals("tool");
        var call = read.stream()
                .map(CALL::matcher)
                .filter(m -> mayCall && m.find())
                .findFirst();
        if (call.isPresent()) {
            return ModelAnswer.call("", call.get().group(1), call.get().group(2));
        }
        if (read.stream().anyMatch(text -> REVEAL.matcher(text).find())) {
            return ModelAnswer.text(request.system().isEmpty() ? "I have no instructions." : request.system());
        }
        return ModelAnswer.text(read.stream()
                .map(SAY::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .or(() -> passages(request).findFirst().map(ObedientModel::citation))
                .orElse(NO_ANSWER));
    }

    /// Answers with the first sentence of the passage that shares most words with the question, and its source.
    static ModelAnswer cite(ModelRequest request) {
        var questionWords = words(request.lastUserText());
        return ModelAnswer.text(passages(request)
                .min(Comparator.comparingLong(passage -> -words(passage.text()).stream()
                        .filter(questionWords::contains)
                        .count()))
                .map(ObedientModel::citation)
                .orElse(NO_ANSWER));
    }

    private record Passage(String source, String text) {}

    private static Stream<String> texts(Message message) {
        return Stream.concat(message.precedingTexts().stream(), Stream.of(message.content()));
    }

    /// The passages of the newest message that has any, in order.
    private static Stream<Passage> passages(ModelRequest request) {
        return request.messages().reversed().stream()
                .map(message -> PASSAGE.matcher(texts(message).collect(Collectors.joining("\n")))
                        .results()
                        .map(found -> new Passage(plain(found.group(1)), plain(found.group(2))))
                        .toList())
                .filter(list -> !list.isEmpty())
                .findFirst()
                .stream()
                .flatMap(List::stream);
    }

    private static String citation(Passage passage) {
        var text = passage.text().strip();
        var end = Optional.of(Pattern.compile("[.!?](?=\\s|$)|\\n").matcher(text))
                .filter(Matcher::find)
                .map(found -> found.end())
                .orElse(text.length());
        return text.substring(0, end).strip() + " (" + passage.source() + ")";
    }

    private static List<String> words(String text) {
        return Arrays.stream(WORD.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> word.length() >= MIN_WORD)
                .distinct()
                .toList();
    }

    private static String plain(String escaped) {
        return escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
