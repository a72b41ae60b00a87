package dev.recado.domain.fake;

import dev.recado.domain.contract.PublicIdKeyContract;
import dev.recado.domain.identity.PublicIdKey;

class FakeIdKeyTest implements PublicIdKeyContract {
    @Override
    public PublicIdKey idKey() {
        return new FakeIdKey();
    }

    @Override
    public PublicIdKey idKeyOfAnotherProcess() {
        return new FakeIdKey();
    }
}
