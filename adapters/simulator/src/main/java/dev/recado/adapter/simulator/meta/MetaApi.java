package dev.recado.adapter.simulator.meta;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.simulator.account.MetaAccount;
import dev.recado.adapter.simulator.core.DeliverySimulator;
import dev.recado.adapter.simulator.core.SendRequest;
import dev.recado.adapter.simulator.core.StandInContext;
import dev.recado.adapter.simulator.core.StandInEvent;
import dev.recado.adapter.simulator.fault.Fault;
import dev.recado.adapter.simulator.fault.ProviderErrors;
import dev.recado.adapter.simulator.http.HttpTrace.Kind;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.http.LoopbackServer.Incoming;
import dev.recado.adapter.simulator.http.StandInResponse;
import dev.recado.adapter.simulator.message.DemoMedia;
import dev.recado.adapter.simulator.message.MetaMedia;
import dev.recado.adapter.simulator.message.MetaSendRules;
import dev.recado.adapter.simulator.message.StandInMessage;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The routes of Meta's Graph API that Recado uses, in any version.
public final class MetaApi {
    private static final Pattern VERSIONED = Pattern.compile("/v\\d{1,3}\\.\\d{1,2}/([^/]+)(/messages)?");
    private static final Duration TYPING_DURATION = Duration.ofSeconds(25);

    private final MetaAccount account;
    private final StandInContext standInContext;
    private final DeliverySimulator receipts;
    private final ProviderErrors errors = new MetaErrors();
    private final MetaMedia files;

    public MetaApi(MetaAccount account, StandInContext standInContext, DeliverySimulator receipts, MetaMedia files) {
        this.account = account;
        this.standInContext = standInContext;
        this.receipts = receipts;
        this.files = files;
    }

    public StandInResponse answer(Incoming incoming) throws InterruptedException {
        if (!authorized(incoming)) {
            return MetaErrors.unauthorized().with("WWW-Authenticate", "OAuth \"Facebook Platform\"");
        }
        var path = incoming.path();
        if (path.equals(MetaMedia.PATH)) {
            return read(Kind.MEDIA, incoming, () -> files.file(incoming.query()));
        }
        var route = VERSIONED.matcher(path);
        if (!route.matches()) {
            return errors.refused(2500, "Unknown path components: " + path);
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
            return read(Kind.LOOKUP, incoming, () -> StandInResponse.json(200, number()));
        }
        var media = DemoMedia.byMetaId(id);
        return read(
                Kind.MEDIA,
                incoming,
                () -> media == null ? MetaErrors.unknown("get", id) : StandInResponse.json(200, files.resource(media)));
    }

    private StandInResponse send(Incoming incoming) throws InterruptedException {
        Map<String, @Nullable Object> request;
        try {
            request = Json.readObject(incoming.text());
        } catch (IllegalArgumentException _) {
            return errors.refused(100, "The body is not a JSON object");
        }
        if (request.containsKey("status")) {
            return mark(request, incoming);
        }
        return SendRequest.run(
                new MetaSendRequest(request, account, errors, standInContext),
                incoming,
                errors,
                standInContext,
                receipts);
    }

    /// Marks a message and those before it as read, and shows the typing indicator if requested.
    private StandInResponse mark(Map<String, @Nullable Object> request, Incoming incoming) throws InterruptedException {
        var at = standInContext.clock().instant();
        var typing = request.containsKey("typing_indicator");
        var fault = standInContext.faults().takeTyping();
        if (fault instanceof Fault.Slow slow && !standInContext.pause(slow.before())) {
            return new StandInResponse.Cut();
        }
        var sid = Json.text(request, "message_id");
        var message = standInContext.trafficLog().find(sid).filter(StandInMessage::inbound);
        var refusal = errors.refusal(fault);
        if (refusal == null) {
            refusal = markRefusal(request, message.isPresent());
        }
        StandInResponse answer = refusal == null
                ? errors.afterwards(fault, StandInResponse.json(200, Json.object("success", true)))
                : refusal;
        standInContext.trace(sid, typing ? Kind.TYPING : Kind.READ, at, incoming, answer);
        if (refusal == null) {
            var user = message.orElseThrow().user();
            standInContext
                    .trafficLog()
                    .markRead(user, sid, standInContext.clock().instant());
            if (typing) {
                standInContext.trafficLog().typing(new StandInEvent.Typing(sid, user, TYPING_DURATION));
            }
        }
        if (fault instanceof Fault.Slow slow && !standInContext.pause(slow.after())) {
            return new StandInResponse.Cut();
        }
        return answer;
    }

    private StandInResponse.@Nullable Reply markRefusal(Map<String, @Nullable Object> request, boolean known) {
        if (!Json.text(request, "messaging_product").equals("whatsapp")) {
            return errors.refused(MetaSendRules.MISSING, "The parameter messaging_product is required.");
        }
        if (!Json.text(request, "status").equals("read")) {
            return errors.refused(100, "Param status must be one of {read}");
        }
        var typing = Json.named(request.get("typing_indicator"));
        if (request.containsKey("typing_indicator")
                && !Json.text(typing, "type").equals("text")) {
            return errors.refused(100, "Param typing_indicator['type'] must be one of {text}");
        }
        return known
                ? null
                : errors.refused(MetaSendRules.INVALID, "Param message_id is not the id of a message received");
    }

    private StandInResponse read(Kind kind, Incoming incoming, Supplier<StandInResponse.Reply> found)
            throws InterruptedException {
        var fault = standInContext.faults().takeLookup();
        if (fault instanceof Fault.Slow slow
                && !(standInContext.pause(slow.before()) && standInContext.pause(slow.after()))) {
            return new StandInResponse.Cut();
        }
        var refusal = errors.refusal(fault);
        var answer = refusal == null ? found.get() : refusal;
        standInContext.trace(null, kind, Instant.EPOCH, incoming, answer);
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
