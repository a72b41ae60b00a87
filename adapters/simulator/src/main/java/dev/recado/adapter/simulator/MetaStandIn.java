package dev.recado.adapter.simulator;

import dev.recado.adapter.simulator.account.MetaAccount;
import dev.recado.adapter.simulator.account.MetaSigningClient;
import dev.recado.adapter.simulator.core.DeliverySimulator;
import dev.recado.adapter.simulator.core.StandInContext;
import dev.recado.adapter.simulator.core.StandInOptions;
import dev.recado.adapter.simulator.core.WebhookSender;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.http.LoopbackServer;
import dev.recado.adapter.simulator.http.RecordingHttpClient;
import dev.recado.adapter.simulator.message.MetaMedia;
import dev.recado.adapter.simulator.message.MetaMessageBuilder;
import dev.recado.adapter.simulator.message.MetaWebhookFactory;
import dev.recado.adapter.simulator.message.SimulatedProvider;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.StandInWebhook;
import dev.recado.adapter.simulator.meta.MetaApi;
import dev.recado.adapter.simulator.meta.MetaStatusWebhooks;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Stands in for Meta's Cloud API: the Graph API for messages, read marks, typing and files, and its webhooks.
/// Statuses are sent to the same URL as messages.
public final class MetaStandIn extends StandIn {
    private static final int MAX_BODY = 1 << 20;

    private final MetaAccount account;
    private final MetaWebhookFactory webhooks;
    private final MetaStatusWebhooks statuses;
    private final RecordingHttpClient webhookClient;

    private MetaStandIn(MetaAccount account, Parts parts, LoopbackServer server) {
        super(
                parts.standInContext(),
                parts.receipts(),
                new WebhookSender(parts.standInContext(), (_, _) -> java.util.List.of()),
                server);
        this.account = account;
        this.statuses = parts.statuses();
        this.webhookClient = parts.standInContext().webhookClient();
        parts.files().at(server.base());
        webhooks = new MetaWebhookFactory(account, parts.standInContext().idGenerator(), parts.post(), parts.files());
    }

    private record Parts(
            StandInContext standInContext,
            MetaSigningClient post,
            MetaStatusWebhooks statuses,
            DeliverySimulator receipts,
            MetaMedia files) {}

    /// Starts a stand-in with an invented account.
    public static MetaStandIn start(StandInOptions options) {
        return start(options, MetaAccount.madeFrom(options.random()));
    }

    public static MetaStandIn start(StandInOptions options, MetaAccount account) {
        var standInContext = new StandInContext(SimulatedProvider.META, options);
        var post = new MetaSigningClient(account, standInContext.webhookClient());
        var statuses = new MetaStatusWebhooks(account, post, standInContext);
        var receipts = new DeliverySimulator(standInContext, statuses);
        var files = new MetaMedia(standInContext.clock());
        var api = new MetaApi(account, standInContext, receipts, files);
        var server = LoopbackServer.start(options.port(), "meta-stand-in", MAX_BODY, api::answer);
        return new MetaStandIn(account, new Parts(standInContext, post, statuses, receipts, files), server);
    }

    public MetaAccount account() {
        return account;
    }

    @Override
    public String sender() {
        return account.displayNumber();
    }

    /// Creates webhooks of this app.
    public MetaWebhookFactory webhooks() {
        return webhooks;
    }

    @Override
    public MetaMessageBuilder from(String address) {
        return webhooks.from(address);
    }

    /// Sends statuses that occur within this time in one POST; zero sends each alone.
    public void batchStatuses(Duration within) {
        statuses.batchWithin(within);
    }

    /// Verifies the webhook at `url`, as Meta does when an app subscribes.
    public HttpTrace verifyWebhook(URI url, String verifyToken, String challenge) {
        var query = "?hub.mode=subscribe&hub.challenge=" + URLEncoder.encode(challenge, StandardCharsets.UTF_8)
                + "&hub.verify_token=" + URLEncoder.encode(verifyToken, StandardCharsets.UTF_8);
        return webhookClient.get(HttpTrace.Kind.WEBHOOK, URI.create(url + query));
    }

    @Override
    StandInWebhook webhookOf(StandInMessage inbound) {
        return webhooks.of(inbound.content().wire());
    }
}
