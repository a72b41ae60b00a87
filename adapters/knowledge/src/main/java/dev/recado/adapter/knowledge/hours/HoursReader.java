package dev.recado.adapter.knowledge.hours;

import static dev.recado.adapter.knowledge.files.YamlFile.line;

import dev.recado.adapter.knowledge.files.YamlFile;
import dev.recado.domain.ConfigurationException;
import dev.recado.domain.availability.OpeningHours;
import dev.recado.domain.availability.OpeningHours.Holiday;
import dev.recado.domain.availability.OpeningSpan;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/// Reads opening hours from YAML: `zone`, `weekly` and `holidays`. Errors name their line.
final class HoursReader {
    static final String SETTING = "RECADO_HOURS_FILE";
    private static final String RANGE = " to ";
    /// A period longer than this is a mistyped year.
    private static final int LONGEST_PERIOD = 366;

    private final YamlFile file;
    private final SpansReader spans;

    HoursReader(String file) {
        this.file = new YamlFile(SETTING, file);
        this.spans = new SpansReader(this.file);
    }

    /// @throws ConfigurationException with the file, the line and what was expected
    OpeningHours read(String yaml) {
        String expected = "zone, weekly and perhaps holidays";
        Node root = file.root(yaml).orElseThrow(() -> file.invalid(1, "the file is empty, expected " + expected));
        Map<String, YamlFile.Field> fields = file.fields(root, expected);
        fields.forEach((key, field) -> {
            if (!List.of("zone", "weekly", "holidays").contains(key)) {
                throw file.invalid(field.line(), "\"" + key + "\" is not known, expected " + expected);
            }
        });
        ZoneId zone = zone(required(fields, "zone", "a time zone such as Europe/Madrid"));
        Map<DayOfWeek, List<OpeningSpan>> weekly =
                weekly(required(fields, "weekly", "the hours of each weekday (monday: 09:00-14:00)"));
        Map<LocalDate, Holiday> dated = new HashMap<>();
        Map<MonthDay, Holiday> yearly = new HashMap<>();
        YamlFile.Field holidays = fields.get("holidays");
        if (holidays != null) {
            file.fields(
                            holidays.value(),
                            "holidays: a date (2026-12-25, or 12-25 for every year) with its hours or closed")
                    .forEach((date, field) -> holiday(date, field, dated, yearly));
        }
        return new OpeningHours(zone, weekly, dated, yearly);
    }

    private Node required(Map<String, YamlFile.Field> fields, String key, String expected) {
        YamlFile.Field field = fields.get(key);
        if (field == null) {
            throw file.invalid(1, "the file has no " + key + ", expected " + expected);
        }
        return field.value();
    }

    private ZoneId zone(Node node) {
        String name = file.scalar(node, "zone");
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw file.invalid(
                    line(node),
                    "zone: expected a time zone such as Europe/Madrid or America/Bogota, not \"" + name + "\"");
        }
        return ZoneId.of(name);
    }

    private Map<DayOfWeek, List<OpeningSpan>> weekly(Node node) {
        Map<DayOfWeek, List<OpeningSpan>> weekly = new EnumMap<>(DayOfWeek.class);
        file.fields(node, "weekly: weekdays with their hours (monday-friday: 09:00-14:00)")
                .forEach((key, field) -> {
                    List<OpeningSpan> hours = spans.read(field.value(), key);
                    for (DayOfWeek day : days(key, field.line())) {
                        if (weekly.put(day, hours) != null) {
                            throw file.invalid(
                                    field.line(), "weekly: " + day.name().toLowerCase(Locale.ROOT) + " stands twice");
                        }
                    }
                });
        return weekly;
    }

    /// The days of `monday` or `monday-friday`, also over the end of the week.
    private List<DayOfWeek> days(String key, int line) {
        List<DayOfWeek> ends = Stream.of(key.split("-", 2))
                .map(name -> day(name.strip(), line))
                .toList();
        int length = Math.floorMod(ends.getLast().getValue() - ends.getFirst().getValue(), DayOfWeek.values().length);
        return IntStream.rangeClosed(0, length).mapToObj(ends.getFirst()::plus).toList();
    }

    private DayOfWeek day(String name, int line) {
        return Stream.of(DayOfWeek.values())
                .filter(day -> day.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> file.invalid(
                        line, "weekly: \"" + name + "\" is no weekday, expected monday, tuesday … or monday-friday"));
    }

    private void holiday(
            String date, YamlFile.Field field, Map<LocalDate, Holiday> dated, Map<MonthDay, Holiday> yearly) {
        Holiday holiday = holiday(date, field.value());
        boolean isNew;
        try {
            if (date.contains(RANGE)) {
                isNew = period(date, field.line())
                        .map(day -> dated.put(day, holiday) == null)
                        .reduce(true, Boolean::logicalAnd);
            } else if (date.length() <= "12-25".length()) {
                isNew = yearly.put(MonthDay.parse("--" + date), holiday) == null;
            } else {
                isNew = dated.put(LocalDate.parse(date), holiday) == null;
            }
        } catch (DateTimeException _) {
            throw file.invalid(
                    field.line(),
                    "holidays: \"" + date
                            + "\" is no date, expected 2026-12-25, 12-25 (every year) or 2026-08-01 to 2026-08-15");
        }
        if (!isNew) {
            throw file.invalid(field.line(), "holidays: a day of \"" + date + "\" stands twice");
        }
    }

    private Stream<LocalDate> period(String dates, int line) {
        String[] ends = dates.split(RANGE, 2);
        LocalDate first = LocalDate.parse(ends[0].strip());
        LocalDate last = LocalDate.parse(ends[1].strip());
        if (last.isBefore(first) || last.isAfter(first.plusDays(LONGEST_PERIOD))) {
            throw file.invalid(line, "holidays: \"" + dates + "\" ends before it begins, or lasts longer than a year");
        }
        return first.datesUntil(last.plusDays(1));
    }

    /// `closed`, hours, or a block with a name and perhaps hours.
    private Holiday holiday(String date, Node node) {
        String where = "holidays, " + date;
        if (!(node instanceof MappingNode)) {
            return new Holiday(null, spans.read(node, where));
        }
        Map<String, YamlFile.Field> fields = file.fields(node, where);
        fields.forEach((key, field) -> {
            if (!key.equals("name") && !key.equals("open")) {
                throw file.invalid(field.line(), where + ": \"" + key + "\" is not known, expected name or open");
            }
        });
        YamlFile.Field name = fields.get("name");
        YamlFile.Field open = fields.get("open");
        return new Holiday(
                name == null ? null : file.scalar(name.value(), where + ", name"),
                open == null ? List.of() : spans.read(open.value(), where + ", open"));
    }
}
