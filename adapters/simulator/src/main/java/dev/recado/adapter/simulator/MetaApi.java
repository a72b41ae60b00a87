package dev.recado.adapter.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.simulator.HttpTrace.Kind;
import dev.recado.adapter.simulator.LoopbackServer.Incoming;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The routes of Meta's Graph API that Recado uses, in any version.
final class MetaApi {
    private static final Pattern VERSIONED = Pattern.compile("/v\\d{1,3}\\.\\d{1,2}/([^/]+)(/messages)?");
    private static final Duration TYPING_LASTS = Duration.ofSeconds(25);

    private final MetaAccount account;
    private final Workings workings;
    private final Receipts receipts;
    private final Refusals refusals = new MetaErrors();
    private final MetaFiles files;

    MetaApi(MetaAccount account, Workings workings, Receipts receipts, MetaFiles files) {
        this.account = account;
        this.workings = workings;
        this.receipts = receipts;
        this.files = files;
    }

    Answer answer(Incoming incoming) throws InterruptedException {
        if (!authorized(incoming)) {
            return MetaErrors.unauthorized().with("WWW-Authenticate", "OAuth \"Facebook Platform\"");
        }
        var path = incoming.path();
        if (path.equals(MetaFiles.PATH)) {
            return read(Kind.MEDIA, incoming, () -> files.file(incoming.query()));
        }
        var route = VERSIONED.matcher(path);
        if (!route.matches()) {
            return refusals.refused(2500, "Unknown path components: " + path);
        }
        var id = route.group(1);
        if (route.group(2) != null) {
            return id.equals(account.phoneNumberId()) && incoming.method().equals("POST")
                    ? send(incoming)
                    : MetaErrors.unknown(incoming.method(), id);
        }
        if (!incoming.method().equals("GET")) {
            return MetaErrors.unknown(incoming.method(), id);
        }
        if (id.equals(account.phoneNumberId())) {
            return read(Kind.LOOKUP, incoming, () -> Answer.json(200, number()));
        }
        var media = DemoMedia.byMetaId(id);
        return read(
                Kind.MEDIA,
                incoming,
                () -> media == null ? MetaErrors.unknown("get", id) : Answer.json(200, files.resource(media)));
    }

    private Answer send(Incoming incoming) throws InterruptedException {
        Map<String, @Nullable Object> request;
        try {
            request = Json.readObject(incoming.text());
        } catch (IllegalArgumentException notJson) {
            return refusals.refused(100, "The body is not a JSON object");
        }
        if (request.containsKey("status")) {
            return mark(request, incoming);
        }
        return Creation.run(
                new MetaCreation(request, account, refusals, workings), incoming, refusals, workings, receipts);
    }

    /// Marks a message as read, and those of the user before it; shows that Recado types, when asked to.
    private Answer mark(Map<String, @Nullable Object> request, Incoming incoming) throws InterruptedException {
        var at = workings.clock().instant();
        var typing = request.containsKey("typing_indicator");
        var fault = workings.faults().takeTyping();
        if (fault instanceof Fault.Slow slow && !workings.pause(slow.before())) {
            return new Answer.Cut();
        }
        var sid = Json.text(request, "message_id");
        var message = workings.ledger().find(sid).filter(StandInMessage::inbound);
        var refusal = refusals.refusal(fault);
        if (refusal == null) {
            refusal = markRefusal(request, message.isPresent());
        }
        Answer answer =
                refusal == null ? refusals.afterwards(fault, Answer.json(200, Json.object("success", true))) : refusal;
        workings.trace(sid, typing ? Kind.TYPING : Kind.READ, at, incoming, answer);
        if (refusal == null) {
            var user = message.orElseThrow().user();
            workings.ledger().markRead(user, sid, workings.clock().instant());
            if (typing) {
                workings.ledger().typing(new StandInEvent.Typing(sid, user, TYPING_LASTS));
            }
        }
        if (fault instanceof Fault.Slow slow && !workings.pause(slow.after())) {
            return new Answer.Cut();
        }
        return answer;
    }

    private Answer.@Nullable Reply markRefusal(Map<String, @Nullable Object> request, boolean known) {
        if (!Json.text(request, "messaging_product").equals("whatsapp")) {
            return refusals.refused(MetaRules.MISSING, "The parameter messaging_product is required.");
        }
        if (!Json.text(request, "status").equals("read")) {
            return refusals.refused(100, "Param status must be one of {read}");
        }
        var typing = Json.named(request.get("typing_indicator"));
        if (request.containsKey("typing_indicator")
                && !Json.text(typing, "type").equals("text")) {
            return refusals.refused(100, "Param typing_indicator['type'] must be one of {text}");
        }
        return known
                ? null
                : refusals.refused(MetaRules.INVALID, "Param message_id is not the id of a message received");
    }

    private Answer read(Kind kind, Incoming incoming, Supplier<Answer.Reply> found) throws InterruptedException {
        var fault = workings.faults().takeLookup();
        if (fault instanceof Fault.Slow slow && !(workings.pause(slow.before()) && workings.pause(slow.after()))) {
            return new Answer.Cut();
        }
        var refusal = refusals.refusal(fault);
        var answer = refusal == null ? found.get() : refusal;
        workings.trace(null, kind, Instant.EPOCH, incoming, answer);
        return answer;
    }

    private Map<String, @Nullable Object> number() {
        return Json.object(
                "verified_name", "Recado's stand-in",
                "code_verification_status", "VERIFIED",
                "display_phone_number", "+" + account.displayNumber(),
                "quality_rating", "GREEN",
                "platform_type", "CLOUD_API",
                "throughput", Json.object("level", "STANDARD"),
                "id", account.phoneNumberId());
    }

    private boolean authorized(Incoming incoming) {
        return MessageDigest.isEqual(
                ("Bearer " + account.token()).getBytes(UTF_8),
                incoming.header("Authorization").getBytes(UTF_8));
    }
}
