package dev.recado.adapter.meta.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.meta.api.JsonFields;
import dev.recado.domain.message.MessageContext;
import dev.recado.domain.message.MessageContext.Audience;
import dev.recado.domain.message.MessageContext.Referral;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the context of a message: its audience, the quoted message and the referral.
final class ContextReader {
    private static final int MAX_ID = 200;

    private ContextReader() {}

    /// @param isStandby whether another application handles the conversation
    static MessageContext read(JsonNode message, boolean isStandby) {
        JsonNode context = message.path("context");
        Audience audience =
                group(message) != null ? Audience.GROUP : isStandby ? Audience.OTHER_APPLICATION : Audience.BOT;
        return new MessageContext(
                audience,
                JsonFields.line(context, "id")
                        .filter(id -> id.length() <= MAX_ID)
                        .orElse(null),
                referral(message.path("referral"))
                        .or(() -> product(context.path("referred_product")))
                        .orElse(null));
    }

    /// The provider's id of the group that the message was written in; null for a private message.
    static @Nullable String group(JsonNode message) {
        return JsonFields.line(message, "group_id").orElse(null);
    }

    private static Optional<Referral> referral(JsonNode referral) {
        Optional<String> title = JsonFields.line(referral, "headline");
        Optional<String> text = JsonFields.text(referral, "body");
        Optional<String> id = JsonFields.line(referral, "source_id");
        Optional<String> url = JsonFields.line(referral, "source_url");
        return title.or(() -> text)
                .or(() -> id)
                .or(() -> url)
                .map(_ -> new Referral(
                        JsonFields.line(referral, "source_type").orElse("ad"),
                        title.orElse(null),
                        text.orElse(null),
                        id.orElse(null),
                        url.orElse(null)));
    }

    /// Meta identifies a product by its id in the business's catalogue, and sometimes by its title.
    private static Optional<Referral> product(JsonNode product) {
        Optional<String> id = JsonFields.line(product, "product_retailer_id");
        Optional<String> title = JsonFields.line(product, "title").or(() -> JsonFields.line(product, "name"));
        return title.or(() -> id)
                .map(shown -> new Referral(
                        "product",
                        shown,
                        JsonFields.text(product, "description").orElse(null),
                        id.orElse(null),
                        null));
    }
}
