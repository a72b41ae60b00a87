package dev.recado.domain.fake;

import dev.recado.domain.contract.IdKeyContract;
import dev.recado.domain.port.IdKey;

class FakeIdKeyTest implements IdKeyContract {
    @Override
    public IdKey idKey() {
        return new FakeIdKey();
    }

    @Override
    public IdKey idKeyOfAnotherProcess() {
        return new FakeIdKey();
    }
}
