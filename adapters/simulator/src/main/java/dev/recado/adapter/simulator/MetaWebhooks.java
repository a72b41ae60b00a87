package dev.recado.adapter.simulator;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes webhooks with the fields, headers and signature that Meta sends for WhatsApp.
public final class MetaWebhooks implements AutoCloseable {
    private static final String BUSINESS_ACCOUNT = "102290129340398";

    private final MetaAccount account;
    private final Sids sids;
    private final MetaPost poster;
    private final MetaFiles files;

    public MetaWebhooks(MetaAccount account, InstantSource clock, RandomGenerator random) {
        this(account, new Sids(random), new MetaPost(account, new Poster(clock)), new MetaFiles(clock));
    }

    MetaWebhooks(MetaAccount account, Sids sids, MetaPost poster, MetaFiles files) {
        this.account = account;
        this.sids = sids;
        this.poster = poster;
        this.files = files;
    }

    /// A message of the user at `address`: `+15550100001`, `15550100001`, or a business-scoped id (`US.1349…`)
    /// alone, as of users who hide their number.
    public MetaDraft from(String address) {
        return new MetaDraft(this, account, sids, files, Provider.META.address(address));
    }

    /// A webhook with exactly this JSON.
    ///
    /// @throws IllegalArgumentException when it is not a JSON object
    public MetaWebhook of(String json) {
        return new MetaWebhook(Json.readObject(json), poster);
    }

    MetaWebhook of(List<Map<String, @Nullable Object>> values) {
        return new MetaWebhook(envelope(values), poster);
    }

    /// One POST for all of these, their messages in one change, in this order.
    public MetaWebhook batch(List<MetaWebhook> webhooks) {
        var contacts = new ArrayList<Map<String, @Nullable Object>>();
        var messages = new ArrayList<Map<String, @Nullable Object>>();
        for (var webhook : webhooks) {
            for (var value : MetaWebhook.values(webhook.json())) {
                Json.objects(value, "contacts").stream()
                        .filter(contact -> !contacts.contains(contact))
                        .forEach(contacts::add);
                messages.addAll(Json.objects(value, "messages"));
            }
        }
        var value = value(account.displayNumber(), account.phoneNumberId());
        value.put("contacts", contacts);
        value.put("messages", messages);
        return of(List.of(value));
    }

    /// One POST for all of these, each in a change of its own.
    public MetaWebhook bundle(List<MetaWebhook> webhooks) {
        return of(webhooks.stream()
                .flatMap(webhook -> MetaWebhook.values(webhook.json()).stream())
                .toList());
    }

    static Map<String, @Nullable Object> value(String displayNumber, String phoneNumberId) {
        return Json.object(
                "messaging_product",
                "whatsapp",
                "metadata",
                Json.object("display_phone_number", displayNumber, "phone_number_id", phoneNumberId));
    }

    static Map<String, @Nullable Object> envelope(List<Map<String, @Nullable Object>> values) {
        var changes = values.stream()
                .map(value -> Json.object("value", value, "field", "messages"))
                .toList();
        return Json.object(
                "object",
                "whatsapp_business_account",
                "entry",
                List.of(Json.object("id", BUSINESS_ACCOUNT, "changes", changes)));
    }

    @Override
    public void close() {
        poster.close();
    }
}
