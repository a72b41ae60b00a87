package dev.recado.adapter.simulator.account;

import java.util.random.RandomGenerator;

/// The account that the stand-in plays: its SID, its auth token, and the address that users write to.
public record TwilioAccount(String sid, String authToken, String sender) {
    /// The sender of Twilio's WhatsApp sandbox.
    public static final String SANDBOX_SENDER = "whatsapp:+14155238886";

    public TwilioAccount {
        if (sid.isBlank() || authToken.isBlank() || sender.isBlank()) {
            throw new IllegalArgumentException("an account needs a SID, a token and a sender");
        }
    }

    /// An account invented with `random` that sends from the sandbox's number.
    public static TwilioAccount madeFrom(RandomGenerator random) {
        var idGenerator = new ProviderIdGenerator(random);
        return new TwilioAccount(idGenerator.next("AC"), idGenerator.next(""), SANDBOX_SENDER);
    }

    @Override
    public String toString() {
        return "TwilioAccount[" + sid + ", ***, " + sender + "]";
    }
}
