package dev.recado.adapter.simulator.message;

import dev.recado.adapter.simulator.account.MetaAccount;
import dev.recado.adapter.simulator.account.MetaSigningClient;
import dev.recado.adapter.simulator.account.ProviderIdGenerator;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.http.RecordingHttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Creates webhooks with the fields, headers and signature that Meta sends for WhatsApp.
public final class MetaWebhookFactory implements AutoCloseable {
    private static final String BUSINESS_ACCOUNT = "102290129340398";

    private final MetaAccount account;
    private final ProviderIdGenerator idGenerator;
    private final MetaSigningClient webhookClient;
    private final MetaMedia files;

    public MetaWebhookFactory(MetaAccount account, InstantSource clock, RandomGenerator random) {
        this(
                account,
                new ProviderIdGenerator(random),
                new MetaSigningClient(account, new RecordingHttpClient(clock)),
                new MetaMedia(clock));
    }

    public MetaWebhookFactory(
            MetaAccount account, ProviderIdGenerator idGenerator, MetaSigningClient webhookClient, MetaMedia files) {
        this.account = account;
        this.idGenerator = idGenerator;
        this.webhookClient = webhookClient;
        this.files = files;
    }

    /// A message of the user at `address`: `+15550100001`, `15550100001`, or only a business-scoped id
    /// (`US.1349…`), as for users who hide their number.
    public MetaMessageBuilder from(String address) {
        return new MetaMessageBuilder(this, account, idGenerator, files, SimulatedProvider.META.address(address));
    }

    /// A webhook with exactly this JSON.
    ///
    /// @throws IllegalArgumentException when it is not a JSON object
    public MetaInboundWebhook of(String json) {
        return new MetaInboundWebhook(Json.readObject(json), webhookClient);
    }

    MetaInboundWebhook of(List<Map<String, @Nullable Object>> values) {
        return new MetaInboundWebhook(envelope(values), webhookClient);
    }

    /// One POST for all of these, with their messages in one change, in this order.
    public MetaInboundWebhook batch(List<MetaInboundWebhook> webhooks) {
        var contacts = new ArrayList<Map<String, @Nullable Object>>();
        var messages = new ArrayList<Map<String, @Nullable Object>>();
        for (var webhook : webhooks) {
            for (var value : MetaInboundWebhook.values(webhook.json())) {
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

    public static Map<String, @Nullable Object> value(String displayNumber, String phoneNumberId) {
        return Json.object(
                "messaging_product",
                "whatsapp",
                "metadata",
                Json.object("display_phone_number", displayNumber, "phone_number_id", phoneNumberId));
    }

    public static Map<String, @Nullable Object> envelope(List<Map<String, @Nullable Object>> values) {
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
        webhookClient.close();
    }
}
