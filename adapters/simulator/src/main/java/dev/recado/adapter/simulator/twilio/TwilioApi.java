package dev.recado.adapter.simulator.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.simulator.account.TwilioAccount;
import dev.recado.adapter.simulator.core.DeliverySimulator;
import dev.recado.adapter.simulator.core.FaultPlan;
import dev.recado.adapter.simulator.core.SendRequest;
import dev.recado.adapter.simulator.core.StandInContext;
import dev.recado.adapter.simulator.core.StandInEvent;
import dev.recado.adapter.simulator.core.TrafficLog;
import dev.recado.adapter.simulator.fault.Fault;
import dev.recado.adapter.simulator.fault.ProviderErrors;
import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.HttpTrace.Kind;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.http.LoopbackServer.Incoming;
import dev.recado.adapter.simulator.http.StandInResponse;
import dev.recado.adapter.simulator.message.DemoMedia;
import dev.recado.adapter.simulator.message.SimulatedProvider;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.StandInMessage.Direction;
import dev.recado.adapter.simulator.message.StandInMessage.Progress;
import dev.recado.adapter.simulator.message.TwilioContentReader;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The routes of Twilio's REST API that Recado uses.
public final class TwilioApi {
    private static final Pattern ACCOUNT = Pattern.compile("/2010-04-01/Accounts/(\\w+)\\.json");
    private static final Pattern MESSAGES = Pattern.compile("/2010-04-01/Accounts/(\\w+)/Messages\\.json");
    private static final Pattern MESSAGE = Pattern.compile("/2010-04-01/Accounts/(\\w+)/Messages/(\\w+)\\.json");
    private static final Pattern MEDIA_LIST =
            Pattern.compile("/2010-04-01/Accounts/(\\w+)/Messages/(\\w+)/Media\\.json");
    private static final Pattern MEDIA = Pattern.compile("/2010-04-01/Accounts/(\\w+)/Messages/(\\w+)/Media/(\\w+)");
    private static final Pattern TYPING = Pattern.compile("/v([23])/Indicators/Typing\\.json");
    private static final Duration TYPING_DURATION = Duration.ofSeconds(25);

    private final TwilioAccount account;
    private final StandInContext standInContext;
    private final TrafficLog trafficLog;
    private final DeliverySimulator receipts;
    private final FaultPlan faults;
    private final InstantSource clock;
    private final ProviderErrors errors = new TwilioErrors();

    public TwilioApi(TwilioAccount account, StandInContext standInContext, DeliverySimulator receipts) {
        this.account = account;
        this.standInContext = standInContext;
        this.receipts = receipts;
        trafficLog = standInContext.trafficLog();
        faults = standInContext.faults();
        clock = standInContext.clock();
    }

    public StandInResponse answer(Incoming incoming) throws InterruptedException {
        if (!authorized(incoming)) {
            return TwilioMessageJson.error(401, 20003, "Authenticate")
                    .with("WWW-Authenticate", "Basic realm=\"Twilio API\"");
        }
        var path = incoming.path();
        var typing = TYPING.matcher(path);
        if (typing.matches()) {
            return incoming.method().equals("POST") ? typing(incoming, typing.group(1)) : notAllowed();
        }
        var messages = MESSAGES.matcher(path);
        if (messages.matches() && isOwnAccount(messages.group(1))) {
            return switch (incoming.method()) {
                case "POST" -> create(incoming);
                case "GET" ->
                    TwilioMessageList.listsUserMessages(incoming.query(), account)
                            ? list(incoming, TwilioMessageList.page(trafficLog.messages(), incoming.query(), account))
                            : lookup(
                                    incoming, TwilioMessageList.page(trafficLog.messages(), incoming.query(), account));
                default -> notAllowed();
            };
        }
        var message = MESSAGE.matcher(path);
        if (message.matches() && isOwnAccount(message.group(1))) {
            return switch (incoming.method()) {
                case "GET" -> lookup(incoming, fetch(message.group(2), path));
                case "DELETE" -> delete(incoming, message.group(2));
                default -> notAllowed();
            };
        }
        var files = MEDIA_LIST.matcher(path);
        if (files.matches() && isOwnAccount(files.group(1)) && incoming.method().equals("GET")) {
            return list(incoming, files(files.group(2), path));
        }
        var media = MEDIA.matcher(path);
        if (media.matches() && isOwnAccount(media.group(1)) && incoming.method().equals("GET")) {
            var file = DemoMedia.bySid(media.group(3));
            return file == null ? notFound(path) : file.reply();
        }
        var one = ACCOUNT.matcher(path);
        if (one.matches() && isOwnAccount(one.group(1)) && incoming.method().equals("GET")) {
            return StandInResponse.json(200, TwilioMessageJson.account(account, clock.instant()));
        }
        return notFound(path);
    }

