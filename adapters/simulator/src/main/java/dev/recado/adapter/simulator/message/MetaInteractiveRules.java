package dev.recado.adapter.simulator.message;

import static dev.recado.adapter.simulator.message.MetaSendRules.present;

import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.message.MetaSendRules.Unacceptable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Meta refuses of reply buttons and lists; limits as in its published OpenAPI document.
final class MetaInteractiveRules {
    private static final int MOST_BODY = 1_024;
    private static final int MOST_MARGIN = 60;
    private static final int MOST_BUTTONS = 3;
    private static final int MOST_BUTTON_TITLE = 20;
    private static final int MOST_BUTTON_ID = 256;
    private static final int MOST_ROWS = 10;
    private static final int MOST_SECTIONS = 10;
    private static final int MOST_ROW_TITLE = 24;
    private static final int MOST_ROW_ID = 200;
    private static final int MOST_DESCRIPTION = 72;

    private MetaInteractiveRules() {}

    /// @throws Unacceptable with the reason
    static void check(Map<String, @Nullable Object> interactive) {
        var type = present(interactive, "interactive", "type");
        limited("Body text", present(Json.named(interactive.get("body")), "interactive['body']", "text"), MOST_BODY);
        limited("Header text", Json.text(Json.named(interactive.get("header")), "text"), MOST_MARGIN);
        limited("Footer text", Json.text(Json.named(interactive.get("footer")), "text"), MOST_MARGIN);
        var action = Json.named(interactive.get("action"));
        switch (type) {
            case "button" -> buttons(Json.objects(action, "buttons"));
            case "list" -> {
                between("Button title", present(action, "interactive['action']", "button"), MOST_BUTTON_TITLE);
                sections(Json.objects(action, "sections"));
            }
            default ->
                throw new Unacceptable(131_051, "This stand-in knows interactive messages of type button and list");
        }
    }

    private static void buttons(List<Map<String, @Nullable Object>> buttons) {
        count("buttons", buttons.size(), MOST_BUTTONS);
        var ids = new ArrayList<String>();
        var titles = new ArrayList<String>();
        for (var button : buttons) {
            if (!Json.text(button, "type").equals("reply")) {
                throw new Unacceptable(MetaSendRules.INVALID, "Button type must be reply");
            }
            var reply = Json.named(button.get("reply"));
            ids.add(between("Button id", Json.text(reply, "id"), MOST_BUTTON_ID));
            titles.add(between("Button title", Json.text(reply, "title"), MOST_BUTTON_TITLE));
        }
        distinct("Button ids", ids);
        distinct("Button titles", titles);
    }

    private static void sections(List<Map<String, @Nullable Object>> sections) {
        count("sections", sections.size(), MOST_SECTIONS);
        var ids = new ArrayList<String>();
        for (var section : sections) {
            var title = Json.text(section, "title");
            if (sections.size() > 1 || !title.isEmpty()) {
                between("Section title", title, MOST_ROW_TITLE);
            }
            var rows = Json.objects(section, "rows");
            count("rows of a section", rows.size(), MOST_ROWS);
            for (var row : rows) {
                ids.add(between("Row id", Json.text(row, "id"), MOST_ROW_ID));
                between("Row title", Json.text(row, "title"), MOST_ROW_TITLE);
                limited("Row description", Json.text(row, "description"), MOST_DESCRIPTION);
            }
        }
        count("rows", ids.size(), MOST_ROWS);
        distinct("Row ids", ids);
    }

    private static void count(String what, int count, int most) {
        if (count < 1 || count > most) {
            throw new Unacceptable(
                    MetaSendRules.INVALID, "Invalid number of " + what + ". Min: 1, Max: " + most + ", got: " + count);
        }
    }

    private static String between(String what, String text, int most) {
        if (text.isBlank() || text.length() > most) {
            throw new Unacceptable(MetaSendRules.INVALID, what + " length invalid. Min length: 1, Max length: " + most);
        }
        return text;
    }

    private static void limited(String what, String text, int most) {
        if (text.length() > most) {
            throw new Unacceptable(MetaSendRules.INVALID, what + " length invalid. Max length: " + most);
        }
    }

    private static void distinct(String what, List<String> all) {
        if (new HashSet<>(all).size() < all.size()) {
            throw new Unacceptable(MetaSendRules.INVALID, what + " must be unique");
        }
    }
}
