package dev.recado.adapter.simulator.message;

import dev.recado.adapter.simulator.account.MetaAccount;
import dev.recado.adapter.simulator.account.ProviderIdGenerator;
import dev.recado.adapter.simulator.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds a user's message at Meta; each method named by a kind of content creates the webhook.
public final class MetaMessageBuilder implements UserMessageBuilder {
    private final MetaWebhookFactory webhooks;
    private final MetaAccount account;
    private final ProviderIdGenerator idGenerator;
    private final MetaMedia files;
    private final boolean hidden;
    private final Map<String, @Nullable Object> contact = Json.object("profile", Json.object());
    private final Map<String, @Nullable Object> message = Json.object();
    private final Map<String, @Nullable Object> value;
    private Instant at;
    private String sid = "";

    MetaMessageBuilder(
            MetaWebhookFactory webhooks,
            MetaAccount account,
            ProviderIdGenerator idGenerator,
            MetaMedia files,
            String address) {
        this.webhooks = webhooks;
        this.account = account;
        this.idGenerator = idGenerator;
        this.files = files;
        value = MetaWebhookFactory.value(account.displayNumber(), account.phoneNumberId());
        at = files.now();
        hidden = MetaSendRules.BUSINESS_SCOPED.matcher(address).matches();
        contact.put(hidden ? "user_id" : "wa_id", address);
        message.put(hidden ? "from_user_id" : "from", address);
    }

    @Override
    public MetaMessageBuilder named(String profileName) {
        contact.put("profile", Json.object("name", profileName));
        return this;
    }

    @Override
    public MetaMessageBuilder alsoKnownAs(String businessScopedId) {
        contact.put("user_id", businessScopedId);
        message.put("from_user_id", businessScopedId);
        return this;
    }

    @Override
    public MetaMessageBuilder withSid(String messageSid) {
        sid = messageSid;
        return this;
    }

    @Override
    public MetaMessageBuilder replyingTo(String messageSid) {
        return with("context", Json.object("from", account.displayNumber(), "id", messageSid));
    }

    /// When the user wrote it; by default now.
    public MetaMessageBuilder writtenAt(Instant moment) {
        at = moment;
        return this;
    }

    /// Adds a field to the message, for example an unknown one. Values are strings, numbers, booleans, lists and
    /// maps of these.
    public MetaMessageBuilder with(String field, Object content) {
        message.put(field, content);
        return this;
    }

    /// A message of any type, with `content` under its name.
    public MetaInboundWebhook of(String type, Object content) {
        message.put("id", sid.isEmpty() ? idGenerator.wamid() : sid);
        message.put("timestamp", Long.toString(at.getEpochSecond()));
        message.put("type", type);
        message.put(type, content);
        if (!type.equals("system")) {
            value.put("contacts", List.of(contact));
        }
        value.put("messages", List.of(message));
        return webhooks.of(List.of(value));
    }

    @Override
    public MetaInboundWebhook text(String body) {
        return of("text", Json.object("body", body));
    }

    @Override
    public MetaInboundWebhook voiceNote() {
        var file = files.inWebhook(DemoMedia.VOICE, "audio/ogg; codecs=opus");
        file.put("voice", true);
        return of("audio", file);
    }

    /// A sound file that is not a voice note.
    public MetaInboundWebhook audio() {
        return of("audio", files.inWebhook(DemoMedia.VOICE, "audio/ogg"));
    }

    @Override
    public MetaInboundWebhook image(String caption) {
        return media("image", DemoMedia.IMAGE, caption);
    }

    @Override
    public MetaInboundWebhook video(String caption) {
        return media("video", DemoMedia.VIDEO, caption);
    }

    @Override
    public MetaInboundWebhook document(String caption) {
        message.put("document", Json.object("filename", DemoMedia.DOCUMENT.file()));
        return media("document", DemoMedia.DOCUMENT, caption);
    }

    @Override
    public MetaInboundWebhook sticker() {
        return media("sticker", DemoMedia.STICKER, "");
    }

    private MetaInboundWebhook media(String type, DemoMedia media, String caption) {
        var file = Json.named(message.get(type));
        if (!caption.isEmpty()) {
            file.put("caption", caption);
        }
        file.putAll(files.inWebhook(media, media.contentType()));
        return of(type, file);
    }

    @Override
    public MetaInboundWebhook location(double latitude, double longitude, String label, String address) {
        var place = Json.object("latitude", latitude, "longitude", longitude);
        if (!label.isEmpty()) {
            place.put("name", label);
        }
        if (!address.isEmpty()) {
            place.put("address", address);
        }
        return of("location", place);
    }

    /// A contact card.
    public MetaInboundWebhook contact(String name, String phone) {
        var phones = List.of(Json.object("phone", phone, "type", "MOBILE"));
        var names = Json.object("formatted_name", name, "first_name", name);
        return of("contacts", List.of(Json.object("name", names, "phones", phones)));
    }

    @Override
    public MetaInboundWebhook button(String text, String payload) {
        return of(
                "interactive",
                Json.object("type", "button_reply", "button_reply", Json.object("id", payload, "title", text)));
    }

    /// The user pressed a quick reply of a template.
    public MetaInboundWebhook templateButton(String text, String payload) {
        return of("button", Json.object("payload", payload, "text", text));
    }

    @Override
    public MetaInboundWebhook listChoice(String id, String title, String description) {
        var row = Json.object("id", id, "title", title);
        if (!description.isEmpty()) {
            row.put("description", description);
        }
        return of("interactive", Json.object("type", "list_reply", "list_reply", row));
    }

    /// The user completed a flow; `responseJson` is JSON in a string, as Meta sends it.
    public MetaInboundWebhook flow(String responseJson) {
        var reply = Json.object("response_json", responseJson, "body", "Sent", "name", "flow");
        return of("interactive", Json.object("type", "nfm_reply", "nfm_reply", reply));
    }

    /// An emoji on a message; an empty one removes it.
    @Override
    public MetaInboundWebhook reaction(String emoji, String messageSid) {
        var reaction = Json.object("message_id", messageSid);
        if (!emoji.isEmpty()) {
            reaction.put("emoji", emoji);
        }
        return of("reaction", reaction);
    }

    public MetaInboundWebhook order(String words, String product, int quantity) {
        var item =
                Json.object("product_retailer_id", product, "quantity", quantity, "item_price", 30, "currency", "USD");
        return of("order", Json.object("catalog_id", "194836987003835", "text", words, "product_items", List.of(item)));
    }

    /// The user edited the text of an earlier message.
    public MetaInboundWebhook edit(String messageSid, String now) {
        var message = Json.object("type", "text", "text", Json.object("body", now));
        return of("edit", Json.object("original_message_id", messageSid, "message", message));
    }

    /// The user deleted an earlier message for everyone.
    public MetaInboundWebhook revoke(String messageSid) {
        return of("revoke", Json.object("original_message_id", messageSid));
    }

    /// The user has a new number.
    public MetaInboundWebhook numberChange(String newNumber) {
        var now = SimulatedProvider.META.address(newNumber);
        var words = "User changed from " + message.get(hidden ? "from_user_id" : "from") + " to " + now;
        return of("system", Json.object("body", words, "wa_id", now, "type", "user_changed_number"));
    }

    /// A message that Meta cannot pass on.
    public MetaInboundWebhook unsupported() {
        message.put(
                "errors",
                List.of(Json.object(
                        "code",
                        131_051,
                        "title",
                        "Message type unknown",
                        "message",
                        "Message type unknown",
                        "error_data",
                        Json.object("details", "Message type is currently not supported."))));
        return of("unsupported", Json.object("type", "unknown"));
    }
}
