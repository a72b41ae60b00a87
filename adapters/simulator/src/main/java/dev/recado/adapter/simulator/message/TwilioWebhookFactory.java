package dev.recado.adapter.simulator.message;

import dev.recado.adapter.simulator.account.ProviderIdGenerator;
import dev.recado.adapter.simulator.account.TwilioAccount;
import dev.recado.adapter.simulator.account.TwilioSigningClient;
import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.Form.Parameter;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.http.RecordingHttpClient;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Creates inbound webhooks with the parameters, headers and signature that Twilio sends for WhatsApp.
public final class TwilioWebhookFactory implements AutoCloseable {
    private final TwilioAccount account;
    private final ProviderIdGenerator idGenerator;
    private final TwilioSigningClient webhookClient;
    private volatile URI mediaAt = URI.create("https://api.twilio.com");

    public TwilioWebhookFactory(TwilioAccount account, InstantSource clock, RandomGenerator random) {
        this(account, new ProviderIdGenerator(random), clock);
    }

    private TwilioWebhookFactory(TwilioAccount account, ProviderIdGenerator idGenerator, InstantSource clock) {
        this(account, idGenerator, new TwilioSigningClient(account, idGenerator, new RecordingHttpClient(clock)));
    }

    public TwilioWebhookFactory(
            TwilioAccount account, ProviderIdGenerator idGenerator, TwilioSigningClient webhookClient) {
        this.account = account;
        this.idGenerator = idGenerator;
        this.webhookClient = webhookClient;
    }

    /// A message of the user at `address`: `whatsapp:+15550100001`, `+15550100001`, or a business-scoped id
    /// (`US.1349…`).
    public Draft from(String address) {
        return new Draft(SimulatedProvider.TWILIO.address(address));
    }

    /// A webhook with exactly these parameters.
    public TwilioInboundWebhook of(Form form) {
        return new TwilioInboundWebhook(form, webhookClient);
    }

    /// Sets the API that the webhooks' media URLs point to.
    public void mediaAt(URI base) {
        mediaAt = base;
    }

    @Override
    public void close() {
        webhookClient.close();
    }

    /// Builds a message; each method named by a kind of content creates the webhook.
    public final class Draft implements UserMessageBuilder {
        private final String from;
        private String sid = "";
        private @Nullable String name;
        private String externalUserId = "";
        private final List<Parameter> extra = new ArrayList<>();

        private Draft(String from) {
            this.from = from;
        }

        @Override
        public Draft named(String profileName) {
            name = profileName;
            return this;
        }

        @Override
        public Draft alsoKnownAs(String businessScopedId) {
            externalUserId = "whatsapp:" + businessScopedId;
            return this;
        }

        @Override
        public Draft withSid(String messageSid) {
            sid = messageSid;
            return this;
        }

        @Override
        public Draft replyingTo(String messageSid) {
            return with("OriginalRepliedMessageSender", account.sender()).with("OriginalRepliedMessageSid", messageSid);
        }

        /// Adds a parameter, for example an unknown one.
        public Draft with(String parameter, String value) {
            extra.add(new Parameter(parameter, value));
            return this;
        }

        @Override
        public TwilioInboundWebhook text(String body) {
            return build("text", body, List.of());
        }

        @Override
        public TwilioInboundWebhook voiceNote() {
            return voiceNote(demo(DemoMedia.VOICE));
        }

        @Override
        public TwilioInboundWebhook image(String caption) {
            return image(demo(DemoMedia.IMAGE), DemoMedia.IMAGE.contentType(), caption);
        }

        @Override
        public TwilioInboundWebhook video(String caption) {
            return video(demo(DemoMedia.VIDEO), caption);
        }

        @Override
        public TwilioInboundWebhook document(String caption) {
            return document(demo(DemoMedia.DOCUMENT), DemoMedia.DOCUMENT.contentType(), caption);
        }

        @Override
        public TwilioInboundWebhook sticker() {
            return media("sticker", demo(DemoMedia.STICKER), DemoMedia.STICKER.contentType(), "");
        }

        private URI demo(DemoMedia media) {
            if (sid.isEmpty()) {
                sid = idGenerator.next("MM");
            }
            return media.url(mediaAt, account, sid);
        }

