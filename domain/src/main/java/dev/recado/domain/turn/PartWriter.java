package dev.recado.domain.turn;

import dev.recado.domain.answer.Reply;
import dev.recado.domain.delivery.ReplyFormatter;
import dev.recado.domain.message.Capabilities;
import dev.recado.domain.message.Capabilities.Choosing;
import dev.recado.domain.message.OfferedChoices;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundContent.Choices;
import dev.recado.domain.message.OutboundContent.Media;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.message.OutboundContent.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a reply as the parts that a channel can send. What it cannot do is said in words: choices as numbers, a
/// file by its address.
final class PartWriter {
    private final ReplyFormatter formatter;

    PartWriter(ReplyFormatter formatter) {
        this.formatter = formatter;
    }

    /// The parts in order; none for a reply that says nothing.
    List<OutboundContent> write(Reply reply, Capabilities can) {
        Reply.File file = reply.file();
        boolean sendable = file != null && can.media().contains(file.kind());
        String words = file == null || sendable ? reply.text() : reply.text() + "\n\n" + file.url();
        List<String> texts = new ArrayList<>(formatter.format(words, margined(can.textLimit())));
        if (texts.isEmpty()) {
            return List.of();
        }
        Choices choices = touchable(reply.offer(), words, texts, can.choices());
        if (choices == null && reply.offer() != null) {
            append(texts, numbered(reply.offer().options()), margined(can.textLimit()));
        }
        List<OutboundContent> parts = new ArrayList<>();
        texts.forEach(text -> parts.add(new Text(text)));
        if (file != null && sendable) {
            add(parts, file, can);
        }
        if (choices != null) {
            parts.add(choices);
        }
        return parts;
    }

    /// Providers do not say whether they count UTF-16 units or code points: a margin keeps a part acceptable
    /// either way.
    private static int margined(int limit) {
        return limit - limit / 16;
    }

    /// The words of the last part go with the file where they may and fit; else the file goes by itself.
    private static void add(List<OutboundContent> parts, Reply.File file, Capabilities can) {
        String caption = "";
        if (!parts.isEmpty() && can.captioned().contains(file.kind())) {
            String last = parts.getLast().text();
            if (last.length() <= can.captionLimit()) {
                caption = last;
                parts.removeLast();
            }
        }
        parts.add(new Media(file.kind(), file.url(), caption));
    }

    /// The choices as buttons or list rows under the last text; the text that they take is removed from the
    /// texts.
    ///
    /// @return null when the channel cannot show all of it
    private @Nullable Choices touchable(
            @Nullable OfferedChoices offer, String words, List<String> texts, Choosing can) {
        if (offer == null || !(fitsButtons(offer, can) || fitsList(offer, can))) {
            return null;
        }
        List<String> together = formatter.format(words, margined(can.textLimit()));
        String text = offer.label();
        if (together.size() == 1) {
            texts.clear();
            text = together.getFirst();
        } else if (texts.getLast().length() <= can.textLimit()) {
            text = texts.removeLast();
        }
        return new Choices(text, offer.options(), fitsButtons(offer, can), offer.label());
    }

    /// Buttons show no descriptions.
    private static boolean fitsButtons(OfferedChoices offer, Choosing can) {
        return offer.options().size() <= can.buttons()
                && offer.options().stream()
                        .allMatch(option ->
                                option.description() == null && option.title().length() <= can.buttonTitle());
    }

    private static boolean fitsList(OfferedChoices offer, Choosing can) {
        return offer.options().size() <= can.rows()
                && offer.options().stream()
                        .allMatch(option -> option.title().length() <= can.rowTitle()
                                && lengthOf(option.description()) <= can.rowDescription());
    }

    private static int lengthOf(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static List<String> numbered(List<Option> options) {
        List<String> lines = new ArrayList<>();
        for (Option option : options) {
            String more = option.description() == null ? "" : " – " + option.description();
            lines.add(lines.size() + 1 + ". " + option.title() + more);
        }
        return lines;
    }

    /// Adds the lines to the last text where there is room for all of them; else they follow in one of their own.
    private static void append(List<String> texts, List<String> lines, int limit) {
        String list = String.join("\n", lines);
        if (texts.getLast().length() + 2 + list.length() <= limit) {
            texts.add(texts.removeLast() + "\n\n" + list);
        } else {
            texts.add(list);
        }
    }
}
