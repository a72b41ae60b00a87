package dev.recado.adapter.knowledge.hours;

import static dev.recado.adapter.knowledge.files.YamlFile.line;

import dev.recado.adapter.knowledge.files.YamlFile;
import dev.recado.domain.availability.OpeningSpan;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads the hours of a day: `closed`, `09:00-14:00, 16:00-20:00`, or a list.
final class SpansReader {
    private static final String CLOSED = "closed";
    private static final String MIDNIGHT = "24:00";
    private static final Pattern SPAN = Pattern.compile("(\\d{1,2}:\\d{2})\\s?[-–]\\s?(\\d{1,2}:\\d{2})");

    private final YamlFile file;

    SpansReader(YamlFile file) {
        this.file = file;
    }

    List<OpeningSpan> read(Node node, String where) {
        List<Node> values = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        List<OpeningSpan> spans = new ArrayList<>();
        for (Node value : values) {
            String text = file.scalar(value, where);
            if (text.equals(CLOSED) && values.size() == 1) {
                return List.of();
            }
            for (String each : text.split(",", -1)) {
                spans.add(span(each.strip(), spans, where, line(value)));
            }
        }
        return List.copyOf(spans);
    }

    private OpeningSpan span(String text, List<OpeningSpan> others, String where, int line) {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            throw invalid(text, where, line);
        }
        OpeningSpan span;
        try {
            String end = matcher.group(2);
            span = new OpeningSpan(time(matcher.group(1)), end.equals(MIDNIGHT) ? LocalTime.MIDNIGHT : time(end));
        } catch (DateTimeException _) {
            throw invalid(text, where, line);
        }
        if (span.from().equals(span.to()) && !span.equals(OpeningSpan.WHOLE_DAY)) {
            throw file.invalid(
                    line,
                    where + ": " + text + " ends when it begins, expected 00:00-24:00 for a whole day, or closed");
        }
        if (others.stream().anyMatch(span::overlaps)) {
            throw file.invalid(line, where + ": " + text + " overlaps another time of that day");
        }
        return span;
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text.length() == MIDNIGHT.length() ? text : "0" + text);
    }

    private RuntimeException invalid(String text, String where, int line) {
        return file.invalid(
                line, where + ": expected hours such as 09:00-14:00, 16:00-20:00, or closed, not \"" + text + "\"");
    }
}
