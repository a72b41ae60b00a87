package dev.recado.domain.fake;

import dev.recado.domain.identity.PublicIdKey;
import dev.recado.domain.identity.PublicIds;
import java.util.Arrays;

/// A fixed key.
public final class FakeIdKey implements PublicIdKey {
    @Override
    public byte[] get() {
        byte[] key = new byte[PublicIds.KEY];
        Arrays.fill(key, (byte) 7);
        return key;
    }

    /// Encryption of ids with this key.
    public static PublicIds ids() {
        return new PublicIds(new FakeIdKey()::get);
    }
}
