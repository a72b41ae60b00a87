package dev.recado.adapter.simulator;

import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// Makes Twilio's identifiers: two letters and 32 hexadecimal digits. Safe for many threads.
final class Sids {
    private final ReentrantLock lock = new ReentrantLock();
    private final RandomGenerator random;

    Sids(RandomGenerator random) {
        this.random = random;
    }

    String next(String prefix) {
        return prefix + HexFormat.of().formatHex(bytes());
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