        public TwilioInboundWebhook image(URI url, String contentType, String caption) {
            return media("image", url, contentType, caption);
        }

        /// A voice note, which comes without text and with the type `audio`.
        public TwilioInboundWebhook voiceNote(URI url) {
            return media("audio", url, "audio/ogg", "");
        }

        public TwilioInboundWebhook video(URI url, String caption) {
            return media("video", url, "video/mp4", caption);
        }

        public TwilioInboundWebhook document(URI url, String contentType, String caption) {
            return media("document", url, contentType, caption);
        }

        @Override
        public TwilioInboundWebhook location(double latitude, double longitude, String label, String address) {
            var place = new ArrayList<>(List.of(
                    new Parameter("Latitude", Double.toString(latitude)),
                    new Parameter("Longitude", Double.toString(longitude))));
            if (!label.isEmpty()) {
                place.add(new Parameter("Label", label));
            }
            if (!address.isEmpty()) {
                place.add(new Parameter("Address", address));
            }
            return build("location", "", place);
        }

        /// A quick reply: the button's text is also the body.
        @Override
        public TwilioInboundWebhook button(String text, String payload) {
            return build(
                    "button",
                    text,
                    List.of(
                            new Parameter("ButtonText", text),
                            new Parameter("ButtonPayload", payload),
                            new Parameter("ButtonType", "REPLY")));
        }

        @Override
        public TwilioInboundWebhook listChoice(String id, String title, String description) {
            return build(
                    "interactive",
                    title,
                    List.of(
                            new Parameter("ListId", id),
                            new Parameter("ListTitle", title),
                            new Parameter("ListDescription", description)));
        }

        /// An emoji on the message `messageSid`. Its form is assumed, since neither Twilio's documentation nor a
        /// captured webhook shows one.
        @Override
        public TwilioInboundWebhook reaction(String emoji, String messageSid) {
            return replyingTo(messageSid).build("reaction", emoji, List.of());
        }

        private TwilioInboundWebhook media(String type, URI url, String contentType, String caption) {
            return build(
                    type,
                    caption,
                    List.of(
                            new Parameter("MediaContentType0", contentType),
                            new Parameter("MediaUrl0", url.toString())));
        }

        private TwilioInboundWebhook build(String type, String body, List<Parameter> content) {
            var media = content.stream().anyMatch(parameter -> parameter.name().equals("MediaUrl0"));
            var id = sid.isEmpty() ? idGenerator.next(media ? "MM" : "SM") : sid;
            var all = new ArrayList<Parameter>(content);
            all.add(new Parameter("SmsMessageSid", id));
            all.add(new Parameter("NumMedia", media ? "1" : "0"));
            if (name != null) {
                all.add(new Parameter("ProfileName", name));
            }
            all.add(new Parameter("MessageType", type));
            all.add(new Parameter("SmsSid", id));
            var phone = from.startsWith("whatsapp:+");
            if (phone) {
                all.add(new Parameter("WaId", from.substring("whatsapp:+".length())));
            }
            if (!externalUserId.isEmpty() || !phone) {
                all.add(new Parameter("ExternalUserId", externalUserId.isEmpty() ? from : externalUserId));
            }
            all.add(new Parameter("SmsStatus", "received"));
            all.add(new Parameter("Body", body));
            all.add(new Parameter("To", account.sender()));
            all.add(new Parameter("NumSegments", "1"));
            all.add(new Parameter("ReferralNumMedia", "0"));
            all.add(new Parameter("MessageSid", id));
            all.add(new Parameter("AccountSid", account.sid()));
            all.add(new Parameter("ChannelMetadata", channelMetadata()));
            all.add(new Parameter("From", from));
            all.add(new Parameter("ApiVersion", "2010-04-01"));
            all.addAll(extra);
            return of(new Form(all));
        }

        private String channelMetadata() {
            var context = Json.object();
            if (name != null) {
                context.put("ProfileName", name);
            }
            if (from.startsWith("whatsapp:+")) {
                context.put("WaId", from.substring("whatsapp:+".length()));
            }
            return Json.write(Map.of("type", "whatsapp", "data", Map.of("context", context)));
        }
    }
}
