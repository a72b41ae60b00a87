package dev.recado.adapter.simulator.twilio;

import dev.recado.adapter.simulator.account.TwilioAccount;
import dev.recado.adapter.simulator.account.TwilioSigningClient;
import dev.recado.adapter.simulator.core.DeliverySimulator;
import dev.recado.adapter.simulator.core.StandInContext;
import dev.recado.adapter.simulator.core.WebhookTarget;
import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.message.StandInMessage;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Reports delivery by Twilio's status callbacks, to the message's own URL or else to the sender's.
public final class TwilioStatusCallbacks implements DeliverySimulator.StatusNotifier {
    private final TwilioAccount account;
    private final TwilioSigningClient webhookClient;
    private final StandInContext standInContext;

    public TwilioStatusCallbacks(
            TwilioAccount account, TwilioSigningClient webhookClient, StandInContext standInContext) {
        this.account = account;
        this.webhookClient = webhookClient;
        this.standInContext = standInContext;
    }

    @Override
    public void tell(StandInMessage message, String status, @Nullable WebhookTarget target) {
        var url = url(message, target);
        if (url == null) {
            return;
        }
        var reached = target == null ? url : target.reach(url);
        var form = form(message, status);
        standInContext.postUntilAccepted(() -> {
            var trace = webhookClient.post(HttpTrace.Kind.CALLBACK, reached, url, form);
            standInContext.trafficLog().trace(message.sid(), trace);
            return trace;
        });
    }

    private static @Nullable URI url(StandInMessage message, @Nullable WebhookTarget target) {
        var messageUrl = Form.parse(message.content().wire()).first("StatusCallback");
        if (messageUrl != null && !messageUrl.isEmpty()) {
            return URI.create(messageUrl);
        }
        return target == null ? null : target.statusCallback();
    }

    private Form form(StandInMessage message, String status) {
        var to = message.to();
        var address = to.substring(to.indexOf(':') + 1);
        var form = Form.empty()
                .with("SmsSid", message.sid())
                .with("SmsStatus", status)
                .with("MessageStatus", status)
                .with("ChannelToAddress", address.substring(0, Math.max(0, address.length() - 4)) + "XXXX")
                .with("To", to)
                .with("ChannelPrefix", "whatsapp")
                .with("MessageSid", message.sid())
                .with("AccountSid", account.sid());
        var code = message.progress().errorCode();
        if (code != null) {
            var reason = String.valueOf(message.progress().errorMessage());
            form = form.with("ErrorCode", code.toString())
                    .with("ErrorMessage", reason)
                    .with("ChannelStatusMessage", reason);
        }
        if (status.equals("read") || status.equals("delivered")) {
            form = form.with("EventType", status.equals("read") ? "READ" : "DELIVERED");
        }
        return form.with("From", message.from())
                .with("ApiVersion", "2010-04-01")
                .with("ChannelInstallSid", "XE" + account.sid().substring(2));
    }
}
