package dev.recado.adapter.simulator;

import java.util.ArrayList;
import java.util.List;

/// Stands in for Twilio: its REST API for messages and typing, its webhooks and its status callbacks.
public final class TwilioStandIn extends StandIn {
    private static final int MOST_BODY = 1 << 20;

    private final TwilioAccount account;
    private final TwilioWebhooks webhooks;

    private TwilioStandIn(
            TwilioAccount account,
            TwilioWebhooks webhooks,
            Workings workings,
            Receipts receipts,
            Carrier carrier,
            LoopbackServer server) {
        super(workings, receipts, carrier, server);
        this.account = account;
        this.webhooks = webhooks;
        webhooks.mediaAt(server.base());
    }

    /// Starts one with a made-up account.
    public static TwilioStandIn start(StandInOptions options) {
        return start(options, TwilioAccount.madeFrom(options.random()));
    }

    public static TwilioStandIn start(StandInOptions options, TwilioAccount account) {
        var workings = new Workings(Provider.TWILIO, options);
        var poster = new TwilioPost(account, workings.sids(), workings.poster());
        var receipts = new Receipts(workings, new TwilioCallbacks(account, poster, workings));
        var api = new TwilioApi(account, workings, receipts);
        var carrier = new Carrier(workings, (webhook, trace) -> replies(webhook, trace, workings, api, receipts));
        var server = LoopbackServer.start(options.port(), "twilio-stand-in", MOST_BODY, api::answer);
        var webhooks = new TwilioWebhooks(account, workings.sids(), poster);
        return new TwilioStandIn(account, webhooks, workings, receipts, carrier, server);
    }

    public TwilioAccount account() {
        return account;
    }

    @Override
    public String sender() {
        return account.sender();
    }

    /// Makes webhooks of this account.
    public TwilioWebhooks webhooks() {
        return webhooks;
    }

    @Override
    public TwilioWebhooks.Draft from(String address) {
        return webhooks.from(address);
    }

    @Override
    StandInWebhook webhookOf(StandInMessage inbound) {
        return webhooks.of(Form.parse(inbound.content().wire()));
    }

    private static List<StandInMessage> replies(
            StandInWebhook webhook, HttpTrace trace, Workings workings, TwilioApi api, Receipts receipts) {
        var response = trace.response();
        var replies = new ArrayList<StandInMessage>();
        if (response != null && trace.succeeded() && webhook instanceof TwilioWebhook asked) {
            for (var form : Twiml.messages(response.body())) {
                var reply = api.message(StandInMessage.Direction.OUTBOUND_REPLY, asked.to(), asked.from(), form);
                workings.ledger().put(reply);
                api.answered(asked.from());
                receipts.follow(reply, null, workings.faults().takeCallback());
                replies.add(reply);
            }
        }
        return List.copyOf(replies);
    }
}
