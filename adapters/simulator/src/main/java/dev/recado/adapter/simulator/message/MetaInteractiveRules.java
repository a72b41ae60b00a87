package dev.recado.adapter.simulator.message;

import static dev.recado.adapter.simulator.message.MetaSendRules.present;

import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.message.MetaSendRules.InvalidMessageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Meta's validation of reply buttons and lists, with the limits of its published OpenAPI document.
final class MetaInteractiveRules {
    private static final int MAX_BODY = 1_024;
    private static final int MAX_HEADER = 60;
    private static final int MAX_BUTTONS = 3;
    private static final int MAX_BUTTON_TITLE = 20;
    private static final int MAX_BUTTON_ID = 256;
    private static final int MAX_ROWS = 10;
    private static final int MAX_SECTIONS = 10;
    private static final int MAX_ROW_TITLE = 24;
    private static final int MAX_ROW_ID = 200;
    private static final int MAX_DESCRIPTION = 72;

    private MetaInteractiveRules() {}

    /// @throws Unacceptable with the reason
    static void check(Map<String, @Nullable Object> interactive) {
        var type = present(interactive, "interactive", "type");
        limited("Body text", present(Json.named(interactive.get("body")), "interactive['body']", "text"), MAX_BODY);
        limited("Header text", Json.text(Json.named(interactive.get("header")), "text"), MAX_HEADER);
        limited("Footer text", Json.text(Json.named(interactive.get("footer")), "text"), MAX_HEADER);
        var action = Json.named(interactive.get("action"));
        switch (type) {
            case "button" -> buttons(Json.objects(action, "buttons"));
            case "list" -> {
                between("Button title", present(action, "interactive['action']", "button"), MAX_BUTTON_TITLE);
                sections(Json.objects(action, "sections"));
            }
            default ->
                throw new InvalidMessageException(
                        131_051, "This stand-in knows interactive messages of type button and list");
        }
    }

    private static void buttons(List<Map<String, @Nullable Object>> buttons) {
        count("buttons", buttons.size(), MAX_BUTTONS);
        var ids = new ArrayList<String>();
        var titles = new ArrayList<String>();
        for (var button : buttons) {
            if (!Json.text(button, "type").equals("reply")) {
                throw new InvalidMessageException(MetaSendRules.INVALID, "Button type must be reply");
            }
            var reply = Json.named(button.get("reply"));
            ids.add(between("Button id", Json.text(reply, "id"), MAX_BUTTON_ID));
            titles.add(between("Button title", Json.text(reply, "title"), MAX_BUTTON_TITLE));
        }
        distinct("Button ids", ids);
        distinct("Button titles", titles);
    }

    private static void sections(List<Map<String, @Nullable Object>> sections) {
        count("sections", sections.size(), MAX_SECTIONS);
        var ids = new ArrayList<String>();
        for (var section : sections) {
            var title = Json.text(section, "title");
            if (sections.size() > 1 || !title.isEmpty()) {
                between("Section title", title, MAX_ROW_TITLE);
            }
            var rows = Json.objects(section, "rows");
            count("rows of a section", rows.size(), MAX_ROWS);
            for (var row : rows) {
                ids.add(between("Row id", Json.text(row, "id"), MAX_ROW_ID));
                between("Row title", Json.text(row, "title"), MAX_ROW_TITLE);
                limited("Row description", Json.text(row, "description"), MAX_DESCRIPTION);
            }
        }
        count("rows", ids.size(), MAX_ROWS);
        distinct("Row ids", ids);
    }

    private static void count(String what, int count, int max) {
        if (count < 1 || count > max) {
            throw new InvalidMessageException(
                    MetaSendRules.INVALID, "Invalid number of " + what + ". Min: 1, Max: " + max + ", got: " + count);
        }
    }

    private static String between(String what, String text, int max) {
        if (text.isBlank() || text.length() > max) {
            throw new InvalidMessageException(
                    MetaSendRules.INVALID, what + " length invalid. Min length: 1, Max length: " + max);
        }
        return text;
    }

    private static void limited(String what, String text, int max) {
        if (text.length() > max) {
            throw new InvalidMessageException(MetaSendRules.INVALID, what + " length invalid. Max length: " + max);
        }
    }

    private static void distinct(String what, List<String> all) {
        if (new HashSet<>(all).size() < all.size()) {
            throw new InvalidMessageException(MetaSendRules.INVALID, what + " must be unique");
        }
    }
}
