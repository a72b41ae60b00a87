package dev.recado.domain.people;

import java.util.Locale;

/// Which conversations a person sees. Supervisors and admins see all.
public enum Visibility {
    /// Those that wait, that nobody has, and the person's own.
    OWN,
    /// Those that colleagues have, too.
    ALL;

    /// The name as stored and shown: lower case.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for an unknown name
    public static Visibility ofId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
