package dev.recado.domain.fake;

import dev.recado.domain.contract.ProcessesContract;
import dev.recado.domain.intake.Processes;

class FakeProcessesTest implements ProcessesContract {
    private final FakeProcesses processes = new FakeProcesses();

    @Override
    public Processes seenBy(String id) {
        return processes.seenBy(id);
    }
}
