package dev.recado.domain.people;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/// A bearer token of a program.
///
/// @param id names it among the tokens; no secret
/// @param digest of its secret
/// @param name what it is for
/// @param createdBy the id of whoever created it
public record MachineToken(
        String id, String digest, String name, Set<Scope> scopes, String createdBy, Instant createdAt) {

    public MachineToken {
        scopes = Set.copyOf(scopes);
    }

    /// What a program may do.
    public enum Scope {
        /// Reads what a supervisor may read.
        READ,
        /// Reads and changes what a supervisor may.
        WRITE,
        /// Everything that the operator token allows.
        ADMIN;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException for an unknown name
        public static Scope ofId(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    public Caller caller() {
        PersonRole role = scopes.contains(Scope.ADMIN) ? PersonRole.ADMIN : PersonRole.SUPERVISOR;
        return Caller.program(id, name, role);
    }

    public boolean mayChange() {
        return scopes.contains(Scope.WRITE) || scopes.contains(Scope.ADMIN);
    }

    @Override
    public String toString() {
        return "MachineToken[" + id + ", " + scopes + "]";
    }
}
