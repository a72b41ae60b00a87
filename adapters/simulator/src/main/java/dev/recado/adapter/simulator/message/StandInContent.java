package dev.recado.adapter.simulator.message;

import java.util.List;
import java.util.Map;

/// What a message says, in words that every provider has.
///
/// @param kind `text`, `voice`, `audio`, `image`, `video`, `document`, `sticker`, `location`, `contacts`, `button`
///     (one was pressed), `list` (a row was chosen), `choices` (some are offered), `reaction`, `template`; else
///     the provider's word
/// @param text what there is to read: the text, a caption, a button's title, an emoji, a template's variables
/// @param media URLs of files, in their order
/// @param options what can be chosen, when the message offers choices
/// @param details what else is known, by name: `name` (of the user), `about` (the message it replies or reacts
///     to), `alsoKnownAs` (the user's second address), `payload`, `latitude`, `longitude`, `label`, `address`,
///     `menu` (the words that open a list), `template`, `language`, `file`, `part` (the sender's own id of the
///     message)
/// @param wire the message as it went over the wire: a form, or JSON
public record StandInContent(
        String kind, String text, List<String> media, List<Option> options, Map<String, String> details, String wire) {
    /// One choice that a message offers.
    public record Option(String id, String title, String description) {}

    public StandInContent {
        media = List.copyOf(media);
        options = List.copyOf(options);
        details = Map.copyOf(details);
    }

    /// The detail called `name`, empty when there is none.
    public String detail(String name) {
        return details.getOrDefault(name, "");
    }
}
