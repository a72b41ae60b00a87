package dev.recado.adapter.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.simulator.HttpTrace.Kind;
import dev.recado.adapter.simulator.LoopbackServer.Incoming;
import dev.recado.adapter.simulator.StandInMessage.Direction;
import dev.recado.adapter.simulator.StandInMessage.Progress;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The routes of Twilio's REST API that Recado uses.
final class TwilioApi {
    private static final Pattern ACCOUNT = Pattern.compile("/2010-04-01/Accounts/(\\w+)\\.json");
    private static final Pattern MESSAGES = Pattern.compile("/2010-04-01/Accounts/(\\w+)/Messages\\.json");
    private static final Pattern MESSAGE = Pattern.compile("/2010-04-01/Accounts/(\\w+)/Messages/(\\w+)\\.json");
    private static final Pattern MEDIA_LIST =
            Pattern.compile("/2010-04-01/Accounts/(\\w+)/Messages/(\\w+)/Media\\.json");
    private static final Pattern MEDIA = Pattern.compile("/2010-04-01/Accounts/(\\w+)/Messages/(\\w+)/Media/(\\w+)");
    private static final Pattern TYPING = Pattern.compile("/v([23])/Indicators/Typing\\.json");
    private static final Duration TYPING_LASTS = Duration.ofSeconds(25);

    private final TwilioAccount account;
    private final Workings workings;
    private final Ledger ledger;
    private final Receipts receipts;
    private final FaultPlan faults;
    private final InstantSource clock;
    private final Refusals refusals = new TwilioRefusals();

    TwilioApi(TwilioAccount account, Workings workings, Receipts receipts) {
        this.account = account;
        this.workings = workings;
        this.receipts = receipts;
        ledger = workings.ledger();
        faults = workings.faults();
        clock = workings.clock();
    }

    Answer answer(Incoming incoming) throws InterruptedException {
        if (!authorized(incoming)) {
            return MessageResource.error(401, 20003, "Authenticate")
                    .with("WWW-Authenticate", "Basic realm=\"Twilio API\"");
        }
        var path = incoming.path();
        var typing = TYPING.matcher(path);
        if (typing.matches()) {
            return incoming.method().equals("POST") ? typing(incoming, typing.group(1)) : notAllowed();
        }
        var messages = MESSAGES.matcher(path);
        if (messages.matches() && mine(messages.group(1))) {
            return switch (incoming.method()) {
                case "POST" -> create(incoming);
                case "GET" ->
                    MessageList.isOfUsers(incoming.query(), account)
                            ? list(incoming, MessageList.page(ledger.messages(), incoming.query(), account))
                            : lookup(incoming, MessageList.page(ledger.messages(), incoming.query(), account));
                default -> notAllowed();
            };
        }
        var message = MESSAGE.matcher(path);
        if (message.matches() && mine(message.group(1))) {
            return switch (incoming.method()) {
                case "GET" -> lookup(incoming, fetch(message.group(2), path));
                case "DELETE" -> delete(incoming, message.group(2));
                default -> notAllowed();
            };
        }
        var files = MEDIA_LIST.matcher(path);
        if (files.matches() && mine(files.group(1)) && incoming.method().equals("GET")) {
            return list(incoming, files(files.group(2), path));
        }
        var media = MEDIA.matcher(path);
        if (media.matches() && mine(media.group(1)) && incoming.method().equals("GET")) {
            var file = DemoMedia.bySid(media.group(3));
            return file == null ? notFound(path) : file.reply();
        }
        var one = ACCOUNT.matcher(path);
        if (one.matches() && mine(one.group(1)) && incoming.method().equals("GET")) {
            return Answer.json(200, MessageResource.account(account, clock.instant()));
        }
        return notFound(path);
    }

    private Answer create(Incoming incoming) throws InterruptedException {
        var form = Form.parse(incoming.text());
        var windowIsClosed = faults.windowIsClosed(form.firstOr("To", ""));
        return Creation.run(
                new TwilioCreation(form, account, this, windowIsClosed), incoming, refusals, workings, receipts);
    }

