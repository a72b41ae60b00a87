package dev.recado.adapter.simulator.message;

import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.Json;
import java.util.Locale;

/// Which provider a stand-in plays, and how that provider writes a user's address.
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

    /// The provider called `id`.
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

    /// The address of a user as this provider writes it, from any spelling that a provider or a person uses.
    public String address(String user) {
        if (this == TWILIO) {
            return user.startsWith(CHANNEL) ? user : CHANNEL + user(user);
        }
        var bare = user(user);
        return bare.startsWith("+") ? bare.substring(1) : bare;
    }

    /// The same address as people write it: `+15550100001`, or a business-scoped id.
    public static String user(String address) {
        var bare = address.startsWith(CHANNEL) ? address.substring(CHANNEL.length()) : address;
        return !bare.isEmpty() && bare.chars().allMatch(Character::isDigit) ? "+" + bare : bare;
    }

    /// What `wire` says: a message as it went over the wire, in or out.
    public StandInContent read(String wire) {
        return switch (this) {
            case TWILIO -> TwilioContentReader.of(Form.parse(wire));
            case META -> MetaContentReader.of(Json.readObject(wire));
        };
    }
}
