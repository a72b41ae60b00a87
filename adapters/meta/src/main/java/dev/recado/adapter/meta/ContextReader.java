package dev.recado.adapter.meta;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.domain.model.MessageContext;
import dev.recado.domain.model.MessageContext.Audience;
import dev.recado.domain.model.MessageContext.Referral;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what came with a message besides what it says.
final class ContextReader {
    private static final int LONGEST_ID = 200;

    private ContextReader() {}

    /// @param isStandby whether another application has the conversation
    static MessageContext read(JsonNode message, boolean isStandby) {
        JsonNode context = message.path("context");
        Audience audience =
                group(message) != null ? Audience.GROUP : isStandby ? Audience.OTHER_APPLICATION : Audience.BOT;
        return new MessageContext(
                audience,
                Json.line(context, "id").filter(id -> id.length() <= LONGEST_ID).orElse(null),
                referral(message.path("referral"))
                        .or(() -> product(context.path("referred_product")))
                        .orElse(null));
    }

    /// The provider's id of the group that the message was written in; null for a private one.
    static @Nullable String group(JsonNode message) {
        return Json.line(message, "group_id").orElse(null);
    }

    private static Optional<Referral> referral(JsonNode referral) {
        Optional<String> title = Json.line(referral, "headline");
        Optional<String> text = Json.text(referral, "body");
        Optional<String> id = Json.line(referral, "source_id");
        Optional<String> url = Json.line(referral, "source_url");
        return title.or(() -> text)
                .or(() -> id)
                .or(() -> url)
                .map(_ -> new Referral(
                        Json.line(referral, "source_type").orElse("ad"),
                        title.orElse(null),
                        text.orElse(null),
                        id.orElse(null),
                        url.orElse(null)));
    }

    /// Meta names a product by its ids in the business's catalogue, and sometimes by its title.
    private static Optional<Referral> product(JsonNode product) {
        Optional<String> id = Json.line(product, "product_retailer_id");
        Optional<String> title = Json.line(product, "title").or(() -> Json.line(product, "name"));
        return title.or(() -> id)
                .map(shown -> new Referral(
                        "product", shown, Json.text(product, "description").orElse(null), id.orElse(null), null));
    }
}
