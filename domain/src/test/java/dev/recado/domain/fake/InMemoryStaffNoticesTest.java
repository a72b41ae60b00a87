package dev.recado.domain.fake;

import dev.recado.domain.contract.StaffNoticesContract;
import dev.recado.domain.handoff.StaffNotices;

class InMemoryStaffNoticesTest implements StaffNoticesContract {
    private final InMemoryStaffNotices notices = new InMemoryStaffNotices();

    @Override
    public StaffNotices staffNotices() {
        return notices;
    }

    @Override
    public StaffNotices staffNoticesOfAnotherProcess() {
        return notices;
    }
}
