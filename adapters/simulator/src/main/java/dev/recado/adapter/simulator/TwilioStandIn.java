package dev.recado.adapter.simulator;

import dev.recado.adapter.simulator.account.TwilioAccount;
import dev.recado.adapter.simulator.account.TwilioSigningClient;
import dev.recado.adapter.simulator.core.DeliverySimulator;
import dev.recado.adapter.simulator.core.StandInContext;
import dev.recado.adapter.simulator.core.StandInOptions;
import dev.recado.adapter.simulator.core.WebhookSender;
import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.http.LoopbackServer;
import dev.recado.adapter.simulator.message.SimulatedProvider;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.StandInWebhook;
import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import dev.recado.adapter.simulator.message.TwilioWebhookFactory;
import dev.recado.adapter.simulator.twilio.TwilioApi;
import dev.recado.adapter.simulator.twilio.TwilioStatusCallbacks;
import dev.recado.adapter.simulator.twilio.TwimlReader;
import java.util.ArrayList;
import java.util.List;

/// Stands in for Twilio: its REST API for messages and typing, its webhooks and its status callbacks.
public final class TwilioStandIn extends StandIn {
    private static final int MAX_BODY = 1 << 20;

    private final TwilioAccount account;
    private final TwilioWebhookFactory webhooks;

    private TwilioStandIn(
            TwilioAccount account,
            TwilioWebhookFactory webhooks,
            StandInContext standInContext,
            DeliverySimulator receipts,
            WebhookSender webhookSender,
            LoopbackServer server) {
        super(standInContext, receipts, webhookSender, server);
        this.account = account;
        this.webhooks = webhooks;
        webhooks.mediaAt(server.base());
    }

    /// Starts a stand-in with an invented account.
    public static TwilioStandIn start(StandInOptions options) {
        return start(options, TwilioAccount.madeFrom(options.random()));
    }

    public static TwilioStandIn start(StandInOptions options, TwilioAccount account) {
        var standInContext = new StandInContext(SimulatedProvider.TWILIO, options);
        var webhookClient =
                new TwilioSigningClient(account, standInContext.idGenerator(), standInContext.webhookClient());
        var receipts = new DeliverySimulator(
                standInContext, new TwilioStatusCallbacks(account, webhookClient, standInContext));
        var api = new TwilioApi(account, standInContext, receipts);
        var webhookSender = new WebhookSender(
                standInContext, (webhook, trace) -> replies(webhook, trace, standInContext, api, receipts));
        var server = LoopbackServer.start(options.port(), "twilio-stand-in", MAX_BODY, api::answer);
        var webhooks = new TwilioWebhookFactory(account, standInContext.idGenerator(), webhookClient);
        return new TwilioStandIn(account, webhooks, standInContext, receipts, webhookSender, server);
    }

    public TwilioAccount account() {
        return account;
    }

    @Override
    public String sender() {
        return account.sender();
    }

    /// Creates webhooks of this account.
    public TwilioWebhookFactory webhooks() {
        return webhooks;
    }

    @Override
    public TwilioWebhookFactory.Draft from(String address) {
        return webhooks.from(address);
    }

    @Override
    StandInWebhook webhookOf(StandInMessage inbound) {
        return webhooks.of(Form.parse(inbound.content().wire()));
    }

    private static List<StandInMessage> replies(
            StandInWebhook webhook,
            HttpTrace trace,
            StandInContext standInContext,
            TwilioApi api,
            DeliverySimulator receipts) {
        var response = trace.response();
        var replies = new ArrayList<StandInMessage>();
        if (response != null && trace.succeeded() && webhook instanceof TwilioInboundWebhook inbound) {
            for (var form : TwimlReader.messages(response.body())) {
                var reply = api.message(StandInMessage.Direction.OUTBOUND_REPLY, inbound.to(), inbound.from(), form);
                standInContext.trafficLog().put(reply);
                api.answered(inbound.from());
                receipts.follow(reply, null, standInContext.faults().takeCallback());
                replies.add(reply);
            }
        }
        return List.copyOf(replies);
    }
}
