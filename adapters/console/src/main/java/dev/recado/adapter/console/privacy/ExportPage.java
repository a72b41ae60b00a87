package dev.recado.adapter.console.privacy;

import dev.recado.domain.privacy.PersonalData;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An export as one HTML page without scripts, which needs nothing else to be read.
final class ExportPage {
    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1d2b24}
            .m{border-left:4px solid #9db8aa;padding:.3rem .8rem;margin:.8rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
            .m.user{border-color:#0b6b4f;background:#f1f7f4}.m.note{border-color:#c58a00;background:#fdf6e3}
            .h{color:#52635a;font-size:.85rem;white-space:normal}dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem}
            dt{color:#52635a}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
            section>div{border-top:1px solid #d5e0da;padding:.5rem 0}
            """;
    private static final List<String> HEADER = List.of("exported_at", "user");

    private final StringBuilder html = new StringBuilder();

    private ExportPage() {}

    /// @param document of [ExportDocument]
    static String of(Map<String, Object> document) {
        ExportPage page = new ExportPage();
        page.write(document);
        return page.html.toString();
    }

    private void write(Map<String, Object> document) {
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>Personal data</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>Personal data</h1>");
        HEADER.forEach(name -> values(Map.of(name, document.getOrDefault(name, ""))));
        document.forEach((section, records) -> {
            if (!HEADER.contains(section) && records instanceof List<?> list && !list.isEmpty()) {
                section(section, list);
            }
        });
        html.append("</body></html>\n");
    }

    private void section(String name, List<?> records) {
        html.append("<section><h2>").append(escaped(name.replace('_', ' '))).append("</h2>");
        for (Object record : records) {
            if (record instanceof Map<?, ?> fields) {
                if (name.equals(PersonalData.MESSAGES)) {
                    message(fields);
                } else {
                    html.append("<div>");
                    values(fields);
                    html.append("</div>");
                }
            }
        }
        html.append("</section>");
    }

    private void message(Map<?, ?> fields) {
        String role = text(fields.get("role"));
        String who = fields.get("author") instanceof Map<?, ?> author ? text(author.get("name")) : "";
        html.append("<div class=\"m ")
                .append(role.equals("user") || role.equals("note") ? role : "us")
                .append("\"><div class=\"h\">")
                .append(escaped(Stream.of(text(fields.get("at")), role, who, text(fields.get("status")))
                        .filter(word -> !word.isBlank())
                        .reduce((a, b) -> a + " · " + b)
                        .orElse("")))
                .append("</div>")
                .append(escaped(text(fields.get("content"))));
        if (fields.get(ExportDocument.MEDIA) instanceof List<?> places) {
            places.forEach(place -> link(text(place)));
        }
        html.append("</div>");
    }

    /// Only what lies beside the page, or is of the same server, is linked.
    private void link(String place) {
        String shown = escaped(place);
        html.append("<div class=\"h\">");
        if (place.startsWith("media/") || place.startsWith("/api/")) {
            html.append("<a href=\"").append(shown).append("\">").append(shown).append("</a>");
        } else {
            html.append(shown);
        }
        html.append("</div>");
    }

    private void values(Map<?, ?> fields) {
        html.append("<dl>");
        fields.forEach((name, value) -> {
            html.append("<dt>").append(escaped(text(name))).append("</dt><dd>");
            value(value);
            html.append("</dd>");
        });
        html.append("</dl>");
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case Map<?, ?> fields -> values(fields);
            case List<?> list ->
                list.forEach(one -> {
                    html.append("<div>");
                    value(one);
                    html.append("</div>");
                });
            case null -> {}
            default -> html.append(escaped(text(value)));
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
