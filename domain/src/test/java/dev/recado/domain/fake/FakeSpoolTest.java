package dev.recado.domain.fake;

import dev.recado.domain.contract.SpoolContract;
import dev.recado.domain.message.Spool;

class FakeSpoolTest implements SpoolContract {
    private final FakeSpool spool = new FakeSpool(1_000);

    @Override
    public Spool spool() {
        return spool;
    }

    @Override
    public Spool restarted() {
        return spool;
    }
}
