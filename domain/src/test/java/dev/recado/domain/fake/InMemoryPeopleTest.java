package dev.recado.domain.fake;

import dev.recado.domain.contract.AuditLogContract;
import dev.recado.domain.contract.MachineTokenStoreContract;
import dev.recado.domain.contract.PersonSessionsContract;
import dev.recado.domain.contract.PersonStoreContract;
import dev.recado.domain.contract.SetupLinksContract;
import dev.recado.domain.people.AuditLog;
import dev.recado.domain.people.MachineTokenStore;
import dev.recado.domain.people.PersonSessions;
import dev.recado.domain.people.PersonStore;
import dev.recado.domain.people.SetupLinks;

class InMemoryPeopleTest
        implements PersonStoreContract,
                PersonSessionsContract,
                SetupLinksContract,
                MachineTokenStoreContract,
                AuditLogContract {
    private final FrontDesk desk = new FrontDesk();

    @Override
    public PersonStore people() {
        return desk.people;
    }

    @Override
    public PersonSessions openSessions() {
        return desk.sessionStore;
    }

    @Override
    public SetupLinks setupLinks() {
        return desk.setupLinks;
    }

    @Override
    public MachineTokenStore machineTokens() {
        return desk.tokenStore;
    }

    @Override
    public AuditLog auditLog() {
        return desk.auditLog;
    }
}
