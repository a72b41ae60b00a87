package dev.recado.adapter.simulator.account;

import java.util.random.RandomGenerator;

/// The app and the number that the stand-in plays: the API's access token, the id of the business phone number,
/// the app secret that signs webhooks, the verify token, and the number that users write to.
///
/// @param displayNumber digits only, as Meta shows it in webhooks
public record MetaAccount(
        String token, String phoneNumberId, String appSecret, String verifyToken, String displayNumber) {
    /// A number that is assigned to nobody.
    public static final String DISPLAY_NUMBER = "15550783881";

    public MetaAccount {
        if (token.isBlank() || phoneNumberId.isBlank() || appSecret.isBlank() || verifyToken.isBlank()) {
            throw new IllegalArgumentException("an account needs a token, a phone number id, a secret, a verify token");
        }
    }

    /// An account invented with `random`.
    public static MetaAccount madeFrom(RandomGenerator random) {
        var idGenerator = new ProviderIdGenerator(random);
        var number = Long.toString(100_000_000_000_000L + random.nextLong(900_000_000_000_000L));
        return new MetaAccount(
                "EAA" + idGenerator.next(""), number, idGenerator.next(""), idGenerator.next(""), DISPLAY_NUMBER);
    }

    @Override
    public String toString() {
        return "MetaAccount[" + phoneNumberId + ", ***, " + displayNumber + "]";
    }
}