    private StandInResponse create(Incoming incoming) throws InterruptedException {
        var form = Form.parse(incoming.text());
        var windowIsClosed = faults.windowIsClosed(form.firstOr("To", ""));
        return SendRequest.run(
                new TwilioSendRequest(form, account, this, windowIsClosed), incoming, errors, standInContext, receipts);
    }

    public StandInMessage message(Direction direction, String from, String to, Form form) {
        return new StandInMessage(
                standInContext.idGenerator().next(form.has("MediaUrl") ? "MM" : "SM"),
                SimulatedProvider.TWILIO,
                direction,
                from,
                to,
                TwilioContentReader.of(form),
                Progress.begun("queued", clock.instant()));
    }

    private StandInResponse lookup(Incoming incoming, StandInResponse.Reply found) throws InterruptedException {
        var to = incoming.query().firstOr("To", "");
        return read(Kind.LOOKUP, to.isEmpty() ? null : trafficLog.lastFrom(to), faults.takeLookup(), incoming, found);
    }

    private StandInResponse list(Incoming incoming, StandInResponse.Reply found) throws InterruptedException {
        return read(Kind.LIST, null, faults.takeListing(), incoming, found);
    }

    private StandInResponse read(
            Kind kind, @Nullable String sid, @Nullable Fault fault, Incoming incoming, StandInResponse.Reply found)
            throws InterruptedException {
        if (fault instanceof Fault.Slow slow
                && !(standInContext.pause(slow.before()) && standInContext.pause(slow.after()))) {
            return new StandInResponse.Cut();
        }
        var refusal = errors.refusal(fault);
        var answer = refusal == null ? found : refusal;
        standInContext.trace(sid, kind, clock.instant(), incoming, answer);
        return answer;
    }

    private StandInResponse.Reply files(String sid, String path) {
        return trafficLog
                .find(sid)
                .filter(StandInMessage::inbound)
                .map(message -> StandInResponse.json(200, TwilioMediaList.of(message, account)))
                .orElseGet(() -> notFound(path));
    }

    private StandInResponse.Reply fetch(String sid, String path) {
        return trafficLog
                .find(sid)
                .map(message -> StandInResponse.json(200, TwilioMessageJson.of(message, account)))
                .orElseGet(() -> notFound(path));
    }

    private StandInResponse delete(Incoming incoming, String sid) {
        var answer = trafficLog.delete(sid) ? StandInResponse.empty(204) : notFound(incoming.path());
        standInContext.trace(sid, Kind.DELETE, clock.instant(), incoming, answer);
        return answer;
    }

    private StandInResponse typing(Incoming incoming, String version) throws InterruptedException {
        var at = clock.instant();
        var json = version.equals("3");
        String sid;
        String channel;
        try {
            var object = json ? Json.readObject(incoming.text()) : Map.<String, @Nullable Object>of();
            var form = json ? Form.empty() : Form.parse(incoming.text());
            sid = json ? Json.text(object, "messageId") : form.firstOr("messageId", "");
            channel = json ? Json.text(object, "channel") : form.firstOr("channel", "");
        } catch (IllegalArgumentException _) {
            return TwilioMessageJson.error(400, 20001, "Invalid request body");
        }
        var refusal = errors.refusal(faults.takeTyping());
        // Version 3 refuses the lower-case name that version 2 requires.
        if (refusal == null && !channel.equals(json ? "WHATSAPP" : "whatsapp")) {
            refusal = TwilioMessageJson.error(400, 20001, "Invalid channel: " + channel);
        }
        var message = trafficLog.find(sid).filter(StandInMessage::inbound);
        if (refusal == null && message.isEmpty()) {
            refusal = TwilioMessageJson.error(404, 20404, "The message " + sid + " was not found");
        }
        var answer = refusal == null ? StandInResponse.json(200, Json.object("success", true)) : refusal;
        standInContext.trace(sid, Kind.TYPING, at, incoming, answer);
        if (refusal == null) {
            var user = message.orElseThrow().user();
            trafficLog.markRead(user, sid, clock.instant());
            trafficLog.typing(new StandInEvent.Typing(sid, user, TYPING_DURATION));
        }
        return answer;
    }

    /// An answer to a user marks their messages as read.
    public void answered(String user) {
        trafficLog.markAllRead(user, clock.instant());
    }

    private boolean authorized(Incoming incoming) {
        var expected = "Basic "
                + Base64.getEncoder().encodeToString((account.sid() + ":" + account.authToken()).getBytes(UTF_8));
        return MessageDigest.isEqual(
                expected.getBytes(UTF_8), incoming.header("Authorization").getBytes(UTF_8));
    }

    private boolean isOwnAccount(String sid) {
        return account.sid().equals(sid);
    }

    private static StandInResponse.Reply notFound(String path) {
        return TwilioMessageJson.error(404, 20404, "The requested resource " + path + " was not found");
    }

    private static StandInResponse.Reply notAllowed() {
        return TwilioMessageJson.error(405, 20004, "Method not allowed");
    }
}
