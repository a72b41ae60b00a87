package dev.recado.adapter.simulator.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// Generates providers' ids: Twilio's with two letters and 32 hexadecimal digits, Meta's `wamid.…`. Thread-safe.
public final class ProviderIdGenerator {
    private final ReentrantLock lock = new ReentrantLock();
    private final RandomGenerator random;

    public ProviderIdGenerator(RandomGenerator random) {
        this.random = random;
    }

    public String next(String prefix) {
        return prefix + HexFormat.of().formatHex(bytes());
    }

    /// A message id of Meta's: Base64 of letters and digits, so it has no slash.
    public String wamid() {
        return "wamid.HBgL" + Base64.getEncoder().encodeToString(next("").getBytes(US_ASCII));
    }

    String uuid() {
        return UUID.nameUUIDFromBytes(bytes()).toString();
    }

    private byte[] bytes() {
        var bytes = new byte[16];
        lock.lock();
        try {
            random.nextBytes(bytes);
        } finally {
            lock.unlock();
        }
        return bytes;
    }
}
