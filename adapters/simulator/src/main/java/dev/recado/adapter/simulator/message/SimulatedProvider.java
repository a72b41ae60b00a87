package dev.recado.adapter.simulator.message;

import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.Json;
import java.util.Locale;

/// The provider that a stand-in plays, and its format of users' addresses.
public enum SimulatedProvider {
    /// `whatsapp:+15550100001`, `whatsapp:US.1349…`.
    TWILIO,
    /// `15550100001` (a `wa_id`: digits alone), `US.1349…`.
    META;

    private static final String CHANNEL = "whatsapp:";

    /// The name in lower case.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The provider with this id.
    ///
    /// @throws IllegalArgumentException when there is none
    public static SimulatedProvider named(String id) {
        for (var provider : values()) {
            if (provider.id().equals(id)) {
                return provider;
            }
        }
        throw new IllegalArgumentException("no provider \"" + id + "\": expected twilio or meta");
    }

    /// A user's address in this provider's format, from any form that a provider or a person uses.
    public String address(String user) {
        if (this == TWILIO) {
            return user.startsWith(CHANNEL) ? user : CHANNEL + user(user);
        }
        var withoutPrefix = user(user);
        return withoutPrefix.startsWith("+") ? withoutPrefix.substring(1) : withoutPrefix;
    }

    /// The address in the form for people: `+15550100001`, or a business-scoped id.
    public static String user(String address) {
        var withoutPrefix = address.startsWith(CHANNEL) ? address.substring(CHANNEL.length()) : address;
        return !withoutPrefix.isEmpty() && withoutPrefix.chars().allMatch(Character::isDigit)
                ? "+" + withoutPrefix
                : withoutPrefix;
    }

    /// Reads the content of a message in wire format, inbound or outbound.
    public StandInContent read(String wire) {
        return switch (this) {
            case TWILIO -> TwilioContentReader.of(Form.parse(wire));
            case META -> MetaContentReader.of(Json.readObject(wire));
        };
    }
}
