package dev.recado.domain.contract;

import static dev.recado.domain.contract.StoreContract.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.people.MachineToken;
import dev.recado.domain.people.MachineToken.Scope;
import dev.recado.domain.people.MachineTokenStore;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of every [MachineTokenStore].
public interface MachineTokenStoreContract {

    /// The store under test, empty.
    MachineTokenStore machineTokens();

    @Test
    default void aTokenIsFoundByItsDigestUntilItIsRemoved() {
        MachineToken older = new MachineToken("t-1", "d-1", "helpdesk", Set.of(Scope.READ, Scope.WRITE), "p-1", NOON);
        MachineToken newer = new MachineToken("t-2", "d-2", "report", Set.of(Scope.READ), "p-1", NOON.plusSeconds(1));
        machineTokens().add(older);
        machineTokens().add(newer);

        assertThat(machineTokens().find("d-1")).contains(older);
        assertThat(machineTokens().find("t-1")).isEmpty();
        assertThat(machineTokens().all()).containsExactly(newer, older);

        assertThat(machineTokens().remove("t-1")).isTrue();
        assertThat(machineTokens().remove("t-1")).isFalse();
        assertThat(machineTokens().find("d-1")).isEmpty();
        assertThat(machineTokens().all()).containsExactly(newer);
    }
}
