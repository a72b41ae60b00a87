package dev.recado.adapter.simulator.page;

import dev.recado.adapter.simulator.StandIn;
import dev.recado.adapter.simulator.core.FaultPlan;
import dev.recado.adapter.simulator.core.FaultPlan.On;
import dev.recado.adapter.simulator.fault.CallbackFault;
import dev.recado.adapter.simulator.fault.Fault;
import dev.recado.adapter.simulator.fault.WebhookFault;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.message.SimulatedProvider;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads an ordered fault from JSON, adds it to a stand-in's plan, and shows pending ones.
final class FaultJson {
    private static final List<String> FIELDS =
            List.of("provider", "on", "fault", "times", "to", "code", "message", "status", "seconds");
    private static final String WINDOW_CLOSED = "window-closed";
    private static final int MAX_TIMES = 10_000;
    private static final int MAX_SECONDS = 600;
    private static final Map<String, Function<FaultJson, Fault>> REQUEST_FAULTS = new TreeMap<>(Map.of(
            "throttle", order -> new Fault.Throttle(Duration.ofSeconds(order.number("seconds", 1, 0, MAX_SECONDS))),
            "fail-before", order -> new Fault.FailBefore(order.number("status", 503, 500, 599)),
            "fail-after", order -> new Fault.FailAfter(order.number("status", 503, 500, 599)),
            "cut-before", _ -> new Fault.CutBefore(),
            "cut-after", _ -> new Fault.CutAfter(),
            "slow",
                    order -> new Fault.Slow(
                            Duration.ofSeconds(order.number("seconds", 5, 0, MAX_SECONDS)), Duration.ZERO),
            "refuse", order -> new Fault.Refuse(order.code(), order.message()),
            "undeliver", order -> new Fault.Undeliver(order.code(), order.message())));
    private static final Map<On, Set<String>> ALLOWED = new EnumMap<>(On.class);

    static {
        var reads = List.of("throttle", "fail-before", "cut-before", "slow", "refuse");
        var sends = new TreeSet<>(REQUEST_FAULTS.keySet());
        sends.add(WINDOW_CLOSED);
        ALLOWED.put(On.SEND, sends);
        ALLOWED.put(On.LOOKUP, new TreeSet<>(reads));
        ALLOWED.put(On.LISTING, new TreeSet<>(reads));
        ALLOWED.put(On.TYPING, new TreeSet<>(List.of("throttle", "fail-before", "cut-before", "refuse")));
        ALLOWED.put(On.CALLBACK, names(CallbackFault.values()));
        ALLOWED.put(On.WEBHOOK, names(WebhookFault.values()));
    }

    private final Map<String, @Nullable Object> json;
    private final SimulatedProvider provider;

    private FaultJson(Map<String, @Nullable Object> json, SimulatedProvider provider) {
        this.json = json;
        this.provider = provider;
    }

    /// Adds the fault in `json` to the plan of `standIn`.
    ///
    /// @throws IllegalArgumentException with the allowed values, when there is no such fault
    static void addTo(Map<String, @Nullable Object> json, StandIn standIn) {
        new FaultJson(json, standIn.provider()).addTo(standIn.faults());
    }

    private void addTo(FaultPlan plan) {
        for (var field : json.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException("no field \"" + field + "\": expected " + FIELDS);
            }
        }
        var on = oneOf("on", ALLOWED.keySet().stream().map(FaultJson::name).toList());
        var strikes = On.valueOf(on.toUpperCase(Locale.ROOT));
        if (strikes == On.LISTING && provider == SimulatedProvider.META) {
            throw new IllegalArgumentException("on: Meta has no list of messages, so no \"listing\"");
        }
        var fault = oneOf("fault", List.copyOf(ALLOWED.getOrDefault(strikes, Set.of())));
        var to = Json.text(json, "to");
        if (fault.equals(WINDOW_CLOSED)) {
            if (to.isEmpty() || json.containsKey("times")) {
                throw new IllegalArgumentException(
                        "window-closed: expected \"to\" and no \"times\"; the window opens when that user writes");
            }
            plan.closeWindowOf(to);
            return;
        }
        if (!to.isEmpty() && strikes != On.SEND && strikes != On.WEBHOOK) {
            throw new IllegalArgumentException("to: expected with \"on\": \"send\" or \"webhook\" only");
        }
        plan.order(strikes, fault(strikes, fault), to.isEmpty() ? null : to, number("times", 1, 1, MAX_TIMES));
    }

    private Object fault(On strikes, String name) {
        var constant = name.toUpperCase(Locale.ROOT);
        return switch (strikes) {
            case CALLBACK -> CallbackFault.valueOf(constant);
            case WEBHOOK -> WebhookFault.valueOf(constant);
            case SEND, LOOKUP, LISTING, TYPING -> {
                var factory = REQUEST_FAULTS.get(name);
                if (factory == null) {
                    throw new IllegalStateException("no fault " + name);
                }
                yield factory.apply(this);
            }
        };
    }

    /// The pending faults of a stand-in.
    static List<Map<String, @Nullable Object>> pending(StandIn standIn) {
        return standIn.faults().orders().stream()
                .map(order -> Json.object(
                        "provider", standIn.provider().id(),
                        "on", name(order.on()),
                        "fault", describe(order.fault()),
                        "times", order.times(),
                        "to", order.to() == null ? null : SimulatedProvider.user(order.to())))
                .toList();
    }

    static List<Map<String, @Nullable Object>> closedWindows(StandIn standIn) {
        return standIn.faults().closedWindows().stream()
                .map(user -> Json.object("provider", standIn.provider().id(), "to", SimulatedProvider.user(user)))
                .toList();
    }

    private String oneOf(String field, List<String> allowed) {
        var value = Json.text(json, field);
        if (!allowed.contains(value)) {
            throw new IllegalArgumentException(field + ": expected one of " + allowed + ", not \"" + value + "\"");
        }
        return value;
    }

    private int code() {
        if (!json.containsKey("code")) {
            var example = provider == SimulatedProvider.TWILIO ? "63016" : "131047";
            throw new IllegalArgumentException("code: expected an error code of the provider's, such as " + example);
        }
        return number("code", 0, 0, 9_999_999);
    }

    private String message() {
        var message = Json.text(json, "message");
        return message.isEmpty() ? "to order" : message;
    }

    private int number(String field, int defaultValue, int min, int max) {
        var value = json.getOrDefault(field, (long) defaultValue);
        if (value instanceof Long number && number >= min && number <= max) {
            return number.intValue();
        }
        throw new IllegalArgumentException(field + ": expected a number from " + min + " to " + max + ", not " + value);
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(FaultJson::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String describe(Object fault) {
        return fault instanceof Enum<?> constant
                ? name(constant)
                : fault.getClass()
                        .getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT);
    }
}
