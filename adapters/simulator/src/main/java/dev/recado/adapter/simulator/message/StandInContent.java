package dev.recado.adapter.simulator.message;

import java.util.List;
import java.util.Map;

/// The content of a message, in terms that all providers share.
///
/// @param kind `text`, `voice`, `audio`, `image`, `video`, `document`, `sticker`, `location`, `contacts`,
/// `button` (one was pressed), `list` (a row was chosen), `choices` (offered), `reaction`, `template`; otherwise
/// the provider's name for it
/// @param text the readable text: the text, a caption, a button's title, an emoji, a template's variables
/// @param media URLs of files, in order
/// @param options the choices that the message offers
/// @param details further fields by name: `name` (of the user), `about` (the message it replies or reacts to),
/// `alsoKnownAs` (the user's second address), `payload`, `latitude`, `longitude`, `label`, `address`, `menu` (the
/// button that opens a list), `template`, `language`, `file`, `part` (the sender's own id of the message)
/// @param wire the message in wire format: a form, or JSON
public record StandInContent(
        String kind, String text, List<String> media, List<Option> options, Map<String, String> details, String wire) {
    /// A choice that a message offers.
    public record Option(String id, String title, String description) {}

    public StandInContent {
        media = List.copyOf(media);
        options = List.copyOf(options);
        details = Map.copyOf(details);
    }

    /// A detail; empty when there is none.
    public String detail(String name) {
        return details.getOrDefault(name, "");
    }
}
