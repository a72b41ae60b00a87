package dev.recado.adapter.simulator;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Stands in for Meta's Cloud API: its Graph API for messages, read marks, typing and files, and its webhooks.
/// Statuses go where messages go.
public final class MetaStandIn extends StandIn {
    private static final int MOST_BODY = 1 << 20;

    private final MetaAccount account;
    private final MetaWebhooks webhooks;
    private final MetaStatuses statuses;
    private final Poster poster;

    private MetaStandIn(MetaAccount account, Parts parts, LoopbackServer server) {
        super(parts.workings(), parts.receipts(), new Carrier(parts.workings(), (_, _) -> java.util.List.of()), server);
        this.account = account;
        this.statuses = parts.statuses();
        this.poster = parts.workings().poster();
        parts.files().at(server.base());
        webhooks = new MetaWebhooks(account, parts.workings().sids(), parts.post(), parts.files());
    }

    private record Parts(Workings workings, MetaPost post, MetaStatuses statuses, Receipts receipts, MetaFiles files) {}

    /// Starts one with a made-up account.
    public static MetaStandIn start(StandInOptions options) {
        return start(options, MetaAccount.madeFrom(options.random()));
    }

    public static MetaStandIn start(StandInOptions options, MetaAccount account) {
        var workings = new Workings(Provider.META, options);
        var post = new MetaPost(account, workings.poster());
        var statuses = new MetaStatuses(account, post, workings);
        var receipts = new Receipts(workings, statuses);
        var files = new MetaFiles(workings.clock());
        var api = new MetaApi(account, workings, receipts, files);
        var server = LoopbackServer.start(options.port(), "meta-stand-in", MOST_BODY, api::answer);
        return new MetaStandIn(account, new Parts(workings, post, statuses, receipts, files), server);
    }

    public MetaAccount account() {
        return account;
    }

    @Override
    public String sender() {
        return account.displayNumber();
    }

    /// Makes webhooks of this app.
    public MetaWebhooks webhooks() {
        return webhooks;
    }

    @Override
    public MetaDraft from(String address) {
        return webhooks.from(address);
    }

    /// From now on, statuses that come within this time of each other share a POST; zero: each comes alone.
    public void batchStatuses(Duration within) {
        statuses.together(within);
    }

    /// Asks the webhook at `url`, as Meta does when an app is subscribed, whether it knows the verify token.
    public HttpTrace shakeHands(URI url, String verifyToken, String challenge) {
        var query = "?hub.mode=subscribe&hub.challenge=" + URLEncoder.encode(challenge, StandardCharsets.UTF_8)
                + "&hub.verify_token=" + URLEncoder.encode(verifyToken, StandardCharsets.UTF_8);
        return poster.get(HttpTrace.Kind.WEBHOOK, URI.create(url + query));
    }

    @Override
    StandInWebhook webhookOf(StandInMessage inbound) {
        return webhooks.of(inbound.content().wire());
    }
}
