package dev.recado.domain.fake;

import dev.recado.domain.message.Consent;
import dev.recado.domain.privacy.OptOuts;
import dev.recado.domain.privacy.PersonDigests;
import dev.recado.domain.privacy.UserKeys;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Refusals in memory.
public final class InMemoryOptOuts implements OptOuts {
    private final PersonDigests digests = new PersonDigests(new FakeIdKey());
    private final Map<String, Consent> refusals = new ConcurrentHashMap<>();

    @Override
    public void keep(UserKeys keys, Consent consent) {
        digests.of(keys).forEach(digest -> {
            if (consent == Consent.EVERYTHING) {
                refusals.remove(digest);
            } else {
                refusals.put(digest, consent);
            }
        });
    }

    @Override
    public Optional<Consent> of(UserKeys keys) {
        return digests.of(keys).stream()
                .flatMap(digest -> Stream.ofNullable(refusals.get(digest)))
                .reduce(Consent::with);
    }
}