    StandInMessage message(Direction direction, String from, String to, Form form) {
        return new StandInMessage(
                workings.sids().next(form.has("MediaUrl") ? "MM" : "SM"),
                Provider.TWILIO,
                direction,
                from,
                to,
                TwilioContent.of(form),
                Progress.begun("queued", clock.instant()));
    }

    private Answer lookup(Incoming incoming, Answer.Reply found) throws InterruptedException {
        var to = incoming.query().firstOr("To", "");
        return read(Kind.LOOKUP, to.isEmpty() ? null : ledger.lastFrom(to), faults.takeLookup(), incoming, found);
    }

    private Answer list(Incoming incoming, Answer.Reply found) throws InterruptedException {
        return read(Kind.LIST, null, faults.takeListing(), incoming, found);
    }

    private Answer read(Kind kind, @Nullable String sid, @Nullable Fault fault, Incoming incoming, Answer.Reply found)
            throws InterruptedException {
        if (fault instanceof Fault.Slow slow && !(workings.pause(slow.before()) && workings.pause(slow.after()))) {
            return new Answer.Cut();
        }
        var refusal = refusals.refusal(fault);
        var answer = refusal == null ? found : refusal;
        workings.trace(sid, kind, clock.instant(), incoming, answer);
        return answer;
    }

    private Answer.Reply files(String sid, String path) {
        return ledger.find(sid)
                .filter(StandInMessage::inbound)
                .map(message -> Answer.json(200, MediaList.of(message, account)))
                .orElseGet(() -> notFound(path));
    }

    private Answer.Reply fetch(String sid, String path) {
        return ledger.find(sid)
                .map(message -> Answer.json(200, MessageResource.of(message, account)))
                .orElseGet(() -> notFound(path));
    }

    private Answer delete(Incoming incoming, String sid) {
        var answer = ledger.delete(sid) ? Answer.empty(204) : notFound(incoming.path());
        workings.trace(sid, Kind.DELETE, clock.instant(), incoming, answer);
        return answer;
    }

    private Answer typing(Incoming incoming, String version) throws InterruptedException {
        var at = clock.instant();
        var json = version.equals("3");
        String sid;
        String channel;
        try {
            var object = json ? Json.readObject(incoming.text()) : Map.<String, @Nullable Object>of();
            var form = json ? Form.empty() : Form.parse(incoming.text());
            sid = json ? Json.text(object, "messageId") : form.firstOr("messageId", "");
            channel = json ? Json.text(object, "channel") : form.firstOr("channel", "");
        } catch (IllegalArgumentException notJson) {
            return MessageResource.error(400, 20001, "Invalid request body");
        }
        var refusal = refusals.refusal(faults.takeTyping());
        // Version 3 refuses the lower-case name that version 2 wants.
        if (refusal == null && !channel.equals(json ? "WHATSAPP" : "whatsapp")) {
            refusal = MessageResource.error(400, 20001, "Invalid channel: " + channel);
        }
        var message = ledger.find(sid).filter(StandInMessage::inbound);
        if (refusal == null && message.isEmpty()) {
            refusal = MessageResource.error(404, 20404, "The message " + sid + " was not found");
        }
        var answer = refusal == null ? Answer.json(200, Json.object("success", true)) : refusal;
        workings.trace(sid, Kind.TYPING, at, incoming, answer);
        if (refusal == null) {
            var user = message.orElseThrow().user();
            ledger.markRead(user, sid, clock.instant());
            ledger.typing(new StandInEvent.Typing(sid, user, TYPING_LASTS));
        }
        return answer;
    }

    /// An answer to a user says that what they wrote was read.
    void answered(String user) {
        ledger.markAllRead(user, clock.instant());
    }

    private boolean authorized(Incoming incoming) {
        var expected = "Basic "
                + Base64.getEncoder().encodeToString((account.sid() + ":" + account.authToken()).getBytes(UTF_8));
        return MessageDigest.isEqual(
                expected.getBytes(UTF_8), incoming.header("Authorization").getBytes(UTF_8));
    }

    private boolean mine(String sid) {
        return account.sid().equals(sid);
    }

    private static Answer.Reply notFound(String path) {
        return MessageResource.error(404, 20404, "The requested resource " + path + " was not found");
    }

    private static Answer.Reply notAllowed() {
        return MessageResource.error(405, 20004, "Method not allowed");
    }
}
