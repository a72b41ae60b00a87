package dev.recado.adapter.mongodb.documents;

import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundContent.Choices;
import dev.recado.domain.message.OutboundContent.Media;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.message.OutboundContent.Text;
import java.util.List;
import java.util.Locale;
import org.bson.Document;

/// Maps the content of an unfinished part to a document and back.
public final class OutboundContentDocuments {
    private static final String FORM = "form";
    private static final String TEXT = "text";

    private OutboundContentDocuments() {}

    public static Document write(OutboundContent content) {
        return switch (content) {
            case Text text -> form("text").append(TEXT, text.text());
            case Media media ->
                form("media")
                        .append("kind", media.mediaKind().id())
                        .append("url", media.url())
                        .append(TEXT, media.caption());
            case Choices choices ->
                form("choices")
                        .append(TEXT, choices.text())
                        .append("options", options(choices.options()))
                        .append("buttons", choices.asButtons())
                        .append("label", choices.label());
            case Template template ->
                form("template")
                        .append("reference", template.reference())
                        .append("language", template.languageTag())
                        .append("variables", template.variables())
                        .append(TEXT, template.text());
        };
    }

    /// @param part the part's document; an early version stored only text, in the part itself
    public static OutboundContent read(Document part) {
        Document says = part.get(SessionDocuments.SAYS, Document.class);
        if (says == null) {
            return older(part);
        }
        String form = says.getString(FORM);
        return switch (form) {
            case "text" -> new Text(says.getString(TEXT));
            case "media" -> new Media(kind(says), says.getString("url"), says.getString(TEXT));
            case "choices" ->
                new Choices(says.getString(TEXT), options(says), says.getBoolean("buttons"), says.getString("label"));
            case "template" ->
                new Template(
                        says.getString("reference"),
                        says.getString("language"),
                        says.getList("variables", String.class),
                        says.getString(TEXT));
            // Written by a newer version of Recado: its text can still be sent.
            default -> new Text(says.getString(TEXT));
        };
    }

    private static OutboundContent older(Document part) {
        String url = part.getString("media_url");
        String text = part.getString(TEXT);
        return url == null ? new Text(text) : new Media(MediaKind.AUDIO, url, text);
    }

    private static Document form(String name) {
        return new Document(FORM, name);
    }

    private static MediaKind kind(Document says) {
        return MediaKind.valueOf(says.getString("kind").toUpperCase(Locale.ROOT));
    }

    public static List<Document> options(List<Option> options) {
        return options.stream()
                .map(option -> new Document("id", option.id())
                        .append("title", option.title())
                        .append("description", option.description()))
                .toList();
    }

    private static List<Option> options(Document says) {
        return says.getList("options", Document.class).stream()
                .map(OutboundContentDocuments::option)
                .toList();
    }

    static Option option(Document option) {
        return new Option(option.getString("id"), option.getString("title"), option.getString("description"));
    }
}
