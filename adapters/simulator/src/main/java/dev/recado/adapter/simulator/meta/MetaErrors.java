package dev.recado.adapter.simulator.meta;

import dev.recado.adapter.simulator.fault.ProviderErrors;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.http.StandInResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// Meta's error responses: each code has its own HTTP status (most rate limits are a 400).
public final class MetaErrors implements ProviderErrors {
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(1, "API Unknown"),
            Map.entry(2, "API Service"),
            Map.entry(4, "Application request limit reached"),
            Map.entry(100, "Invalid parameter"),
            Map.entry(190, "Invalid OAuth access token - Cannot parse access token"),
            Map.entry(368, "Temporarily blocked for policies violations"),
            Map.entry(80007, "Rate limit issues"),
            Map.entry(130429, "Rate limit hit"),
            Map.entry(131000, "Something went wrong"),
            Map.entry(131005, "Access denied"),
            Map.entry(131008, "Required parameter is missing"),
            Map.entry(131009, "Parameter value is not valid"),
            Map.entry(131016, "Service unavailable"),
            Map.entry(131021, "Recipient cannot be sender"),
            Map.entry(131026, "Message undeliverable"),
            Map.entry(131031, "Business Account locked"),
            Map.entry(131047, "Re-engagement message"),
            Map.entry(131048, "Spam rate limit hit"),
            Map.entry(131049, "This message was not delivered to maintain healthy ecosystem engagement."),
            Map.entry(131050, "Unable to deliver the message. This recipient has chosen to stop receiving marketing"),
            Map.entry(131051, "Message type unknown"),
            Map.entry(131053, "Media upload error"),
            Map.entry(131056, "(Business Account, Consumer Account) pair rate limit hit"),
            Map.entry(131057, "Business Account is in maintenance mode"),
            Map.entry(132001, "Template name does not exist in the translation"),
            Map.entry(133004, "Server Temporarily Unavailable"),
            Map.entry(133010, "Phone number not registered"));
    private static final Set<Integer> FORBIDDEN = Set.of(10, 368, 130497, 131005, 131031);
    private static final Set<Integer> BROKEN = Set.of(3, 131000, 131016, 131045, 131057, 2494100);
    private static final Set<Integer> UNAVAILABLE = Set.of(2, 133004);

    @Override
    public StandInResponse.Reply throttled(Duration retryAfter) {
        return refused(130429, "Cloud API message throughput has been reached.");
    }

    @Override
    public StandInResponse.Reply failed(int status) {
        var code = status == 503 ? 133004 : status == 500 ? 131000 : 2;
        return error(status, code, title(code), "Message failed to send due to an unknown error.");
    }

    @Override
    public StandInResponse.Reply refused(int code, String details) {
        return error(status(code), code, "(#" + code + ") " + title(code), details);
    }

    /// The HTTP status of an error code.
    static int status(int code) {
        if (code == 0 || code == 190) {
            return 401;
        }
        if (FORBIDDEN.contains(code) || (code >= 200 && code < 300)) {
            return 403;
        }
        if (BROKEN.contains(code)) {
            return 500;
        }
        if (UNAVAILABLE.contains(code)) {
            return 503;
        }
        return code == 132001 ? 404 : 400;
    }

    static String title(int code) {
        return TITLES.getOrDefault(code, "An error occurred");
    }

    static StandInResponse.Reply unauthorized() {
        return StandInResponse.json(
                401,
                Json.object(
                        "error",
                        Json.object(
                                "message",
                                title(190),
                                "type",
                                "OAuthException",
                                "code",
                                190,
                                "fbtrace_id",
                                "AStandInsTrace")));
    }

    /// No object has this id, or it does not support the request.
    static StandInResponse.Reply unknown(String method, String id) {
        return StandInResponse.json(
                400,
                Json.object(
                        "error",
                        Json.object(
                                "message",
                                "Unsupported " + method.toLowerCase(java.util.Locale.ROOT)
                                        + " request. Object with ID '"
                                        + id + "' does not exist, cannot be loaded due to missing permissions, or does"
                                        + " not support this operation",
                                "type",
                                "GraphMethodException",
                                "code",
                                100,
                                "error_subcode",
                                33,
                                "fbtrace_id",
                                "AStandInsTrace")));
    }

    private static StandInResponse.Reply error(int status, int code, String message, String details) {
        return StandInResponse.json(
                status,
                Json.object(
                        "error",
                        Json.object(
                                "message",
                                message,
                                "type",
                                "OAuthException",
                                "code",
                                code,
                                "error_data",
                                Json.object("messaging_product", "whatsapp", "details", details),
                                "fbtrace_id",
                                "AStandInsTrace")));
    }
}
